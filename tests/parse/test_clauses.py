from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.lang.pack import load_pack
from lagebild.parse.base import Parse
from lagebild.parse.clauses import Clause, clause_of, clauses, complement_chain, complement_span, own_tokens
from tests.parse.tagged import UPOS, tagged, treebank, words


def find(parse: Parse, n: int = 0) -> tuple[Clause, ...]:
    return clauses(parse, parse.sentences[n], load_pack("de"))


def outline(line: str) -> list[tuple[str, int | None, str]]:
    """Return (kind, parent, words) of each clause of a hand-tagged sentence."""
    parse = tagged(line)
    return [(c.kind, c.parent, words(parse, c.first, c.last)) for c in find(parse)]


def test_nested_complement() -> None:
    line = (
        "Kern/NE sagte/VVFIN ,/$, dass/KOUS Lauria/NE ,/$, das/PRELS an/APPR Berg/NE grenzt/VVFIN ,/$, daran/PAV interessiert/VVPP "
        "sei/VAFIN:Sub ,/$, Schiffe/NN zu/PTKZU erwerben/VVINF ./$."
    )
    assert outline(line) == [
        ("main", None, "Kern sagte, dass Lauria, das an Berg grenzt, daran interessiert sei, Schiffe zu erwerben"),
        ("sub", 0, "dass Lauria, das an Berg grenzt, daran interessiert sei, Schiffe zu erwerben"),
        ("rel", 1, "das an Berg grenzt"),
        ("inf", 1, "Schiffe zu erwerben"),
    ]
    parse = tagged(line)
    found = find(parse)
    assert [parse.tokens[v].text for v in found[1].verbs] == ["sei", "interessiert"]
    assert found[1].mood == "Sub"
    assert words(parse, *complement_span(parse, found[1])) == "dass Lauria, das an Berg grenzt, daran interessiert sei, Schiffe zu erwerben"
    assert [parse.tokens[i].text for i in own_tokens(found, 2)] == ["das", "an", "Berg", "grenzt"]


def test_coordinated_complements_are_siblings() -> None:
    line = (
        "Er/PPER meint/VVFIN ,/$, dass/KOUS Berg/NE zahle/VVFIN:Sub und/KON dass/KOUS Tal/NE liefere/VVFIN:Sub ./$."
    )  # fmt: skip
    assert outline(line)[1:] == [("sub", 0, "dass Berg zahle"), ("sub", 0, "und dass Tal liefere")]
    parse = tagged(line)
    assert words(parse, *complement_span(parse, find(parse)[2])) == "dass Tal liefere"
    assert words(parse, *complement_chain(parse, find(parse), 1)) == "dass Berg zahle und dass Tal liefere"


def test_coordination_without_introducer_belongs_to_the_complement() -> None:
    line = "Er/PPER meint/VVFIN ,/$, dass/KOUS Berg/NE zahle/VVFIN:Sub und/KON das/ART Tal/NN nicht/PTKNEG liefere/VVFIN:Sub ./$."
    assert outline(line)[1:] == [("sub", 0, "dass Berg zahle und das Tal nicht liefere"), ("sub", 1, "und das Tal nicht liefere")]


def test_dependent_verb_second() -> None:
    line = "Kern/NE teilte/VVFIN mit/PTKVZ ,/$, man/PIS habe/VAFIN:Sub geliefert/VVPP und/KON werde/VAFIN:Sub zahlen/VVINF ./$."
    assert outline(line)[1:] == [("main", 0, "man habe geliefert"), ("main", 0, "und werde zahlen")]
    parse = tagged(line)
    assert [parse.tokens[v].text for v in find(parse)[0].verbs] == ["teilte", "mit"]


def test_frame_behind() -> None:
    line = "Berg/NE liefere/VVFIN:Sub Holz/NN ,/$, sagte/VVFIN Kern/NE ./$."
    assert outline(line) == [("main", None, "Berg liefere Holz"), ("v1", None, "sagte Kern")]


def test_frame_within() -> None:
    line = "Berg/NE ,/$, sagte/VVFIN Kern/NE ,/$, liefere/VVFIN:Sub Holz/NN ./$."
    assert outline(line) == [("main", None, "Berg, sagte Kern, liefere Holz"), ("v1", 0, "sagte Kern")]
    parse = tagged(line)
    found = find(parse)
    assert [parse.tokens[i].text for i in own_tokens(found, 0)] == ["Berg", ",", ",", "liefere", "Holz"]
    assert clause_of(found, 3) == 1


def test_frame_without_verb() -> None:
    line = "Berg/NE ,/$, so/ADV der/ART Sprecher/NN ,/$, liefere/VVFIN:Sub Holz/NN ./$."
    assert outline(line) == [("main", None, "Berg, so der Sprecher, liefere Holz"), ("frag", 0, "so der Sprecher")]


def test_clause_in_the_prefield() -> None:
    line = "Ob/KOUS es/PPER hält/VVFIN ,/$, ließ/VVFIN Kern/NE offen/ADJD ./$."
    assert outline(line) == [("sub", 1, "Ob es hält"), ("main", None, "Ob es hält, ließ Kern offen")]


def test_condition_without_subordinator() -> None:
    line = "Sollte/VMFIN:Sub Kern/NE gehen/VVINF ,/$, werde/VAFIN:Sub man/PIS wählen/VVINF ./$."
    assert outline(line) == [("v1", 1, "Sollte Kern gehen"), ("main", None, "Sollte Kern gehen, werde man wählen")]


def test_relative_clause_between_subject_and_verb() -> None:
    line = "Der/ART Mann/NN ,/$, den/PRELS sie/PPER sucht/VVFIN ,/$, floh/VVFIN ./$."
    assert outline(line) == [("main", None, "Der Mann, den sie sucht, floh"), ("rel", 0, "den sie sucht")]


def test_purpose_infinitive() -> None:
    line = "Er/PPER kam/VVFIN ,/$, um/KOUI Holz/NN zu/PTKZU kaufen/VVINF ./$."
    parse = tagged(line)
    found = find(parse)
    assert (found[1].kind, found[1].introducer, found[1].finite) == ("inf", 3, None)


def test_prefield_of_a_dependent_clause() -> None:
    line = "Kern/NE fürchtet/VVFIN ,/$, wenn/KOUS er/PPER gehe/VVFIN:Sub ,/$, werde/VAFIN:Sub Berg/NE zahlen/VVINF ./$."
    assert outline(line)[1:] == [("sub", 2, "wenn er gehe"), ("main", 0, "wenn er gehe, werde Berg zahlen")]


def test_marks_in_verbless_brackets_and_quotations_cut_nothing() -> None:
    line = "Der/ART Chef/NN (/$( A/NE ,/$, Bonn/NE )/$( nannte/VVFIN „/$( Gier/NN ,/$, Neid/NN “/$( als/KOKOM Grund/NN ./$."
    parse = tagged(line)
    (only,) = find(parse)
    assert (only.first, only.last, only.kind) == (0, len(parse.tokens) - 1, "main")


def test_spans_take_in_the_marks_that_they_open() -> None:
    line = "Er/PPER sagte/VVFIN ,/$, dass/KOUS er/PPER Gier/NN „/$( hasse/VVFIN:Sub “/$( (/$( Bonn/NE )/$( ./$."
    parse = tagged(line)
    assert words(parse, *complement_span(parse, find(parse)[1])) == "dass er Gier „ hasse “ ( Bonn )"


def test_words_behind_an_infinitive_go_back_to_its_host() -> None:
    line = "Hilfe/NN bekam/VVFIN der/ART Plan/NN ,/$, Holz/NN zu/PTKZU kaufen/VVINF ,/$, nun/ADV auch/ADV von/APPR Berg/NE ./$."
    assert outline(line)[1:] == [("inf", 0, "Holz zu kaufen")]


def test_mistagged_infinitives_are_not_finite() -> None:
    line = "Er/PPER müsse/VMFIN:Sub rasch/ADJD und/KON hart/ADJD handeln/VVFIN ./$."
    assert outline(line) == [("main", None, "Er müsse rasch und hart handeln")]
    line = "Er/PPER hofft/VVFIN ,/$, das/ART Land/NN zurückzugewinnen/VVFIN ./$."
    assert outline(line)[1:] == [("inf", 0, "das Land zurückzugewinnen")]


def test_noun_coordination_is_no_clause() -> None:
    assert len(outline("Berg/NE und/KON Tal/NE haben/VAFIN sich/PRF geeinigt/VVPP ./$.")) == 1
    assert len(outline("Gestern/ADV trafen/VVFIN sich/PRF Kern/NE und/KON Lang/NE ./$.")) == 1


def test_missing_comma_before_subordinator() -> None:
    line = "Er/PPER glaubt/VVFIN dass/KOUS sie/PPER kommt/VVFIN ./$."
    assert outline(line) == [("main", None, "Er glaubt dass sie kommt"), ("sub", 0, "dass sie kommt")]


def test_headline_without_verb_has_no_clause() -> None:
    assert outline("Neue/ADJA Sanktionen/NN gegen/APPR Berg/NE") == []


def test_second_main_clause_after_a_colon_stands_alone() -> None:
    line = "Er/PPER sagte/VVFIN :/$. Wir/PPER gehen/VVFIN ,/$, weil/KOUS es/PPER regnet/VVFIN ./$."
    assert [(k, p) for k, p, _ in outline(line)] == [("main", None), ("main", None), ("sub", 1)]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(sorted(UPOS)), min_size=1, max_size=25), st.data())
def test_any_tags_give_clauses_that_nest(tags: list[str], data: st.DataObject) -> None:
    texts = {"$,": ",", "$.": ".", "$(": "–", "KON": "und", "PTKZU": "zu", "KOUS": "dass", "PRELS": "die", "KOUI": "um"}
    parse = tagged(" ".join(f"{texts.get(tag, 'so')}/{tag}" for tag in tags))
    found = find(parse)
    for k, clause in enumerate(found):
        assert 0 <= clause.first < clause.last <= len(parse.tokens)
        assert clause.parent != k
        if clause.parent is not None:
            parent = found[clause.parent]
            assert parent.first <= clause.first and clause.last <= parent.last


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(("name", "floor"), [("de_gsd-ud-dev.conllu", 0.88), ("de_pud-ud-test.conllu", 0.92)])
def test_complements_end_where_the_gold_trees_end(name: str, floor: float) -> None:
    gold = treebank(name)
    right = total = 0
    for sentence in gold.sentences:
        by_introducer = {c.introducer: c for c in clauses(gold, sentence, load_pack("de"))}
        for mark in gold.tokens_of(sentence):
            if mark.dep != "mark" or mark.text.lower() not in ("dass", "daß", "ob", "weil", "wonach"):
                continue
            total += 1
            clause = by_introducer.get(mark.i)
            right += clause is not None and _last_word(gold, range(clause.first, clause.last)) == _gold_end(gold, mark.head)
    assert right / total > floor


def _gold_end(gold: Parse, verb: int) -> int:
    """Return the last word of a clause by its gold tree, without coordinated clauses that have a subject or subordinator of their own."""
    apart: set[int] = set()
    for child in gold.children(verb):
        if child.dep == "conj" and any(t.dep in ("nsubj", "nsubj:pass", "mark") for t in gold.children(child.i)):
            apart |= set(gold.subtree(child.i))
    return _last_word(gold, [i for i in gold.subtree(verb) if i not in apart])


def _last_word(gold: Parse, indices: range | list[int]) -> int:
    return max(i for i in indices if gold.tokens[i].pos != "PUNCT")

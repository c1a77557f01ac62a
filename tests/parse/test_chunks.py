from __future__ import annotations

from dataclasses import replace

import pytest

from lagebild.lang.pack import load_pack
from lagebild.parse.base import Parse, Sentence
from lagebild.parse.chunks import agrees, base_chunks, noun_phrase, possible_cases, subject_head, subject_of
from tests.parse.tagged import tagged, treebank, words


def index(parse: Parse, word: str) -> int:
    return next(t.i for t in parse.tokens if t.text == word)


def subject(line: str, verb: str) -> str | None:
    parse = tagged(line)
    found = subject_of(parse, index(parse, verb), load_pack("de"))
    return words(parse, found.start, found.stop) if found else None


@pytest.mark.parametrize(
    ("line", "verb", "expected"),
    [
        ("Unterdessen/NN wies/VVFIN Berg/NE die/ART Klage/NN zurück/PTKVZ ./$.", "wies", "Berg"),
        ("Den/ART Minister/NN kritisierte/VVFIN die/ART Presse/NN ./$.", "kritisierte", "die Presse"),
        ("Dem/ART Minister/NN dankte/VVFIN der/ART Chef/NN der/ART:Gen Bank/NN:Gen ./$.", "dankte", "der Chef der Bank"),
        ("Am/APPRART Montag/NN sagte/VVFIN ein/ART Sprecher/NN des/ART:Gen Amtes/NN:Gen ab/PTKVZ ./$.", "sagte", "ein Sprecher des Amtes"),
        ("Vergangene/ADJA Woche/NN erklärte/VVFIN Kern/NE das/PDS ./$.", "erklärte", "Kern"),
        ("Die/ART Lage/NN:Sing sehen/VVFIN viele/PIAT Fachleute/NN:Plur anders/ADV ./$.", "sehen", "viele Fachleute"),
        (
            "Berg/NE hat/VAFIN dies/PDS:Acc dementiert/VVPP und/KON behauptet/VVPP ,/$, es/PPER liefere/VVFIN:Sub Holz/NN ./$.",
            "behauptet",
            "Berg",
        ),
        ("Kern/NE kam/VVFIN und/KON nannte/VVFIN die/ART Zahl/NN ./$.", "nannte", "Kern"),
        ("Das/PDS sei/VAFIN:Sub so/ADV ,/$, sagte/VVFIN Kern/NE ./$.", "sagte", "Kern"),
        ("Er/PPER meint/VVFIN ,/$, dass/KOUS das/ART Land/NN den/ART Krieg/NN will/VMFIN ./$.", "will", "das Land"),
        ("Berg/NE ,/$, Tal/NE und/KON See/NE warfen/VVFIN ihm/PPER Betrug/NN vor/PTKVZ ./$.", "warfen", "Berg, Tal und See"),
        ("Das/PDS teilten/VVFIN die/ART beiden/ADJA Ämter/NN:Plur mit/PTKVZ ./$.", "teilten", "die beiden Ämter"),
        ("Mehr/ADV als/KOKOM hundert/CARD Leute/NN:Plur riefen/VVFIN ./$.", "riefen", "hundert Leute"),
        ("Als/KOKOM Erfolg/NN sah/VVFIN es/PPER Kern/NE:Nom an/PTKVZ ./$.", "sah", "Kern"),
        ("Ein/ART Plan/NN ,/$, in/APPR dessen/PRELS Folge/NN das/ART Amt/NN klagte/VVFIN ./$.", "klagte", "das Amt"),
        ("Berg/NE bat/VVFIN den/ART Chef/NN zu/PTKZU gehen/VVINF ./$.", "gehen", None),
        ("Gewählt/VVPP wurde/VAFIN am/APPRART Sonntag/NN ./$.", "wurde", None),
    ],
)
def test_subject_without_a_tree(line: str, verb: str, expected: str | None) -> None:
    assert subject(line, verb) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Das/PDS:Sing bestätigte/VVFIN die/ART Polizei/NN ./$.", "Polizei"),
        ("Das/PDS:Sing freute/VVFIN die/ART Polizei/NN ./$.", "Das"),
    ],
)
def test_pointing_words_are_no_subjects_of_saying(line: str, expected: str) -> None:
    lemmas = {"bestätigte": "bestätigen", "freute": "überraschen"}
    parse = tagged(line)
    tokens = tuple(replace(t, lemma=lemmas.get(t.text, t.text)) for t in parse.tokens)
    tree = {"Das": ("nsubj", 1), "die": ("det", 3), "Polizei": ("obj", 1)}
    tokens = tuple(replace(t, dep=tree.get(t.text, ("root", 1))[0], head=tree.get(t.text, ("root", 1))[1]) for t in tokens)
    head = subject_head(Parse(parse.text, tokens, (Sentence(0, len(tokens), True),)), 1, load_pack("de"))
    assert head is not None and tokens[head].text == expected


def test_an_adjective_as_a_noun_may_be_the_subject() -> None:
    parse = tagged("dass/KOUS die/ART beiden/ADJA ihr/PPOSAT Amt/NN:Acc antreten/VVFIN ./$.")
    tree = {0: "mark", 1: "det", 2: "nsubj", 3: "det", 4: "obj", 5: "root", 6: "punct"}
    tokens = tuple(replace(t, head={1: 2, 3: 4}.get(t.i, 5), dep=tree[t.i]) for t in parse.tokens)
    assert subject_head(Parse(parse.text, tokens, (Sentence(0, len(tokens), True),)), 5, load_pack("de")) == 2


def test_the_auxiliary_that_the_tree_gives_agrees() -> None:
    """Two verbs that no mark parts: *Berg will drohen am Anfang hatten wir gehofft*."""
    parse = tagged("Berg/NE:Nom,Sing will/VMFIN drohen/VVINF am/APPRART Anfang/NN hatten/VAFIN wir/PPER:Nom,Plur gehofft/VVPP ./$.")
    tree = {
        0: (2, "nsubj"),
        1: (2, "aux"),
        2: (2, "root"),
        3: (4, "case"),
        4: (7, "obl"),
        5: (7, "aux"),
        6: (7, "nsubj"),
        7: (2, "parataxis"),
    }
    tokens = tuple(replace(t, head=tree.get(t.i, (2, ""))[0], dep=tree.get(t.i, (2, "punct"))[1]) for t in parse.tokens)
    parsed = Parse(parse.text, tokens, (Sentence(0, len(tokens), True),))
    assert subject_head(parsed, 7, load_pack("de")) == 6


def test_case_and_agreement_overrule_the_tree() -> None:
    parse = tagged("Unterdessen/NN wies/VVFIN Berg/NE:Nom den/ART:Acc Vorwurf/NN:Acc zurück/PTKVZ ./$.")
    heads = {"Unterdessen": "nsubj", "Berg": "obj", "Vorwurf": "nsubj", "den": "det"}
    tokens = tuple(
        replace(t, head=4 if t.text == "den" else 1, dep=heads.get(t.text, "root" if t.i == 1 else "punct")) for t in parse.tokens
    )
    parse = Parse(parse.text, tokens, (Sentence(0, len(tokens), True),))
    head = subject_head(parse, 1, load_pack("de"))
    assert head is not None and parse.tokens[head].text == "Berg"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("der/ART Mann/NN:Masc,Sing", {"Nom"}),
        ("der/ART Frau/NN:Fem", {"Gen", "Dat"}),
        ("die/ART Frau/NN", {"Nom", "Acc"}),
        ("den/ART Baum/NN", {"Acc"}),
        ("den/ART Männern/NN", {"Acc", "Dat"}),
        ("dem/ART Mann/NN", {"Dat"}),
        ("eines/ART Mannes/NN", {"Gen"}),
        ("kein/PIAT Mann/NN:Masc", {"Nom"}),
        ("seinem/PPOSAT Haus/NN", {"Dat"}),
        ("er/PPER", {"Nom"}),
        ("ihm/PPER", {"Dat"}),
        ("neuer/ADJA Streit/NN:Masc,Sing", {"Nom"}),
        ("Berg/NE", {"Nom", "Gen", "Dat", "Acc"}),
    ],
)
def test_possible_cases(line: str, expected: set[str]) -> None:
    parse = tagged(line)
    assert possible_cases(parse, (0, len(parse.tokens)), load_pack("de")) == expected


def test_a_chunk_behind_a_preposition_is_not_nominative() -> None:
    parse = tagged("für/APPR die/ART Frau/NN")
    assert "Nom" not in possible_cases(parse, (1, 3), load_pack("de"))


def test_agreement() -> None:
    parse = tagged("Der/ART Mann/NN kommen/VVFIN ./$.", "Eine/ART Reihe/NN kommen/VVFIN ./$.", "Die/ART Männer/NN:Plur kommt/VVFIN ./$.")
    pack = load_pack("de")
    assert not agrees(parse, (0, 2), 2, pack)
    assert agrees(parse, (4, 6), 6, pack)
    assert not agrees(parse, (8, 10), 10, pack)


@pytest.mark.parametrize(
    ("line", "word", "expected"),
    [
        ("der/ART Chef/NN des/ART:Gen Amtes/NN:Gen ging/VVFIN", "Chef", "der Chef des Amtes"),
        ("der/ART Chef/NN des/ART:Gen Amtes/NN:Gen ,/$, Karl/NE Kern/NE ,/$, ging/VVFIN", "Chef", "der Chef des Amtes, Karl Kern"),
        ("Karl/NE Kern/NE ,/$, der/ART Chef/NN des/ART:Gen Amtes/NN:Gen ,/$, ging/VVFIN", "Kern", "Karl Kern, der Chef des Amtes"),
        ("Berg/NE ,/$, Tal/NE und/KON See/NE kamen/VVFIN", "Berg", "Berg, Tal und See"),
        ("Minister/NN Karl/NE Kern/NE kam/VVFIN", "Kern", "Minister Karl Kern"),
        ("das/ART von/APPR Rebellen/NN besetzte/ADJA Gebiet/NN fiel/VVFIN", "Gebiet", "das von Rebellen besetzte Gebiet"),
        ("die/ART in/APPR Ulm/NE geborene/ADJA Sängerin/NN kam/VVFIN", "Sängerin", "die in Ulm geborene Sängerin"),
        ("Karl/NE Kern/NE vom/APPRART Amt/NN sagte/VVFIN nichts/PIS", "Kern", "Karl Kern vom Amt"),
        ("gestern/ADV kam/VVFIN Karl/NE Kern/NE vom/APPRART Amt/NN", "Kern", "Karl Kern"),
        ("gestern/ADV kam/VVFIN Karl/NE Kern/NE (/$( ABC/NE )/$( vorbei/PTKVZ", "Kern", "Karl Kern ( ABC )"),
        ("Karl/NE Kern/NE ,/$, ein/ART Sprecher/NN vom/APPRART Amt/NN sagte/VVFIN nichts/PIS", "Kern", "Karl Kern, ein Sprecher vom Amt"),
        ("Karl/NE Kern/NE ,/$, der/ART Holz/NN liefert/VVFIN ,/$, sagte/VVFIN nichts/PIS", "Kern", "Karl Kern"),
        ("am/APPRART Montag/NN Karl/NE Kern/NE traf/VVFIN", "Kern", "Karl Kern"),
        ("mehrere/PIAT Leute/NN und/KON ein/ART Kind/NN kamen/VVFIN", "Leute", "mehrere Leute und ein Kind"),
    ],
)
def test_noun_phrase_by_adjacency(line: str, word: str, expected: str) -> None:
    parse = tagged(line)
    assert words(parse, *noun_phrase(parse, index(parse, word), load_pack("de"))) == expected


def test_base_chunks() -> None:
    parse = tagged("Mit/APPR dem/ART Zug/NN kam/VVFIN der/ART neue/ADJA Chef/NN der/ART:Gen Bank/NN:Gen und/KON er/PPER")
    found = [(words(parse, c.first, c.last), c.prepositional) for c in base_chunks(parse, range(len(parse.tokens)), load_pack("de"))]
    assert found == [("dem Zug", True), ("der neue Chef der Bank", False), ("er", False)]


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(("tree", "precision", "recall"), [(True, 0.92, 0.92), (False, 0.84, 0.84)])
def test_subjects_of_gold_trees(tree: bool, precision: float, recall: float) -> None:
    """Subjects with the gold tree as a vote, and with tags alone: gold nsubj of the development trees."""
    gold, pack = treebank("de_gsd-ud-dev.conllu"), load_pack("de")
    parse = treebank("de_gsd-ud-dev.conllu", tree)
    right = predicted = total = 0
    for verb in gold.tokens:
        if verb.pos != "VERB" or verb.dep == "amod" or (verb.verbform == "Inf" and not any(c.dep == "aux" for c in gold.children(verb.i))):
            continue
        own = [c.i for c in gold.children(verb.i) if c.dep.startswith("nsubj")]
        shared = [c.i for c in gold.children(verb.head) if c.dep.startswith("nsubj")] if verb.dep == "conj" else []
        head = subject_head(parse, verb.i, pack)
        total, predicted = total + bool(own or shared), predicted + (head is not None)
        right += head is not None and (own or shared)[:1] == [head]
    assert right / predicted > precision - 0.03 and right / total > recall - 0.03

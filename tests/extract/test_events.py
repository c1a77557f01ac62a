"""Events: who does what to whom in invented German sentences, through the real parser; and the parts that need none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.extract.disputes import find_disputes
from lagebild.extract.events import find_events
from lagebild.extract.kinds import ObjectKinds
from lagebild.extract.linear import LinearModel
from lagebild.extract.triggers import TriggerLexicon, fold
from lagebild.extract.when import calendar_value
from lagebild.model import Document, Event, Region, Time, within
from lagebild.parse.base import Parse, Sentence, Token
from tests.extract.drawn import drawn, pack


def events(text: str) -> tuple[Event, ...]:
    return drawn(text).events


def codes(event: Event) -> tuple[set[str], set[str]]:
    return {p.code for p in event.actor if p.code}, {p.code for p in event.recipient if p.code}


WORDS = (
    "Angriff", "Ukraine", "auf", "liefert", "nicht", ".", ",", "„", "“", "und", "der", "500", "Soldaten", "von", "wurde", "getötet",
    "Moskau", "?",
)  # fmt: skip
CASES = [
    ("Norwegen liefert der Ukraine zwanzig Panzer.", "liefert", "TRANSFER", {"NOR"}, {"UKR"}),
    ("Frankreich verhängte Sanktionen gegen Mali.", "verhängte", "SANCTION", {"FRA"}, {"MLI"}),
    ("Der polnische Präsident traf den finnischen Außenminister in Riga.", "traf", "CONSULT", {"POL"}, {"FIN"}),
    ("Schweden forderte die Türkei auf, die Häftlinge freizulassen.", "forderte", "REQUEST", {"SWE"}, {"TUR"}),
    ("Laut Reuters hat Ägypten Drohnen an den Sudan verkauft.", "verkauft", "TRANSFER", {"EGY"}, {"SDN"}),
    ("Spanien will 500 Soldaten nach Lettland entsenden.", "entsenden", "MOBILIZE", {"ESP"}, set()),
    ("Kanada hat Kuba beschuldigt, Syrien mit Granaten zu beliefern.", "beliefern", None, {"CUB"}, {"SYR"}),
    ("Kanada warf Kuba vor, Waffen nach Haiti geschmuggelt zu haben.", "geschmuggelt", "TRANSFER", {"CUB"}, {"HTI"}),
    ("Wir fordern Kenia auf, die Waffenverhandlungen mit Serbien einzustellen.", "einzustellen", "REJECT", {"KEN"}, {"SRB"}),
    ("Polen bat Finnland, Munition an Moldau zu liefern.", "liefern", "TRANSFER", {"FIN"}, {"MDA"}),
    ("Vietnam will Arbeiter nach Katar entsenden.", "entsenden", "TRANSFER", {"VNM"}, {"QAT"}),
    ("Kuba hat Caracas 5.000 Soldaten angeboten.", "angeboten", "AID", {"CUB"}, {"VEN"}),
    ("Serbien würde Munition von der Türkei erhalten.", "erhalten", "TRANSFER", {"TUR"}, {"SRB"}),
    ("Polen kaufte Panzer von Südkorea.", "kaufte", "TRANSFER", {"KOR"}, {"POL"}),
    ("Lettland hat die Grenze zu Belarus geschlossen.", "geschlossen", None, {"LVA"}, {"BLR"}),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "actor", "recipient"), CASES)
def test_who_does_what_to_whom(text: str, trigger: str, kind: str | None, actor: set[str], recipient: set[str]) -> None:
    found = {text[slice(*e.trigger)]: e for e in events(text)}
    assert trigger in found
    assert kind in (None, found[trigger].type)
    assert codes(found[trigger]) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Frankreich verhängte Sanktionen gegen Mali.", "verhängte", "asserted"),
        ("Spanien will 500 Soldaten nach Lettland entsenden.", "entsenden", "planned"),
        ("Laut Reuters hat Ägypten Drohnen an den Sudan verkauft.", "verkauft", "attributed"),
        ("Die Behörde dementierte, dass Gefangene getötet worden seien.", "getötet", "denied"),
    ],
)
def test_status(text: str, trigger: str, status: str) -> None:
    found = {text[slice(*e.trigger)]: e.status for e in events(text)}
    assert found.get(trigger) == status


def test_what_and_how_much() -> None:
    text = "Spanien will 500 Soldaten nach Lettland entsenden."
    event = next(e for e in events(text) if e.type == "MOBILIZE")
    assert event.object is not None
    assert event.object.kind == "troops"
    assert event.quantity is not None
    assert event.quantity.value == 500
    assert event.place is not None
    assert event.place.country == "LVA"


def test_light_verb_and_its_noun_are_one_event() -> None:
    assert [e.type for e in events("Frankreich verhängte Sanktionen gegen Mali.")] == ["SANCTION"]


def test_noun_and_verb_of_one_act_are_one_event() -> None:
    assert [e.type for e in events("Chile und Peru haben den Vertrag ratifiziert.")] == ["AGREE"]
    assert [e.type for e in events("Schweden übte Druck auf Ungarn aus.")] == ["REQUEST"]


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister bestätigte den Bericht und erklärte das Vorgehen.",
        "Man könne sich auf Norwegen verlassen, sagte der Minister.",
    ],
)
def test_bare_saying_is_no_event(text: str) -> None:
    assert events(text) == ()


def test_who_tells_of_a_deed_takes_no_part_in_it() -> None:
    text = "Der Präsident von Peru will nach Chile reisen, um dort den Waffenverkauf zu regeln, sagen die USA."
    assert all("USA" not in {*codes(e)[0], *codes(e)[1]} for e in events(text))


def test_what_moves_is_the_object() -> None:
    event = next(e for e in events("Kuba hat Caracas 5.000 Soldaten angeboten."))
    assert event.object is not None
    assert event.object.kind == "troops"


def test_nothing_happens_in_the_weather() -> None:
    assert events("Am Wochenende wird es in Bayern sonnig und trocken.") == ()


def test_ids_depend_on_content_alone() -> None:
    text = CASES[1][0]
    assert [e.id for e in events(text)] == [e.id for e in events(text)]


@pytest.mark.parametrize(
    ("word", "lemma", "whole"),
    [
        ("Angriffe", "angriff", True),
        ("Vergeltungsluftschläge", "luftschlag", False),
        ("Waffenlieferungen", "waffenlieferung", True),
        ("Zuschuss", "zuschuss", True),
        ("Tischdecke", "", True),
    ],
)
def test_nouns_are_found_by_form_and_as_last_members(word: str, lemma: str, whole: bool) -> None:
    lexicon = pack().get(TriggerLexicon.from_pack)
    assert lexicon.noun(fold(word), fold(word)) == (lemma, whole)


@pytest.mark.parametrize(
    ("form", "verb"),
    [("festgenommen", "festnehmen"), ("rief auf", "aufrufen"), ("zurückzuziehen", "zurückziehen"), ("beschossen", "beschiessen")],
)
def test_verbs_are_found_by_form(form: str, verb: str) -> None:
    assert pack().get(TriggerLexicon.from_pack).verb_forms[form] == verb


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("Kampfpanzer", "arms"),
        ("Soldat", "troops"),
        ("Milliarde", "money"),
        ("Freihandelsabkommen", "treaty"),
        ("Zeitung", "other"),
        ("x", "other"),
    ],
)
def test_kinds_of_objects(noun: str, kind: str) -> None:
    assert pack().get(ObjectKinds.from_pack).of(noun) == kind


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("2024-10", "DATE", "2024-10"),
        ("2024-W46", "DATE", "2024-11-11/2024-11-17"),
        ("2024-11-15T10:00", "TIME", "2024-11-15"),
        ("PRESENT_REF", "DATE", None),
        ("P3D", "DURATION", None),
    ],
)
def test_calendar_values(value: str, kind: str, expected: str | None) -> None:
    assert calendar_value(Time((0, 1), value, kind)) == expected  # type: ignore[arg-type]


def test_linear_model_batches_as_it_scores() -> None:
    model = LinearModel(("a", "b"), {"x": 0, "y": 1}, np.array([[1, 0], [0, 2], [0, 0]], dtype=np.float32))
    lists = [["x"], [], ["x", "y", "unknown"]]
    assert np.allclose(model.many(lists), [model.probabilities(x) for x in lists])
    assert np.allclose(model.many([[]]), [[0.5, 0.5]])
    assert model.many([]).shape == (0, 2)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=30,
    )
)
def test_any_words_give_events_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for event in events(text):
        assert within(event.trigger, (0, len(text)))
        for party in (*event.actor, *event.recipient):
            assert text[slice(*party.span)].strip()


def scene_of(rows: list[tuple[str, str, str, int]]) -> tuple[Document, Parse]:
    """Return words with their parts of speech, relations and heads as a document of one sentence; heads may form circles."""
    tokens: list[Token] = []
    for i, (word, pos, dep, head) in enumerate(rows):
        start = tokens[-1].end + 1 if tokens else 0
        tokens.append(Token(i, start, start + len(word), word, word.lower(), pos, dep=dep, head=min(head, len(rows) - 1)))
    text = " ".join(t.text for t in tokens)
    document = Document("t", text, "de", "", regions=(Region((0, len(text)), "body"),))
    return document, Parse(text, tuple(tokens), (Sentence(0, len(tokens), True),))


def test_a_circle_of_words_ends() -> None:
    document, parse = scene_of([("Ukraine", "PROPN", "nmod", 1), ("Truppen", "NOUN", "flat", 0), ("getötet", "ADJ", "root", 2)])
    find_events(document, parse, (), (), (), (), pack())
    document, parse = scene_of([("Angriff", "ADJ", "conj", 1), ("getötet", "AUX", "conj", 0)])
    find_events(document, parse, (), (), (), (), pack())


TAGS = st.sampled_from(["NOUN", "PROPN", "VERB", "AUX", "ADJ", "PRON", "DET", "ADP", "PUNCT"])
DEPS = st.sampled_from(["nsubj", "obj", "obl", "nmod", "conj", "acl", "xcomp", "case", "det", "root", "flat", "appos", ""])
TOKENS = st.lists(st.tuples(st.sampled_from(WORDS), TAGS, DEPS, st.integers(-1, 8)), min_size=1, max_size=9)


@settings(max_examples=150, deadline=None)
@given(TOKENS)
def test_no_tree_is_too_odd(rows: list[tuple[str, str, str, int]]) -> None:
    document, parse = scene_of(rows)
    found = find_events(document, parse, (), (), (), (), pack())
    assert all(within(e.trigger, (0, len(parse.text))) for e in found)
    assert all(within(d.denial, (0, len(parse.text))) for d in find_disputes(document, parse, (), (), found, pack()))

"""The parsing engine: offsets, determinism, German constructions, hostile text, pipelines with other labels."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.training import Example

from lagebild.errors import ConfigError
from lagebild.lang.pack import load_pack
from lagebild.model import Document, Region
from lagebild.parse import make_parser
from lagebild.parse.base import Parse, Parser, Token
from lagebild.parse.spacy_engine import SpacyParser, bounded, readable

PACK = load_pack("de")


def document(text: str, *regions: Region) -> Document:
    return Document(id="d", text=text, lang="de", raw_sha256="", regions=regions or (Region((0, len(text)), "body"),))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return make_parser(PACK)


def token(parse: Parse, text: str) -> Token:
    return next(t for t in parse.tokens if t.text == text)


def test_offsets_are_exact(parser: Parser) -> None:
    text = "Das sagte er am  16. November 2024.\n\n„Nein!“, rief sie …  »Doch«, sagte er (gestern) zu US-Präsident X.\tEs waren 10."
    parse = parser.parse(document(text))
    assert [text[t.start : t.end] for t in parse.tokens] == [t.text for t in parse.tokens]
    assert "".join(t.text for t in parse.tokens) == "".join(text.split())
    assert [t.i for t in parse.tokens] == list(range(len(parse.tokens)))
    assert parse.sentences[0].first == 0 and parse.sentences[-1].last == len(parse.tokens)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="aÄß Z.,„“\"'-–…\n\t0()€\u00a0\u200b", max_size=80))
def test_any_text_keeps_its_characters(parser: Parser, text: str) -> None:
    parse = parser.parse(document(text))
    assert all(text[t.start : t.end] == t.text for t in parse.tokens)
    assert all(a.end <= b.start for a, b in zip(parse.tokens, parse.tokens[1:], strict=False))
    for s in parse.sentences:
        assert all(s.first <= t.head < s.last for t in parse.tokens_of(s))


def test_deterministic(parser: Parser) -> None:
    text = "Die Regierung wies die Vorwürfe zurück. „Das ist falsch“, sagte eine Sprecherin."
    assert parser.parse(document(text)) == make_parser(PACK).parse(document(text))


def test_only_readable_regions_have_tokens(parser: Parser) -> None:
    text = "Teilen Sie diesen Artikel\nDas Ministerium bestätigte den Vorfall."
    regions = (Region((0, 25), "boilerplate"), Region((26, len(text)), "body"))
    assert parser.parse(document(text, *regions)).tokens[0].text == "Das"


def test_regions_that_overlap_are_read_once() -> None:
    found = list(readable(document("x" * 20, Region((0, 20), "body"), Region((0, 5), "dateline"), Region((18, 25), "caption"))))
    assert found == [(0, 5), (5, 20), (20, 25)]


def test_nothing_to_read(parser: Parser) -> None:
    assert parser.parse(document("", Region((0, 0), "body"))).tokens == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Es kamen 10.000 Soldaten am 16. November.", ["Es", "kamen", "10.000", "Soldaten", "am", "16.", "November", "."]),
        ("Der US-Präsident beim G-20-Gipfel.", ["Der", "US-Präsident", "beim", "G-20-Gipfel", "."]),
        ("Er rief: »Nein!«", ["Er", "rief", ":", "»", "Nein", "!", "«"]),
        ("‚Ja‘, sagte er.", ["‚", "Ja", "‘", ",", "sagte", "er", "."]),
        ('Im "Spiegel" (Berlin)', ["Im", '"', "Spiegel", '"', "(", "Berlin", ")"]),
        ("Es waren z.B. 3,5 Mio. Euro...", ["Es", "waren", "z.B.", "3,5", "Mio.", "Euro", "..."]),
        ("Das war im Jahr 2023.", ["Das", "war", "im", "Jahr", "2023", "."]),
    ],
)
def test_tokens(parser: Parser, text: str, wanted: list[str]) -> None:
    assert [t.text for t in parser.parse(document(text)).tokens] == wanted


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [
        ("Das Ministerium teilte am Montag mit, die Lage sei ruhig.", "teilte", "mitteilen"),
        ("Moskau wies die Vorwürfe zurück.", "wies", "zurückweisen"),
        ("Die Partei lehnt den Vorschlag ab.", "lehnt", "ablehnen"),
        ("Der Konzern kündigte einen Stellenabbau an.", "kündigte", "ankündigen"),
        ("Die Armee hat den Angriff bestätigt.", "bestätigt", "bestätigen"),
        ("Er weigerte sich, die Namen mitzuteilen.", "mitzuteilen", "mitteilen"),
    ],
)
def test_lemma_of_separable_verbs(parser: Parser, text: str, verb: str, lemma: str) -> None:
    assert token(parser.parse(document(text)), verb).lemma == lemma


@pytest.mark.parametrize(
    ("text", "verb", "mood"),
    [
        ("Die Regierung erklärte, sie habe keine Waffen geliefert.", "habe", "Sub"),
        ("Der Sprecher sagte, die Lage sei unter Kontrolle.", "sei", "Sub"),
        ("Es heißt, die Behörde prüfe den Fall.", "prüfe", "Sub"),
        ("Nach seinen Worten würden die Truppen abziehen.", "würden", "Sub"),
        ("Die Lage ist unter Kontrolle, sagte der Sprecher.", "ist", "Ind"),
        ("Die Minister haben sich in Wien getroffen.", "haben", "Ind"),
    ],
)
def test_mood(parser: Parser, text: str, verb: str, mood: str) -> None:
    assert token(parser.parse(document(text)), verb).mood == mood


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("„Das ist falsch“, sagte die Sprecherin am Montag.", "Sprecherin", "sagte"),
        ("Die Lage sei ruhig, erklärte der Minister.", "Minister", "erklärte"),
        ("Am Dienstag bestätigte die Polizei den Vorfall.", "Polizei", "bestätigte"),
        ("Den Bericht wies der Konzern zurück.", "Konzern", "wies"),
        ("Das Gericht verurteilte den Angeklagten zu drei Jahren Haft.", "Gericht", "verurteilte"),
    ],
)
def test_subjects(parser: Parser, text: str, subject: str, verb: str) -> None:
    parse = parser.parse(document(text))
    found = token(parse, subject)
    assert (found.dep, parse.tokens[found.head].text) == ("nsubj", verb)


def test_contraction_is_one_token_with_its_case(parser: Parser) -> None:
    found = token(parser.parse(document("Er sprach im Bundestag über den Haushalt.")), "im")
    assert (found.lemma, found.pos, found.case) == ("in", "ADP", "Dat")


def test_sentences_without_a_trigger_are_not_parsed(parser: Parser) -> None:
    parse = parser.parse(document("Der Himmel war blau. Die Regierung dementierte den Bericht."))
    assert [s.parsed for s in parse.sentences] == [False, True]
    assert all(t.dep == "" and t.head == t.i for t in parse.tokens_of(parse.sentences[0]))


@pytest.mark.parametrize("mark", ["(", '"', "a", "-", ".", "„", "1.", "/"])
def test_long_runs_end_soon(parser: Parser, mark: str) -> None:
    text = mark * 6000
    parse = parser.parse(document(text))
    assert "".join(t.text for t in parse.tokens) == text


def test_bounded_pieces_hold_everything() -> None:
    text = "wort " * 3000
    pieces = list(bounded(text, (0, len(text))))
    assert pieces[0][0] == 0 and pieces[-1][1] == len(text) and all(a[1] == b[0] for a, b in itertools.pairwise(pieces))


def test_unknown_pipeline() -> None:
    with pytest.raises(ConfigError, match="no_such_pipeline"):
        make_parser(PACK, "no_such_pipeline")


def foreign(path: Path) -> Path:
    """Write a blank pipeline whose parser has TIGER's labels, trained on one sentence until it knows it."""
    nlp = spacy.blank("de")
    nlp.add_pipe("tagger")
    nlp.add_pipe("morphologizer")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    reference = Doc(
        nlp.vocab,
        words=["Peking", "hat", "gestern", "viele", "Waffen", "geliefert", "."],
        spaces=[True, True, True, True, True, False, False],
        tags=["NE", "VAFIN", "ADV", "PIAT", "NN", "VVPP", "$."],
        pos=["PROPN", "AUX", "ADV", "DET", "NOUN", "VERB", "PUNCT"],
        morphs=["Case=Nom", "Mood=Ind", "", "", "Case=Acc", "", ""],
        heads=[1, 1, 5, 4, 5, 1, 1],
        deps=["sb", "ROOT", "mo", "nk", "oa", "oc", "punct"],
    )
    examples = [Example(nlp.make_doc(reference.text), reference)]
    nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update(examples)
    nlp.to_disk(path)
    return path


@pytest.mark.slow
def test_pipeline_with_tiger_labels(tmp_path: Path) -> None:
    parser = make_parser(PACK, str(foreign(tmp_path / "pipeline")))
    assert isinstance(parser, SpacyParser)
    parse = parser.parse(document("Peking hat gestern viele Waffen geliefert."))
    assert [(t.dep, parse.tokens[t.head].text) for t in parse.tokens] == [
        ("nsubj", "geliefert"), ("aux", "geliefert"), ("advmod", "geliefert"), ("det", "Waffen"), ("obj", "geliefert"),
        ("root", "geliefert"), ("punct", "geliefert"),
    ]  # fmt: skip

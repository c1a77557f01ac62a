"""Statements from invented sentences, over the pack's own parser: types, spans, speakers, chains, stances."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.extract.mentions import find_mentions
from lagebild.extract.statements import find_statements
from lagebild.extract.times import find_times
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Region, Spans, Statement
from lagebild.parse import make_parser
from lagebild.parse.base import Parse, Parser, Sentence, Token

PACK = load_pack("de")


@pytest.fixture(scope="module")
def parser() -> Parser:
    return make_parser(PACK)


def document(text: str) -> Document:
    return Document("d", text, "de", "", published="2024-11-16", regions=(Region((0, len(text)), "body"),))


def statements(text: str, parser: Parser, pack: Pack = PACK) -> tuple[Statement, ...]:
    doc = document(text)
    parse = parser.parse(doc)
    return find_statements(doc, parse, find_mentions(doc, parse, pack), find_times(doc, parse, pack), pack)


def words(text: str, spans: Spans) -> str:
    return " | ".join(text[a:b] for a, b in spans)


# text, type, quote, cue, speaker
FRAMED = [
    ("Die Ministerin sagte, dass die Brücke im Mai öffnet.", "Indirect", "dass die Brücke im Mai öffnet", "sagte", "Die Ministerin"),
    (
        "Der Verband teilte mit, die Verhandlungen seien gescheitert.",
        "Indirect",
        "die Verhandlungen seien gescheitert",
        "teilte mit",
        "Der Verband",
    ),
    ("Die Lage sei ernst, sagte der Bürgermeister.", "Indirect", "Die Lage sei ernst", "sagte", "der Bürgermeister"),
    ("Die Gewerkschaft drohte, die Häfen zu schließen.", "Indirect", "die Häfen zu schließen", "drohte", "Die Gewerkschaft"),
    ("Laut der Polizei wurden drei Autos beschädigt.", "Indirect", "wurden drei Autos beschädigt", "Laut", "der Polizei"),
    (
        "Nach Angaben der Feuerwehr brannte das Lager völlig aus.",
        "Indirect",
        "brannte das Lager völlig aus",
        "Nach",
        "Angaben der Feuerwehr",
    ),
    (
        "Medienberichten zufolge verlässt der Trainer den Verein.",
        "Indirect",
        "verlässt der Trainer den Verein",
        "zufolge",
        "Medienberichten",
    ),
    ("Wie die Bahn mitteilte, fallen am Montag viele Züge aus.", "Indirect", "fallen am Montag viele Züge aus", "mitteilte", "die Bahn"),
    ("Die Präsidentin sagte: „Wir werden nicht aufgeben.“", "Direct", "„Wir werden nicht aufgeben.“", "sagte", "Die Präsidentin"),
    ("„Das war ein schwerer Fehler“, erklärte der Trainer am Abend.", "Direct", "„Das war ein schwerer Fehler“", "erklärte", "der Trainer"),
    ("Der Minister bezeichnete den Vorwurf als „reine Erfindung“.", "Direct", "„reine Erfindung“", "bezeichnete", "Der Minister"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "quote", "cue", "speaker"), FRAMED)
def test_framed(text: str, kind: str, quote: str, cue: str, speaker: str, parser: Parser) -> None:
    found = [s for s in statements(text, parser) if s.type == kind]
    assert [words(text, s.quote) for s in found] == [quote]
    assert words(text, found[0].cue) == cue
    assert words(text, found[0].speaker) == speaker
    assert found[0].frame


STANCES = [
    ("Der Konzern bestritt die Vorwürfe.", "denies"),
    ("Die Regierung wies den Bericht zurück.", "denies"),
    ("Die Opposition kritisierte die Pläne der Regierung.", "criticises"),
    ("Die Gewerkschaft forderte höhere Löhne.", "demands"),
    ("Der Präsident kündigte seinen Rücktritt an.", "promises"),
    ("Die Kanzlerin lobte die Helfer.", "praises"),
    ("Experten warnten vor einer Hungersnot.", "warns"),
    ("Der Bürgermeister nannte die Lösung einen fairen Kompromiss.", "praises"),
    ("Die Opposition bezeichnete die Reform als verfehlt.", "criticises"),
    ("Der Sprecher lehnte einen Kommentar ab.", "declines_comment"),
    ("Das Ministerium wollte sich dazu nicht äußern.", "declines_comment"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stance_of_summed_up_statements(text: str, stance: str, parser: Parser) -> None:
    found = statements(text, parser)
    assert [s.stance for s in found] == [stance]
    assert found[0].type == "Reported"
    assert not found[0].frame and not found[0].cue


CHAINS = [
    ("Quellen berichten der Nachrichtenagentur Reuters, dass der Gipfel verschoben wird.", ("Reuters", "Quellen (anonymous)")),
    (
        "Die Nachrichtenagentur Reuters berichtet unter Berufung auf Insider, dass der Gipfel verschoben wird.",
        ("Reuters",
        "Insider (anonymous)"),
    ),
    ("Informationen von Reuters zufolge wird der Gipfel verschoben.", ("Reuters",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chain"), CHAINS)
def test_chain(text: str, chain: tuple[str, ...], parser: Parser) -> None:
    found = [s for s in statements(text, parser) if s.type == "Indirect"]
    assert found[0].chain == chain
    assert len(found[0].chain_spans) == len(chain)


def test_two_verbs_of_one_subject(parser: Parser) -> None:
    text = "Oslo hat die Vorwürfe dementiert und behauptet, dass es alle Fangquoten einhalte."
    found = statements(text, parser)
    assert [(s.type, s.stance) for s in found] == [("Reported", "denies"), ("Indirect", "asserts")]
    assert {words(text, s.speaker) for s in found} == {"Oslo"}


def test_subjunctive_goes_on_with_its_speaker(parser: Parser) -> None:
    text = "Der Bürgermeister sagte, die Schule bleibe offen. Das Dach sei repariert. Am Abend spielte eine Kapelle."
    found = statements(text, parser)
    assert [s.type for s in found] == ["Indirect", "IndirectFreeIndirect"]
    assert words(text, found[1].quote) == "Das Dach sei repariert"
    assert found[1].speaker == found[0].speaker


def test_hearsay(parser: Parser) -> None:
    text = "Bei dem Unfall sollen zwei Menschen verletzt worden sein."
    assert [s.type for s in statements(text, parser)] == ["FreeIndirect"]


def test_passage_within_paraphrase_is_nested(parser: Parser) -> None:
    text = "Die Senatorin sagte, der Entwurf sei „völlig unbrauchbar“."
    outer, inner = statements(text, parser)
    assert (outer.type, inner.type) == ("Indirect", "Direct")
    assert inner.parent == outer.id and inner.speaker == outer.speaker


CLASSES = [
    ("Fluglotsen berichteten, die Anlage sei ausgefallen.", "Fluglotsen (anonymous)", "anonymous"),
    ("Die Europäische Union erklärte, die Hilfe komme an.", "Europäische Union", "group"),
    ("Ein Insider sagte, das Werk werde verkauft.", "Insider (anonymous)", "anonymous"),
    ("Die Polizei sagte, die Straße sei frei.", "Polizei", "office"),
]


@pytest.mark.parametrize(("text", "name", "kind"), CLASSES)
def test_name_and_class_of_the_source(text: str, name: str, kind: str, parser: Parser) -> None:
    (found,) = statements(text, parser)
    assert (found.speaker_name, found.source_class) == (name, kind)


def test_an_office_named_before_is_its_holder(parser: Parser) -> None:
    text = "Außenministerin Anna Nasri reiste am Montag nach Oslo. Die Außenministerin sagte, die Lage sei ernst."
    (found,) = statements(text, parser)
    assert (found.speaker_name, found.source_class) == ("Anna Nasri", "named")


CALLED = [
    ("Die „Washington Post“ schrieb am Montag über Oslo. Die Zeitung berichtete, der Vertrag sei fertig.", "Washington Post"),
    ("Das Landgericht Kiel erklärte, der Antrag sei gültig. Das Gericht sagte, die Klage sei zulässig.", "Landgericht Kiel"),
]


@pytest.mark.parametrize(("text", "name"), CALLED)
def test_a_medium_or_body_named_before(text: str, name: str, parser: Parser) -> None:
    assert statements(text, parser)[-1].speaker_name == name


def test_an_interview_goes_on(parser: Parser) -> None:
    text = "„Wir bauen die Brücke jetzt“, sagte Anna Maier dem „Spiegel“. Die Arbeit beginne im Mai, sagte Anna Maier."
    assert [s.chain for s in statements(text, parser)] == [("Spiegel", "Anna Maier")] * 2


RUMOURS = [
    ("Der Mann soll die Kasse geleert haben.", "", "accuses"),
    ("Die Karten sollen aus dem Ausland stammen.", "", "asserts"),
    ("Bürgermeisterin Anna Nasri will das Bad schließen.", "Bürgermeisterin Anna Nasri", "promises"),
]


@pytest.mark.parametrize(("text", "speaker", "stance"), RUMOURS)
def test_claims_by_modal_verb(text: str, speaker: str, stance: str, parser: Parser) -> None:
    (found,) = statements(text, parser)
    assert (found.type, words(text, found.quote)) == ("FreeIndirect", text.rstrip("."))
    assert (words(text, found.speaker), found.stance) == (speaker, stance)


def test_hearsay_with_its_source_in_the_next_sentence_is_one_statement(parser: Parser) -> None:
    text = "Der Mann soll die Kasse geleert haben. Das berichtet die „Nordpost“."
    (found,) = statements(text, parser)
    assert (found.type, found.chain) == ("Indirect", ("Nordpost",))


def test_a_name_in_marks_is_no_quotation(parser: Parser) -> None:
    text = "Nach Informationen der „Nordpost“ schließt das Werk."
    assert [s.type for s in statements(text, parser)] == ["Indirect"]


def test_who_cites_stands_before_the_cited(parser: Parser) -> None:
    text = "Die „Nordpost“ zitierte einen Beamten mit den Worten, das Geschäft gehe schnell voran."
    (found,) = statements(text, parser)
    assert found.chain == ("Nordpost", "Beamte (anonymous)")


def test_a_genitive_in_front_belongs_to_the_speaker(parser: Parser) -> None:
    text = "Norwegens stellvertretender UN-Botschafter Dag Lund sagte, es gebe keine Beweise."
    (found,) = statements(text, parser)
    assert words(text, found.speaker) == "Norwegens stellvertretender UN-Botschafter Dag Lund"


BACKWARD = [
    (
        "Der Konzern will zwei Werke schließen. Das berichtet der „Hafenbote“ unter Berufung auf die „Nordpost“, "
        "die sich auf Mitarbeiter des Vorstands stützt.",
        ("Hafenbote", "Nordpost", "Mitarbeiter des Vorstands (anonymous)"),
    ),
    ("Die Züge fahren seit Montag wieder. Das teilte die Bahn mit.", ("Bahn",)),
    ("Die Brücke bleibt bis Mai gesperrt. Das sagte Sprecherin Anna Maier am Mittwoch.", ("Anna Maier",)),
]


@pytest.mark.parametrize(("text", "chain"), BACKWARD)
def test_a_sentence_that_gives_the_source_of_the_one_before(text: str, chain: tuple[str, ...], parser: Parser) -> None:
    (found,) = [s for s in statements(text, parser) if s.type == "Indirect"]
    assert words(text, found.quote) == text[: text.index(".")]
    assert found.chain == chain
    assert words(text, found.frame) == text[text.index("Das ") :].rstrip(".")


def test_what_follows_a_report_hangs_on_its_chain(parser: Parser) -> None:
    text = "Die Bank streicht 400 Stellen. Das berichtet die „Nordpost“ unter Berufung auf Insider. Der Umbau soll demnach im Mai beginnen."
    found = [s for s in statements(text, parser) if words(text, s.cue) == "demnach"]
    assert [s.chain for s in found] == [("Nordpost", "Insider (anonymous)")]


# text, then (type, quote, speaker, stance) of each statement in the order of their quotes
WHOLE = [
    (
        "In Wien sagte ein Sprecher des Ministeriums, die Regierung glaube fest daran, dass die Waffen aus dem Ausland stammten.",
        [
            (
                "Indirect",
                "die Regierung glaube fest daran, dass die Waffen aus dem Ausland stammten",
                "ein Sprecher des Ministeriums",
                "asserts",
            ),
            ("Indirect", "dass die Waffen aus dem Ausland stammten", "die Regierung", "asserts"),
        ],
    ),
    (
        "Die Hilfe komme bald, sagte das Weiße Haus am Donnerstag, während der Westen den Druck auf Damaskus erhöht.",
        [("Indirect", "Die Hilfe komme bald", "das Weiße Haus", "promises")],
    ),
    (
        "Verteidigungsminister Jan Huber bekräftigte, sein Land werde keine Waffen liefern, bot jedoch Hilfe beim Aufbau eines Lagers an.",
        [
            ("Indirect", "sein Land werde keine Waffen liefern", "Verteidigungsminister Jan Huber", "confirms"),
            ("Reported", "bot jedoch Hilfe beim Aufbau eines Lagers an", "Verteidigungsminister Jan Huber", "promises"),
        ],
    ),
    (
        "„Wir haben keiner Seite Geld gegeben und tun das auch nicht“, betonte der Sprecher des Ministeriums, Karl Huber.",
        [
            (
                "Direct",
                "„Wir haben keiner Seite Geld gegeben und tun das auch nicht“",
                "der Sprecher des Ministeriums, Karl Huber",
                "asserts",
            )
        ],
    ),
    (
        "Die Nachricht von Hubers Plan, Norwegen zu besuchen, um über Gas zu reden, fällt in eine Zeit, in der die Preise steigen.",
        [("Indirect", "Norwegen zu besuchen, um über Gas zu reden", "Hubers", "promises")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_all_of_a_sentence(text: str, expected: list[tuple[str, str, str, str]], parser: Parser) -> None:
    assert [(s.type, words(text, s.quote), words(text, s.speaker), s.stance) for s in statements(text, parser)] == expected


def test_a_so_frame_holds_the_rest_of_its_sentence(parser: Parser) -> None:
    text = "Auch das Innenministerium musste einräumen, dass die Verträge fehlen, so ein mit dem Vorgang vertrauter Beamter."
    outer, inner = statements(text, parser)
    assert words(text, outer.quote) == "Auch das Innenministerium musste einräumen, dass die Verträge fehlen"
    assert (words(text, inner.quote), inner.parent) == ("dass die Verträge fehlen", outer.id)


def test_a_wie_clause_is_a_frame_and_no_content(parser: Parser) -> None:
    text = "Wie die Nachrichtenagentur Reuters am Dienstag meldete, bestätigten zwei Minister und zwei Diplomaten die Einigung."
    outer, inner = statements(text, parser)
    assert (outer.type, outer.chain) == ("Indirect", ("Reuters",))
    assert (inner.type, inner.parent, inner.chain) == ("Reported", outer.id, ("Reuters", "zwei Minister und zwei Diplomaten"))


def test_an_open_condition_goes_on_with_the_speaker(parser: Parser) -> None:
    text = (
        "Ministerin Anna Nasri erklärte, ihr Land sei zu Gesprächen bereit. "
        "Sollte sich herausstellen, dass Waffen geliefert worden seien, werde man nicht gleichgültig bleiben."
    )
    first, second = statements(text, parser)
    assert (second.type, second.speaker_name) == ("IndirectFreeIndirect", first.speaker_name)
    assert words(text, second.quote) == text[text.index("Sollte") :].rstrip(".")


NOTHING = [
    "Die Straße wurde am Montag gesperrt.",
    "Der Film „Das Boot“ läuft heute im Kino.",
    "Er arbeitet bei der Zeitung „Der Bote“.",
    "Am Nachmittag regnete es, aber die Spiele gingen weiter.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_statement(text: str, parser: Parser) -> None:
    assert statements(text, parser) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["sagte", "„", "“", ",", ":", "dass", "der", "Minister", "sei", "hat", "und", "laut", "so", "er", ".", "(", "zu", "gehen"]
        ),
        max_size=24,
    )
)
def test_odd_input_never_raises_and_spans_are_in_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    tokens, at = [], 0
    tags = {"sagte": ("VERB", "Fin"), "sei": ("AUX", "Fin"), "hat": ("AUX", "Fin"), "gehen": ("VERB", "Inf"), "Minister": ("NOUN", "")}
    for i, piece in enumerate(pieces):
        pos, form = tags.get(piece, ("PUNCT" if not piece.isalpha() else "DET", ""))
        tokens.append(Token(i, at, at + len(piece), piece, piece, pos, verbform=form, head=i))
        at += len(piece) + 1
    parse = Parse(text, tuple(tokens), (Sentence(0, len(tokens), False),) if tokens else ())
    for s in find_statements(document(text), parse, (), (), PACK):
        for start, end in (*s.quote, *s.frame, *s.cue, *s.speaker):
            assert 0 <= start < end <= len(text)


def test_two_cues_with_the_same_words_make_one_statement(parser: Parser) -> None:
    text = "Der Arzt sagte nach Angaben des Senders, er wisse nicht, worauf die Zahl beruhe."
    found = [s for s in statements(text, parser) if s.type == "Indirect"]
    assert len({(s.type, s.quote) for s in found}) == len(found)
    assert len({s.id for s in found}) == len(found)


def test_what_a_frame_cuts_begins_with_a_word(parser: Parser) -> None:
    text = "Es regnet, so Anna Berg, es regnet, so Jan Lind, und es schneit, so Eva Wolf, in Kiel."
    assert all(text[a:b] == text[a:b].strip(" ,") for s in statements(text, parser) for a, b in s.quote)

"""Who speaks and to whom, over the pack's own parser: subjects, antecedents, owners of nouns, places of saying, extents of phrases."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lagebild.model import Statement
from tests.extract.drawn import drawn


def spoken(text: str, quote: str) -> Statement:
    """Return the statement of a text whose quote, marks aside, is `quote`."""
    found = [s for s in drawn(text).statements if " | ".join(text[a:b] for a, b in s.quote) == quote]
    assert found, [" ".join(text[a:b] for a, b in s.quote) for s in drawn(text).statements]
    return found[0]


def speaker(text: str, quote: str) -> str:
    return " | ".join(text[a:b] for a, b in spoken(text, quote).speaker)


# text, quote, speaker
SPEAKERS = [
    # a relative pronoun stands for its antecedent, verbs between them or not
    (
        "Widerspruch kam von einem Händler aus Ulm, der sagte, die Preise seien zu hoch.",
        "die Preise seien zu hoch",
        "einem Händler aus Ulm",
    ),
    ("Die Stadt hat einen Brief verschickt, in dem es heißt, die Brücke sei gesperrt.", "die Brücke sei gesperrt", "einen Brief"),
    # what is denied, called or judged stands in front of the verb
    ("Eine Verschiebung der Wahl bezeichnete Lorenz als „verheerend“.", "„verheerend“", "Lorenz"),
    ("Der neuen Zeitung sagte Lorenz, es sei kalt.", "es sei kalt", "Lorenz"),
    # joined clauses share their subject; infinitives have none of their own
    ("Der Verein wies die Kritik zurück und nannte sie „haltlos“.", "„haltlos“", "Der Verein"),
    ("Am Montag sagte der Trainer, man habe gut gespielt, und kündigte an, härter zu arbeiten.", "härter zu arbeiten", "der Trainer"),
    # demonstratives and surnames that look like phrases
    ("Die Stadt fragte die Feuerwehr. Diese bestätigte, dass der Keller leer sei.", "dass der Keller leer sei", "Diese"),
    ("Von der Heide betonte, man müsse sparen.", "man müsse sparen", "Von der Heide"),
    ("Wie „heise online“ berichtet, sperrten Behörden den Zugang.", "sperrten Behörden den Zugang", "„heise online“"),
    ("Lind behauptet in seinen Aussagen, die Stadt sei pleite.", "die Stadt sei pleite", "Lind"),
    # texts and circles that speak in the passive
    ("In dem Bericht wird vermutet, dass die Lage ernst sei.", "dass die Lage ernst sei", "dem Bericht"),
    # phrases of attribution end before the next noun, and keep an indefinite article
    (
        "Das Beben hat laut ersten Meldungen Schäden an der Schule verursacht.",
        "Das Beben hat | Schäden an der Schule verursacht",
        "ersten Meldungen",
    ),
    ("Nach einer Hochrechnung des Senders gewinnt Lind die Wahl.", "gewinnt Lind die Wahl", "einer Hochrechnung des Senders"),
    ("Der Hafen bleibt zu, so das Amt für Wasser (AfW) in Kiel.", "Der Hafen bleibt zu", "das Amt für Wasser (AfW) in Kiel"),
    # the verb's own preposition opens its topic
    (
        "Im Bericht spricht die Polizei von weniger Unfällen beider Seiten.",
        "Im Bericht spricht die Polizei von weniger Unfällen beider Seiten",
        "die Polizei",
    ),
    # owners of nouns of saying
    ("Seine Ankündigung, die Fabrik zu schließen, überraschte die Stadt.", "die Fabrik zu schließen", "Seine"),
    ("Die Gruppe wagte sich vor und äußerte die Vermutung, das Erz werde knapp.", "das Erz werde knapp", "Die Gruppe"),
    # what goes with the phrase, and what not
    ("Die Regierung in Lomé kündigte an, die Grenze zu schließen.", "die Grenze zu schließen", "Die Regierung in Lomé"),
    ("Der Verband wirft der Behörde vor, Akten vernichtet zu haben.", "Akten vernichtet zu haben", "Der Verband"),
    (
        "Karin Wolf, die Kandidatin der Partei um das Amt des Landrats, hat angekündigt, Straßen zu bauen.",
        "Straßen zu bauen",
        "Karin Wolf, die Kandidatin der Partei um das Amt des Landrats",
    ),
    (
        "Einer der Kritiker des Ministers, Jan Brand, Sprecher des Bundes, sagte, das Geld reiche nicht.",
        "das Geld reiche nicht",
        "Einer der Kritiker des Ministers, Jan Brand, Sprecher des Bundes",
    ),
]


@pytest.mark.parametrize(("text", "quote", "expected"), SPEAKERS)
def test_speakers_are_whole_and_are_the_ones_who_speak(text: str, quote: str, expected: str) -> None:
    assert speaker(text, quote) == expected


def test_what_is_no_speaker_is_none() -> None:
    assert speaker("Seit Mai gibt es Hinweise, dass Öl austritt.", "dass Öl austritt") != "es"


def test_own_words_keep_their_phrase_and_name_the_subject() -> None:
    text = "Petra Lind hat nach eigenen Angaben das Haus verkauft."
    found = spoken(text, "Petra Lind hat | das Haus verkauft")
    assert [text[a:b] for a, b in found.speaker] == ["eigenen Angaben"]
    assert found.speaker_name == "Petra Lind"


def test_a_quotation_after_a_paraphrase_without_frame_has_its_speaker() -> None:
    text = "Die Ministerin sagte, das Gesetz sei gut. Die Pflichten seien klar festgelegt: „Daran wird sich nichts mehr ändern.“"
    assert speaker(text, "„Daran wird sich nichts mehr ändern.“") == "Die Ministerin"


# text, quote, addressee
ADDRESSEES = [
    ("Der Trainer sagte vor Journalisten, man habe verdient verloren.", "man habe verdient verloren", "Journalisten"),
    ("Sie erklärte Reportern, die Brücke sei sicher.", "die Brücke sei sicher", "Reportern"),
    ("Im Interview mit dem Blatt sagte Lorenz, er höre auf.", "er höre auf", "dem Blatt"),
    ("Der Behörde warf der Verband vor, Akten vernichtet zu haben.", "Akten vernichtet zu haben", "Der Behörde"),
    ("„Wir bauen weiter“, so die Leiterin gegenüber dem Sender.", "„Wir bauen weiter“", "dem Sender"),
    ("Der Verein kündigte vor dem Spiel an, Lose zu verkaufen.", "Lose zu verkaufen", ""),
]


@pytest.mark.parametrize(("text", "quote", "expected"), ADDRESSEES)
def test_addressees(text: str, quote: str, expected: str) -> None:
    assert " | ".join(text[a:b] for a, b in spoken(text, quote).addressee) == expected


# text, quote, frame
FRAMES = [
    ("Es gibt Stimmen, die warnen, der Damm halte nicht.", "der Damm halte nicht", "Es gibt Stimmen, die warnen,"),
    ("Frau Hinz hat angekündigt ihr Mandat niederzulegen.", "ihr Mandat niederzulegen", "Frau Hinz hat angekündigt"),
    (
        "Wie Jan Lind, Sprecher der Werke, in Bonn mitteilte, ruht die Arbeit.",
        "ruht die Arbeit",
        "Wie Jan Lind, Sprecher der Werke, in Bonn mitteilte,",
    ),
    ("Der Sprecher sagte, der Zug, der am Abend kam, sei voll.", "der Zug, der am Abend kam, sei voll", "Der Sprecher sagte,"),
    ("Lind sagte, ohne auf Fragen einzugehen, dass der Bau ruhe.", "dass der Bau ruhe", "Lind sagte, ohne auf Fragen einzugehen,"),
    ("Ein Beamter der Küstenwache: „Das Boot war viel zu klein.“", "„Das Boot war viel zu klein.“", "Ein Beamter der Küstenwache:"),
]


@pytest.mark.parametrize(("text", "quote", "expected"), FRAMES)
def test_frames(text: str, quote: str, expected: str) -> None:
    assert " | ".join(text[a:b] for a, b in spoken(text, quote).frame) == expected


INTERVIEW = """Wie geht es dem Werk?

Eva Wolf: Es geht ihm gut. Wir stellen ein.

Und dem Hafen?

Jan Lind: Schlecht.

Was planen Sie?

Eva Wolf: Einen neuen Kran.

Und Sie?

Jan Lind: Nichts."""


def test_lines_of_an_interview_are_direct_speech() -> None:
    found = [s for s in drawn(INTERVIEW).statements if s.type == "Direct"]
    assert [INTERVIEW[slice(*s.quote[0])] for s in found] == [
        "Es geht ihm gut. Wir stellen ein.",
        "Schlecht.",
        "Einen neuen Kran.",
        "Nichts.",
    ]
    assert [s.speaker_name for s in found] == ["Eva Wolf", "Jan Lind", "Eva Wolf", "Jan Lind"]


def test_answers_on_lines_without_full_stops_lie_apart() -> None:
    text = "\n".join(f"{who}: {said}" for who, said in [("Eva Wolf", "Es geht uns gut"), ("Jan Lind", "Schlecht, sehr schlecht")] * 3)
    found = [s.quote[0] for s in drawn(text).statements if s.type == "Direct"]
    assert len(found) == 6
    assert all(a[1] <= b[0] for a, b in pairwise(found))


def test_a_list_with_colons_is_no_interview() -> None:
    text = "Zutaten:\n\nMehl: 200 Gramm.\n\nMilch: 1 Liter.\n\nEier: 3 Stück.\n\nSalz: etwas."
    assert not drawn(text).statements


def test_a_relative_clause_may_frame_a_quotation_of_the_next_sentence() -> None:
    text = "Da war, wie man weiß, im Mai, als es kalt war, ein Mann, der laut rief:\n„Das Eis bricht.“"
    assert spoken(text, "„Das Eis bricht.“").type == "Direct"


ADDRESSED = [
    ("Gründerin Ada Brunn sagte den Mitarbeitern, die Firma sei gerettet.", "den Mitarbeitern"),
    ("Ministerin Ada Brunn sicherte den Winzern Hilfe zu.", "den Winzern"),
    ("Der Ausschuss warf der Ministerin Versagen vor.", "der Ministerin"),
]


@pytest.mark.parametrize(("text", "addressee"), ADDRESSED)
def test_datives_without_a_sign_of_case(text: str, addressee: str) -> None:
    (found,) = drawn(text).statements
    assert [text[a:b] for a, b in found.addressee] == [addressee]


def test_a_frame_behind_a_colon_and_a_quotation_lies_the_right_way_round() -> None:
    text = "Sie macht keinen Hehl daraus, dass sie hart ist: «Ich bin eine Mutter, die das Land liebt», begrüßt die Frau ihre Gäste."
    assert all(a < b for s in drawn(text).statements for a, b in (*s.quote, *s.frame, *s.cue, *s.speaker))


def test_quotations_within_the_answers_of_an_interview_hang_on_the_answers() -> None:
    text = INTERVIEW.replace("Einen neuen Kran.", "Der Rat nannte den Plan „völlig verrückt“. Er sei „viel zu teuer“, hieß es.")
    found = drawn(text).statements
    ids = {s.id for s in found}
    assert all(s.parent is None or s.parent in ids for s in found)
    assert any(s.parent is not None for s in found)

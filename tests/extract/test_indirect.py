"""Paraphrase round, before and behind its frame: quote, cue and speaker."""

from __future__ import annotations

import pytest

from benchmarks.cases import words_of
from tests.extract.drawn import drawn

FORMS = [
    ("Die Preise, sagte Händlerin Olga Stamm, fielen im Mai.", "Die Preise | fielen im Mai", "sagte", "Händlerin Olga Stamm"),
    ("Der Bau, so erklärte Architekt Jan Korte, sei bald fertig.", "Der Bau | sei bald fertig", "erklärte", "Architekt Jan Korte"),
    ("Man habe, erklärte die Werft, alle Fristen eingehalten.", "Man habe | alle Fristen eingehalten", "erklärte", "die Werft"),
    (
        "Der Hafen wird, wie Kapitänin Ada Brunn am Montag sagte, im Mai wieder geöffnet.",
        "Der Hafen wird | im Mai wieder geöffnet",
        "sagte",
        "Kapitänin Ada Brunn",
    ),
    (
        "Die Schule zu schließen, hatte Rektor Bo Lind schon vorgeschlagen.",
        "Die Schule zu schließen",
        "hatte | vorgeschlagen",
        "Rektor Bo Lind",
    ),
    (
        "Die Kritik der Verbände, das Gesetz sei zu streng, wies der Minister zurück.",
        "das Gesetz sei zu streng",
        "Kritik",
        "der Verbände",
    ),
    ("Den Lotsen fragte Richterin Olga Stamm, wo er gewesen sei.", "wo er gewesen sei", "fragte", "Richterin Olga Stamm"),
    ("Wann die Fähre wieder fährt, ließ die Reederei offen.", "Wann die Fähre wieder fährt", "ließ | offen", "die Reederei"),
    (
        "Das Fazit der Forscherin Ada Brunn: Die Moore sind kaum noch zu retten.",
        "Die Moore sind kaum noch zu retten",
        "Fazit",
        "der Forscherin Ada Brunn",
    ),
    ("Der Fahrer sagte dass er nicht mehr fahren kann.", "dass er nicht mehr fahren kann", "sagte", "Der Fahrer"),
    ("Entsprechend der Polizei, der Lotse war betrunken.", "der Lotse war betrunken", "Entsprechend", "der Polizei"),
    ("In den Augen der Kritiker ist der Bau ein Fehler.", "ist der Bau ein Fehler", "In", "der Kritiker"),
    ("Die Richterin sagte zu den Vorwürfen, dass sie nichts wisse.", "dass sie nichts wisse", "sagte", "Die Richterin"),
    ("Die Bank begründete die Absage damit, dass Papiere fehlten.", "dass Papiere fehlten", "begründete", "Die Bank"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "cue", "speaker"), FORMS)
def test_forms(text: str, quote: str, cue: str, speaker: str) -> None:
    (found,) = (s for s in drawn(text).statements if s.type == "Indirect")
    assert (words_of(text, found.quote), words_of(text, found.cue), words_of(text, found.speaker)) == (quote, cue, speaker)


def test_possessive_before_its_postposition() -> None:
    text = "Der Ökonom Jan Korte warnt vor einer Krise. Seiner Ansicht nach hat die Bank zu spät reagiert."
    found = drawn(text).statements[-1]
    assert (words_of(text, found.quote), found.speaker_name) == ("hat die Bank zu spät reagiert", "Jan Korte")


@pytest.mark.parametrize(
    ("text", "speaker", "addressee"),
    [
        ("Der „Wochenpost“ sagte Händler Jan Korte, die Lage sei ernst.", "Händler Jan Korte", "Der „Wochenpost“"),
        ("Der Zeitung „Neues Blatt“ sagte Olga Stamm, sie gehe.", "Olga Stamm", "Der Zeitung „Neues Blatt“"),
        ("Der „Spiegel“ berichtete, die Werft schließe.", "Der „Spiegel“", ""),
    ],
)
def test_news_houses_told_or_telling(text: str, speaker: str, addressee: str) -> None:
    (found,) = drawn(text).statements
    assert (words_of(text, found.speaker), words_of(text, found.addressee)) == (speaker, addressee)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Die Polizei legte einen Bericht vor. Danach fuhr der Lastwagen ungebremst in die Baustelle.", 1),
        ("Die Polizei sperrte die Straße. Danach fuhr der Lastwagen ungebremst in die Baustelle.", 0),
        ("Im Lager soll es seit Monaten Streit geben.", 1),
        ("Der Hafen soll im Mai fertig sein.", 0),
    ],
)
def test_told_or_only_so(text: str, count: int) -> None:
    assert len([s for s in drawn(text).statements if s.type in ("Indirect", "FreeIndirect")]) == count


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Die Reederei sagte nicht, warum die Fähre ausfiel.", "declines_comment"),
        ("Die Reederei schließt nicht aus, dass die Fähre ausfällt.", "expects"),
        ("Die Prüfer schließen einen Bedienfehler nicht aus.", "expects"),
        ("Die Reederei hält es für falsch, die Fähre abzuschaffen.", "criticises"),
    ],
)
def test_stance_of_what_is_left_open_or_judged(text: str, stance: str) -> None:
    (found,) = drawn(text).statements
    assert found.stance == stance


def test_object_of_a_joined_clause() -> None:
    found = drawn("Händlerin Olga Stamm lobte den Mut der Lotsen und forderte mehr Geld.").statements
    assert [(s.type, s.stance, s.speaker_name) for s in found] == [
        ("Reported", "praises", "Olga Stamm"),
        ("Reported", "demands", "Olga Stamm"),
    ]


@pytest.mark.parametrize("text", ["Ein Anwohner will Schüsse gehört haben.", "Der Torwart will den Ball nicht berührt haben."])
def test_who_wants_to_have_done_it_speaks(text: str) -> None:
    (found,) = drawn(text).statements
    assert (found.type, words_of(text, found.speaker)) == ("FreeIndirect", " ".join(text.split()[:2]))


def test_a_plan_is_no_source() -> None:
    assert not drawn("Nach der Pause fuhren die Züge am Montag wieder nach Plan.").statements

"""The medium of statements, from invented sentences: what the cue, the occasion, the source and the speaker's last words tell."""

from __future__ import annotations

import pytest

from tests.extract.drawn import drawn

MEDIA = [
    ("Ministerin Anna Nasri sagte, die Brücke werde gebaut.", "Speech"),
    ("Ministerin Anna Nasri schrieb, die Brücke werde gebaut.", "Writing"),
    ("Ministerin Anna Nasri erklärte, die Brücke werde gebaut.", "SW"),
    ("In einem Interview erklärte Anna Nasri, die Brücke werde gebaut.", "Speech"),
    ("Vor Journalisten erklärte Anna Nasri, die Brücke werde gebaut.", "Speech"),
    ("Anna Nasri kritisierte die Pläne in einer Rede in Oslo.", "Speech"),
    ("Am Telefon bestätigte Anna Nasri, dass die Brücke gebaut werde.", "Speech"),
    ("In einem offenen Brief forderte Anna Nasri, die Brücke zu bauen.", "Writing"),
    ("Auf ihrer Internetseite kündigte die Partei an, die Brücke zu bauen.", "Writing"),
    ("In einer vom Verlag verbreiteten Erklärung forderte Anna Nasri, die Brücke zu bauen.", "Writing"),
    ("Das Ministerium teilte schriftlich mit, die Brücke werde gebaut.", "Writing"),
    ("Anna Nasri bestätigte telefonisch, dass die Brücke gebaut werde.", "Speech"),
    ("Laut einer Studie sinkt der Pegel des Sees.", "Writing"),
    ("Die Nachrichtenagentur Reuters meldete, die Brücke werde gebaut.", "Writing"),
    ("Die Anwohner befürchten, dass die Brücke nie gebaut wird.", "Thought"),
    ("Nach Ansicht von Ministerin Anna Nasri ist die Brücke überflüssig.", "SW"),
    ("Anna Nasri hofft, dass die Brücke gebaut wird.", "ST"),
]


@pytest.mark.parametrize(("text", "medium"), MEDIA)
def test_medium(text: str, medium: str) -> None:
    assert [s.medium for s in drawn(text).statements] == [medium]


def test_an_interview_goes_on_with_its_speaker_only() -> None:
    text = (
        "In einem Interview erklärte Anna Nasri, die Brücke werde gebaut. Sie betonte, das Geld sei da. "
        "Der Verband betonte, das Geld reiche nicht."
    )
    assert [s.medium for s in drawn(text).statements] == ["Speech", "Speech", "SW"]

from __future__ import annotations

import pytest

from lagebild.clean.language import detect_language, language_code
from lagebild.errors import CleanError
from tests.clean.helpers import BODY, LEAD, clean_text

ENGLISH = "The harbour was closed on Thursday, a spokesman for the authority said, and it was not known when it would be opened. "


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (LEAD + BODY, "de"),
        (ENGLISH, "en"),
        ("Le port a été fermé jeudi à la circulation, a dit un porte-parole de la ville, et on ne sait pas pour combien de temps.", "fr"),
        ("De haven is donderdag voor het verkeer gesloten, zegt een woordvoerder van de stad, en het is niet bekend voor hoe lang.", "nl"),
        ("Порт был закрыт в четверг для движения, сообщил представитель города.", "ru"),
        ("港口星期四关闭，市政府发言人说。", "zh"),
        ("港は木曜日に閉鎖されたと市の報道官が述べた。", "ja"),
    ],
)
def test_detection(text: str, lang: str) -> None:
    assert detect_language(text).lang == lang


def test_other_languages_are_set_aside() -> None:
    with pytest.raises(CleanError, match="no language pack for 'en'") as caught:
        clean_text(ENGLISH * 2)
    assert caught.value.kind == "language"


def test_given_language_wins() -> None:
    assert clean_text(ENGLISH, lang="de-AT").lang == "de"
    with pytest.raises(CleanError, match="'xx'"):
        clean_text(LEAD, lang="xx")


def test_a_page_that_lies_about_its_language() -> None:
    page = f"<html lang='en-US'><body><p>{LEAD}</p><p>{BODY}</p></body></html>"
    document = clean_text(page, html=True)
    assert document.lang == "de"
    assert any("declares its language" in p for p in document.problems)


def test_short_texts_are_taken_with_a_note() -> None:
    document = clean_text("Hafen gesperrt")
    assert document.lang == "de"
    assert any("uncertain" in p for p in document.problems)


@pytest.mark.parametrize(
    ("tag", "code"), [("de", "de"), ("de-AT", "de"), ("DE_de", "de"), ("deu", None), ("../x", None), (None, None), ("", None)]
)
def test_codes(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code

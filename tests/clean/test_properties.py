from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.clean import clean
from lagebild.config import Settings
from lagebild.errors import LagebildError
from lagebild.model import Document, Given, Source
from tests.clean.helpers import BODY, HEADLINE, LEAD, clean_text, pack

LINES = st.sampled_from(
    [
        HEADLINE, LEAD, BODY, "", "[Anzeige_2]", "Anzeige", "Siehe auch  Schiffe", "Mehr zum Thema – Werft", "Ähnliche Artikel",
        "Schreibe einen Kommentar", "Kommentar (0)", "Quelle: The Telegraph", "(dpa)", "Von Jana Quast", "Mia Muster", "x-de-58",
        "Mia Muster ist Journalistin und schreibt über Häfen.", "Berlin (dpa) – " + LEAD, "Stand: 12.03.2022", "Foto: Ole",
        "Über den Autor",
        "\u200b", "\u202e Text", "“„»", "- - -", "Am 3. Mai 2021 war das. (AFP)", "\x0b", "\u2028", "\x1e", "\r",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(LINES, st.text(max_size=40)), min_size=1, max_size=14).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", " \n \n"]).map(lambda gap: gap.join(lines))
)


def cleaned(text: str, html: bool = False) -> Document | None:
    try:
        return clean_text(text, html=html, lang="de")
    except LagebildError:
        return None


def check_regions(document: Document) -> None:
    last = 0
    for region in document.regions:
        start, end = region.span
        assert last <= start < end <= len(document.text)
        assert not document.text[last:start].strip()
        assert document.text[start:end].strip() == document.text[start:end]
        last = end
    assert not document.text[last:].strip()


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_regions_cover_the_text_in_order(text: str) -> None:
    document = cleaned(text)
    if document is not None:
        assert document.text == text
        check_regions(document)
        for credit in document.credits:
            assert document.text[slice(*credit.span)]


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_cleaning_is_the_same_every_time(text: str) -> None:
    assert cleaned(text) == cleaned(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class=ad>",
                "</div>",
                "<br>",
                "<b>",
                "&amp;",
                "&#x202e;",
                "<!--",
                "-->",
                LEAD,
                "<h1>",
                "<td>",
                "<svg>",
                "a < b",
            ]
        ),
        max_size=25,
    )
)
@settings(max_examples=80, deadline=None)
def test_any_markup_gives_regions_that_cover_its_text(pieces: list[str]) -> None:
    document = cleaned("<html><body>" + "".join(pieces), html=True)
    if document is not None:
        check_regions(document)


HEADS = st.sampled_from([b"", b"<html><p>", LEAD.encode(), b"\xff\xfe", b'<meta charset="utf-16">'])


@given(st.binary(max_size=200), HEADS, st.sampled_from([None, True, False]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_document_or_a_reason(data: bytes, head: bytes, html: bool | None) -> None:
    try:
        document = clean(Source(name="x", data=head + data, html=html, given=Given(lang="de")), Settings(), pack)
    except LagebildError as e:
        assert str(e)
    else:
        check_regions(document)

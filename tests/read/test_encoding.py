from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import ReadError
from lagebild.read.encoding import decode, mend
from lagebild.read.sniff import looks_like_html, looks_like_json

TEXT = "Die Behörde äußerte sich über „größere“ Schäden – nicht.\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), html=False).text == TEXT


def test_latin_1() -> None:
    text = "Die Behörde äußerte sich über größere Schäden."
    assert decode(text.encode("latin-1"), html=False).text == text


@pytest.mark.parametrize(
    ("declared", "actual"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("ISO-8859-15", "iso-8859-15"), ("windows-1250", "cp1250"), ("utf-16", "utf-8"),
     ("iso-8859-1", "utf-8"), ("x-klingon", "utf-8"), ("base64", "utf-8"), ("utf-7", "utf-8"), ("shift_jis", "utf-8")],
)  # fmt: skip
def test_declarations(declared: str, actual: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body>Größe der Schäden überall</body></html>"
    assert "Größe der Schäden überall" in decode(page.encode(actual), html=True).text


def test_declarations_count_in_pages_only() -> None:
    page = "<meta charset='koi8-r'> Größe"
    assert decode(page.encode("cp1252"), html=False).text == page
    assert decode(page.encode("cp1252"), html=True).text != page


def test_declaration_in_http_equiv_and_xml() -> None:
    old = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Гавань закрыта</p>'
    assert "Гавань" in decode(old.encode("koi8-r"), html=True).text
    xml = '<?xml version="1.0" encoding="koi8-r"?><html><p>Гавань закрыта</p></html>'
    assert "Гавань" in decode(xml.encode("koi8-r"), html=True).text


def test_broken_utf8_shows_its_damage() -> None:
    data = TEXT.encode()
    found = decode(data[:20] + b"\xff\xfe\xc3" + data[20:], html=False)
    assert found.encoding == "utf-8"
    assert "größere" in found.text
    assert "\ufffd" in found.text


def test_mojibake_is_noted_and_left() -> None:
    damaged = TEXT.encode().decode("cp1252", "replace")
    found = decode(damaged.encode(), html=False)
    assert found.text == damaged
    assert any("decoded twice" in p for p in found.problems)
    assert decode(TEXT.encode(), html=False).problems == ()


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4 x", b"PK\x03\x04xx", b"\x89PNG\r\n", b"\x7fELF\x01", bytes(range(256)) * 20, b"a\x00\x01\x02" * 99]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, html=False)
    assert caught.value.kind == "binary"


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    for html in (False, True):
        try:
            text = decode(data, html=html).text
        except ReadError as e:
            assert str(e)
        else:
            text.encode("utf-8")
            assert "\x00" not in text


@given(st.text(st.characters(exclude_categories=())))
def test_mending_keeps_offsets(text: str) -> None:
    assert len(mend(text)) == len(text)
    mend(text).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><html>", True),
        ("  <html lang=de>", True),
        ("<?xml version='1.0'?>\n<html>", True),
        ("<!-- x -->\n<!doctype HTML>", True),
        ("<p>a</p><p>b</p><br><div>", True),
        ("Er sagte: <Pause> dann ging er.", False),
        ("a < b und c > d", False),
        ("Das Zeichen <br> macht einen Umbruch.", False),
    ],
)
def test_markup_is_told_by_content(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [('{"a": 1}', True), (' [{"a"', True), ("[]", True), ("{}", True), ("[Anzeige_2]", False), ("{x}", False)]
)
def test_json_is_told_by_content(text: str, expected: bool) -> None:
    assert looks_like_json(text) is expected

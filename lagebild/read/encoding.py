"""Bytes → text: byte order mark, the page's own declaration, UTF-8, UTF-16 without mark, Windows-1252, a guess last."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from lagebild.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_SNIFF = 4096
_MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf\u2018-\u203a\u0152\u0160\u0178\u017d\u0192\u02c6\u02dc\u20ac\u2122]|â€[\u009c\u009d\u009e\u0093\u0094\u0098\u0099\u0153\u017e“”„–—˜™¦]|Â[\u00a0-\u00bf]"
)
# Western European text in single-byte encodings holds these beyond ASCII; other bytes there speak for another encoding.
_LATIN_BYTES = frozenset(
    "äöüÄÖÜß„“”‚‘’–—…»«›‹€§°éèêàáâçñóòôíîïúûëøåæœÆØÅšžŠŽ©®½²³µ·´¨\u00a0\u00ad×÷±¼¾¹ºª¿¡™†•‰ÉÈÁÇÓÍÚÀÂÊÎÔÛÑÕÃãõýðþ¤¢£¥¦¬¯¶".encode(
        "cp1252", "ignore"
    )
)
# The WHATWG encoding standard reads these labels as Windows-1252.
_AS_1252 = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "l1", "windows-1252", "cp1252"})
# Declared in an ASCII-compatible way, these cannot be true; UTF-7 is refused as the standard asks, since it hides markup.
_UNTRUE = frozenset({"utf-16", "utf-16le", "utf-16be", "utf-32", "utf-7", "unicode", "ucs-2"})


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    problems: tuple[str, ...] = ()


def decode(data: bytes, html: bool) -> Decoded:
    """Decode a whole document. `html`: its own declaration counts. Raises ReadError (kind "binary") where it is no text."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _finish(data[len(mark) :].decode(name, "replace"), name)
    wide = _utf16_without_mark(data)
    if wide is not None:
        return _finish(data.decode(wide, "replace"), wide)
    refuse_binary(data)
    problems: list[str] = []
    declared = _declared(data) if html else None
    if declared is not None:
        text = _strict(data, declared)
        if text is not None and (declared == "utf-8" or not _is_utf8(data)):
            return _finish(text, declared)
        problems.append(f"the page declares {declared}, but its bytes are not")
    text = _strict(data, "utf-8")
    if text is not None:
        return _finish(text, "utf-8", problems)
    return _single_byte(data, problems)


def _single_byte(data: bytes, problems: list[str]) -> Decoded:
    """Decode what is not UTF-8: broken UTF-8 with its damage shown, Windows-1252, or the best guess."""
    high = [b for b in data if b >= 0x80] if len(data) <= 1_000_000 else [b for b in data[:1_000_000] if b >= 0x80]
    if data[:1_000_000].decode("utf-8", "replace").count("\ufffd") <= 0.6 * len(high):
        return _finish(data.decode("utf-8", "replace"), "utf-8", problems)
    if sum(b in _LATIN_BYTES for b in high) >= 0.95 * len(high):
        return _finish(data.decode("cp1252", "replace"), "windows-1252", problems)
    from charset_normalizer import from_bytes  # seldom needed, slow to import

    guess = from_bytes(data[:200_000]).best()
    name = guess.encoding if guess is not None else "cp1252"
    problems.append(f"encoding guessed as {name}")
    return _finish(data.decode(name, "replace"), name, problems)


def _finish(text: str, encoding: str, problems: list[str] | tuple[str, ...] = ()) -> Decoded:
    notes = list(problems)
    text = mend(text.removeprefix("\ufeff"))
    if len(_MOJIBAKE.findall(text[:200_000])) >= 2:
        notes.append("letters look decoded twice (Ã¤ for ä): the page was damaged before it was saved; text left as it is")
    return Decoded(text, encoding, tuple(notes))


def mend(text: str) -> str:
    """Replace NUL and lone surrogates, which no store can hold, by U+FFFD, one for one: offsets stay."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _is_utf8(data: bytes) -> bool:
    """Tell whether the bytes beyond ASCII are UTF-8: such text is next to never anything else."""
    return not data.isascii() and _strict(data, "utf-8") is not None


def _declared(data: bytes) -> str | None:
    m = _DECLARED.search(data[:_SNIFF])
    if m is None:
        return None
    name = (m[1] or m[2]).decode("ascii").lower()
    if name in _AS_1252:
        return "cp1252"
    if name in _UNTRUE:
        return None
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    # Codecs such as base64 or rot13 turn no bytes into text.
    return info.name if getattr(info, "_is_text_encoding", True) else None


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order of UTF-16 text without a mark: every other byte of mostly Latin text is zero."""
    head = data[:_SNIFF]
    if len(head) < 8 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0) / (len(head) / 2), head[1::2].count(0) / (len(head) / 2)
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.05 else None


_MAGIC = {
    b"%PDF-": "a PDF; save its text first", b"PK\x03\x04": "a ZIP archive or office document; unpack it first",
    b"\x1f\x8b": "gzip data; unpack it first", b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image",
    b"7z\xbc\xaf": "a 7z archive; unpack it first", b"Rar!": "a RAR archive; unpack it first", b"BZh": "bzip2; unpack it first",
    b"\xfd7zXZ": "xz; unpack it first", b"\x28\xb5\x2f\xfd": "zstd; unpack it first", b"\x7fELF": "a program", b"MZ\x90": "a program",
    b"SQLite format 3": "a database", b"\xd0\xcf\x11\xe0": "an old office document; save it as text first", b"RIFF": "sound or video",
    b"OggS": "sound or video", b"ID3": "sound", b"wOFF": "a font",
}  # fmt: skip


def refuse_binary(data: bytes) -> None:
    """Raise ReadError (kind "binary") where the bytes are no text."""
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ReadError(f"not text: the file looks like {what}", "binary")
    head = data[:65536]
    zeros = head.count(0)
    control = sum(head.count(c) for c in (*range(1, 9), *range(14, 27), *range(28, 32)))
    if zeros > 0.02 * len(head) or zeros + control > 0.05 * len(head) + 2:
        raise ReadError("not text: the file holds binary data; give its text, HTML or JSON instead", "binary")

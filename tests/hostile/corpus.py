"""A folder of hostile and broken files, made on demand: `build(folder)` writes them and returns their paths.

Each must give documents or failures with a reason, in bounded time, and reading must go on behind it.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

# A report that reads well, so that only the damage around it can be the reason for a failure.
REPORT = (
    "Hafen von Neustadt gesperrt\n\n"
    "Der Hafen von Neustadt ist am Donnerstag für den gesamten Verkehr gesperrt worden, teilte die Behörde mit. "
    "Nach Angaben eines Sprechers handelt es sich um eine Vorsichtsmaßnahme.\n\n"
    "Die Opposition warf dem Ministerium vor, es habe zu spät informiert. Das Ministerium wies den Vorwurf zurück.\n"
)
PAGE = (
    "<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>Hafen gesperrt</title></head><body><article>"
    + "".join(f"<p>{p}</p>" for p in REPORT.split("\n\n"))
    + "</article></body></html>"
)


def _line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _plain() -> Iterator[tuple[str, bytes]]:
    """Text files: empty, binary, in wrong encodings."""
    report = REPORT.encode()
    yield "empty.txt", b""
    yield "spaces.txt", b" \n\t\r\n \xc2\xa0 \n" * 50
    yield "zeros.txt", b"\x00" * 5000
    yield "random.txt", bytes((i * 7919 + i * i) % 256 for i in range(20_000))
    yield "one-letter.txt", b"a"
    yield "no-letters.txt", "12 345 --- ??? … \n".encode() * 30
    yield "nul-inside.txt", report.replace(b"Hafen", b"Ha\x00fen")
    yield "controls.txt", report.replace(b" ", b" \x07\x1b[31m", 20)
    yield "utf8-bom.txt", b"\xef\xbb\xbf" + report
    yield "utf16-bom.txt", REPORT.encode("utf-16")
    yield "utf16-be-bom.txt", b"\xfe\xff" + REPORT.encode("utf-16-be")
    yield "utf16-no-bom.txt", REPORT.encode("utf-16-le")
    yield "utf16-odd-length.txt", b"\xff\xfe" + REPORT.encode("utf-16-le")[:-1]
    yield "utf32.txt", REPORT.encode("utf-32")
    yield "windows-1252.txt", REPORT.replace("Vorsichtsmaßnahme", "„Vorsichtsmaßnahme“").encode("cp1252")
    yield "latin1.txt", REPORT.encode("latin-1")
    yield "macroman.txt", REPORT.encode("mac_roman")
    yield "mojibake.txt", REPORT.encode().decode("cp1252", "replace").encode()
    yield "broken-utf8.txt", report[:100] + b"\xff\xc3(" + report[100:]
    yield "cut-utf8.txt", report[: report.index("ü".encode()) + 1]
    yield "utf7.txt", b"+ADw-script+AD4-alert(1)+ADw-/script+AD4- " + report
    yield "surrogates-utf8.txt", report + b"\xed\xa0\x80\xed\xb0\x80 Ende."
    yield "lone-cr.txt", REPORT.replace("\n", "\r").encode()
    yield "direction-marks.txt", REPORT.replace(" ", "\u202e \u200b\u00ad", 40).encode()
    yield "combining-bomb.txt", (REPORT + "Z" + "\u0301" * 100_000).encode()
    yield "long-word.txt", (REPORT + "a" * 300_000).encode()
    yield "long-line.txt", (REPORT + "Das Wort steht hier. " * 20_000).encode()
    yield "many-lines.txt", ("x\n" * 200_000 + REPORT).encode()
    yield "brackets.txt", (REPORT + "(" * 50_000 + "„" * 50_000 + "[Anzeige" * 5_000).encode()
    yield "dashes.txt", (REPORT + "- – — " * 40_000 + "\nA " * 20_000 + ", " * 50_000).encode()
    yield "credit-bomb.txt", (REPORT + "Quelle: dpa/" * 20_000 + "\n" + "Ähnliche Artikel\n" * 5_000 + "Von A. B, " * 10_000).encode()
    yield "dates.txt", (REPORT + "Am 31.02.2020, am 99.99.9999, am 3. Mai 20999, am 0.0.0000, am 5. Mai 2999. " * 2_000).encode()
    yield "anniversaries.txt", (REPORT + "Am zweiten Jahrestag der Invasion 2022 sprach die Invasion. " * 3_000).encode()
    yield "english.txt", b"The harbour was closed on Thursday, the authority said, and it was not known when it would be opened again. " * 5
    yield "base64.txt", base64.b64encode(report * 200)
    yield "emoji.txt", ("😀" * 5_000 + "\n\n" + REPORT).encode()


def _lying() -> Iterator[tuple[str, bytes]]:
    """Files that are not what their names say."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as z:
        z.writestr("../../evil.txt", REPORT)
    yield "zip.txt", archive.getvalue()
    yield "pdf.html", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    yield "png.html", b"\x89PNG\r\n\x1a\n" + zlib.compress(b"\x00" * 500)
    yield "page.txt", PAGE.encode()
    yield "plain.html", REPORT.encode()
    yield "json.txt", _line(id="json-in-txt", text=REPORT)
    yield "page.json", PAGE.encode()
    yield "gzip-without-name.txt", gzip.compress(REPORT.encode())
    yield "plain.txt.gz", REPORT.encode()
    yield "program.txt", b"\x7fELF\x02\x01\x01" + b"\x00" * 200


def _zipped() -> Iterator[tuple[str, bytes]]:
    whole = gzip.compress(REPORT.encode() * 50)
    yield "truncated.txt.gz", whole[: len(whole) // 2]
    yield "truncated.jsonl.gz", gzip.compress(b"".join(_line(id=f"t{i}", text=REPORT + str(i)) for i in range(200)))[:-30]
    yield "damaged.txt.gz", whole[:20] + b"\xff\xff\xff" + whole[23:]
    yield "bomb.txt.gz", _bomb(b"\x00")
    yield "bomb.jsonl.gz", _bomb(b"\n")
    yield "empty.txt.gz", gzip.compress(b"")
    yield "twice.txt.gz", gzip.compress(gzip.compress(REPORT.encode()))


def _bomb(unit: bytes, megabytes: int = 300) -> bytes:
    """Return gzip data of a few hundred kilobytes that unpacks to `megabytes`."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6, mtime=0) as z:
        chunk = unit * (1 << 20)
        for _ in range(megabytes):
            z.write(chunk)
    return out.getvalue()


def _json() -> Iterator[tuple[str, bytes]]:
    good = _line(id="good", text=REPORT)
    yield "invalid-lines.jsonl", b"{\n" + good + b'not json\n[1, 2]\n\n"text"\nnull\n' + good.replace(b"good", b"good2")
    yield "duplicate-ids.jsonl", good * 3
    yield (
        "surrogates.jsonl",
        b'{"id": "s\\ud800", "title": "\\udfff", "text": "' + json.dumps(REPORT)[1:-1].encode() + b' \\ud83d Ende."}\n',
    )
    yield "nul-escape.jsonl", b'{"id": "n\\u0000", "text": "' + json.dumps(REPORT)[1:-1].encode() + b'\\u0000"}\n'
    yield "wrong-types.jsonl", _line(id=["x"], text=REPORT, title={"a": 1}, published=20240230, url=7, lang=[], outlet=True)
    yield "text-is-number.jsonl", _line(id="x", text=5) + _line(id="y") + _line(id="z", text=None, html=None)
    yield "empty-text.jsonl", _line(id="e", text="") + _line(id="f", text="   ")
    yield (
        "dates.jsonl",
        b"".join(
            _line(id=f"d{i}", text=REPORT, published=p)
            for i, p in enumerate(
                ["0000-00-00", "9999-12-31", "2999-01-01", "1066-10-14", "31.12.2020", "gestern", "2024-02-30", "1" * 5000]
            )
        ),
    )
    yield (
        "urls.jsonl",
        b"".join(
            _line(id=f"u{i}", text=REPORT, url=u)
            for i, u in enumerate(
                ["javascript:alert(1)", "http://[::1", "file:///etc/passwd", "http://" + "a" * 70_000, "data:text/html,x", "//"]
            )
        ),
    )
    markup = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    yield "markup-in-fields.jsonl", _line(id=markup, text=REPORT + markup, title=markup, outlet=markup, url=f"https://a.example/{markup}")
    yield "long-fields.jsonl", _line(id="i" * 100_000, text=REPORT, title="t" * 500_000, outlet="o" * 100_000)
    yield "sql-in-fields.jsonl", _line(id="'; DROP TABLE documents; --", text=REPORT, title="' OR 1=1 --")
    yield (
        "languages.jsonl",
        b"".join(_line(id=f"l{i}", text=REPORT, lang=v) for i, v in enumerate(["xx", "../../etc", "de-AT", "x" * 1000, "en"])),
    )
    yield "deep.json", b"[" * 100_000 + b"]" * 100_000
    yield "deep-objects.jsonl", b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"\n" + good
    yield "huge-number.json", b'{"id": ' + b"9" * 100_000 + b', "text": "x"}'
    yield "nan.json", b'[{"id": NaN, "text": "Infinity", "published": -Infinity}]'
    yield "garbage-list.json", json.dumps([1, None, "x", [], {}, {"text": []}, {"id": "g", "text": REPORT}]).encode()
    yield "empty-list.json", b"[]"
    yield "duplicate-keys.json", b'{"text": "x", "text": ' + json.dumps(REPORT).encode() + b"}"
    yield "cut.json", _line(id="c", text=REPORT)[:80]
    yield "utf16.jsonl", good.decode().encode("utf-16")
    yield "lines-in-json.json", good + good.replace(b"good", b"good3")


def _html() -> Iterator[tuple[str, bytes]]:
    body = "".join(f"<p>{p}</p>" for p in REPORT.split("\n\n"))
    yield "nested.html", b"<div>" * 100_000 + body.encode() + b"</div>" * 100_000
    yield "nested-inline.html", b"<b>" * 100_000 + body.encode()
    yield "nested-tables.html", b"<table><tr><td>" * 20_000 + body.encode()
    yield "nested-lists.html", b"<ul><li>" * 30_000 + body.encode()
    entities = "".join(
        f'<!ENTITY l{i} "{"&l" + str(i - 1) + ";" if i else "lol"}{"&l" + str(i - 1) + ";" if i else ""}">' for i in range(40)
    )
    yield "billion-laughs.html", f'<?xml version="1.0"?><!DOCTYPE html [{entities}]><html><body>&l39;{body}</body></html>'.encode()
    external = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield "external-entity.xhtml", f"{external}<html><body>{body}<p>&x;</p></body></html>".encode()
    yield "big-attribute.html", PAGE.replace("<article>", f'<article class="{"a " * 500_000}" data-x="{"y" * 1_000_000}">').encode()
    yield "many-attributes.html", PAGE.replace("<article>", "<article " + " ".join(f"a{i}=1" for i in range(50_000)) + ">").encode()
    yield "unclosed.html", ("<html><body><div><p>" + "<p><b><i><a href='".join(REPORT.split(". "))).encode()
    yield "script-only.html", b"<html><head><script>" + b"var a = 1;" * 5_000 + b"</script></head><body></body></html>"
    yield "meta-refresh.html", b'<html><head><meta http-equiv="refresh" content="0;url=javascript:alert(1)"></head><body></body></html>'
    yield "charset-lies.html", PAGE.replace("charset=utf-8", "charset=utf-16").encode()
    yield "charset-latin1.html", PAGE.replace("charset=utf-8", "charset=iso-8859-1").encode("cp1252")
    yield "charset-wrong.html", PAGE.replace("charset=utf-8", "charset=shift_jis").encode()
    yield "charset-unknown.html", PAGE.replace("charset=utf-8", "charset=x-klingon").encode()
    yield "charset-base64.html", PAGE.replace("charset=utf-8", "charset=base64").encode()
    yield "charset-utf7.html", PAGE.replace("charset=utf-8", "charset=utf-7").encode()
    yield "no-text.html", b"<html><body><img src=x><br></body></html>"
    yield "only-tags.html", b"<>" * 20_000
    yield "angle-brackets.html", b"<" * 200_000
    yield "comment-bomb.html", b"<!--" * 50_000 + PAGE.encode()
    yield "entities.html", (PAGE + "&#0;&#xD800;&#x110000;&#99999999999;&amp" * 2_000).encode()
    yield "json-ld-bomb.html", PAGE.replace("<title>", f'<script type="application/ld+json">{"[" * 100_000}</script><title>').encode()
    wrong = '{"@type":"NewsArticle","headline":[1],"author":{"name":{}},"datePublished":7}'
    yield "json-ld-types.html", PAGE.replace("<title>", f'<script type="application/ld+json">{wrong}</script><title>').encode()
    yield "hidden.html", PAGE.replace("<p>", '<p style="display:none" hidden>').encode()
    yield "frames.html", b"<html><frameset><frame src=a.html></frameset></html>"
    yield "many-paragraphs.html", ("<html><body>" + "<p>Der Satz ist kurz und sagt nicht viel.</p>" * 20_000 + "</body></html>").encode()
    yield "cdata.xhtml", b"<html><body><p><![CDATA[" + REPORT.encode() + b"]]></p></body></html>"
    yield "svg-script.html", PAGE.replace("<p>", "<svg><script>alert(1)</script><p>", 1).encode()
    yield "processing.html", b"<?php system('x'); ?><?xml version='1.0'?>" + PAGE.encode()


def _special(folder: Path) -> Iterator[Path]:
    """Things that are no plain files, and names that are traps. What the system refuses is left out."""
    trap = folder / "specials"
    trap.mkdir(exist_ok=True)
    (trap / "folder.txt").mkdir(exist_ok=True)
    yield trap / "folder.txt"
    for name in (
        "name-\u202etxt.html",
        "name\nwith\nlines.txt",
        "<b>name.txt",
        "name;rm -rf $HOME.txt",
        "n" * 240 + ".txt",
        "name-*.txt",
        "-.txt",
    ):
        (trap / name).write_text(REPORT.replace("Hafen", f"Hafen {len(name)}"), encoding="utf-8")
        yield trap / name
    broken = os.fsencode(str(trap)) + b"/bytes-\xff\xfe.txt"
    try:
        with open(broken, "wb") as f:  # noqa: PTH123 - a name that is no text
            f.write(REPORT.encode())
        yield Path(os.fsdecode(broken))
    except OSError:
        pass
    for name, target in (("dangling.txt", "nowhere.txt"), ("loop.txt", "loop.txt"), ("up", ".."), ("device.txt", "/dev/zero")):
        link = trap / name
        if not link.is_symlink():
            link.symlink_to(target)
        yield link
    if hasattr(os, "mkfifo") and not (trap / "fifo.txt").exists():
        os.mkfifo(trap / "fifo.txt")
    yield trap / "fifo.txt"
    locked = trap / "locked.txt"
    if not locked.exists():
        locked.write_text(REPORT, encoding="utf-8")
        locked.chmod(0)
    yield locked


def _large() -> Iterator[tuple[str, bytes]]:
    """Files too large for a quick run."""
    yield "line-100-mb.txt", REPORT.encode() + b"Wort " * 20_000_000
    yield "line-100-mb.jsonl", b'{"id": "big", "text": "' + b"Wort " * 20_000_000 + b'"}\n' + _line(id="after-big", text=REPORT)
    yield "page-200-mb.html", PAGE.encode() + b"<p>Der Absatz ist kurz.</p>" * 7_500_000


def build(folder: Path, large: bool = False) -> list[Path]:
    """Write the files into `folder` (made where missing) and return their paths, sorted; `large` adds those of 100 MB and more."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    makers = [_plain(), _lying(), _zipped(), _json(), _html(), *([_large()] if large else [])]
    for files in makers:
        for name, content in files:
            path = folder / name
            path.write_bytes(content)
            paths.append(path)
    return sorted([*paths, *_special(folder)])

from __future__ import annotations

import pytest

from lagebild.clean import clean
from lagebild.config import Settings
from lagebild.errors import CleanError
from lagebild.model import Source
from tests.clean.helpers import BODY, HEADLINE, LEAD, clean_text, kind_of, kinds, pack

LD = (
    '{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "H", "datePublished": "2023-05-04T10:11:00+02:00",'
    ' "author": [{"@type": "Person", "name": "Jana Quast"}], "publisher": {"name": "Küstenbote"}}]}'
)
PAGE = f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{HEADLINE} | Küstenbote</title>
<link rel="canonical" href="https://www.kuestenbote.example/hafen.html">
<script type="application/ld+json">{LD}</script><style>p {{color: red}}</style></head>
<body><nav><a href="/">Startseite</a></nav><div class="cookie-banner">Wir nutzen Cookies für Sie.</div>
<article><h1>{HEADLINE}</h1><p class="byline">Von Jana Quast</p><figure><img src="x"><figcaption>Der Hafen</figcaption></figure>
<p>Neustadt (dpa) – {LEAD}</p><p>Ein <b>fetter</b> Satz steht hier im <a href="x">Absatz</a>.<br>Danach kommt noch ein Satz.</p>
<div class="ad-slot">Anzeige</div><p>{BODY}</p><p style="display: none">Versteckt ist dieser Satz.</p><p hidden>Auch dieser.</p></article>
<div class="related-posts"><h3>Mehr</h3><ul><li>Werft entlässt hundert Leute</li></ul></div>
<div id="comments"><p>Das ist meine Meinung, und die steht hier auch noch morgen, sagt mein Nachbar jedenfalls.</p></div>
<footer>Impressum</footer><script>alert("nicht zu sehen")</script></body></html>"""


def test_a_page() -> None:
    document = clean_text(PAGE, html=True)
    assert document.title == HEADLINE
    assert document.outlet == "Küstenbote"
    assert document.authors == ("Jana Quast",)
    assert (document.published, document.published_basis) == ("2023-05-04", "metadata")
    assert document.url == "https://www.kuestenbote.example/hafen.html"
    assert document.dateline_place == "Neustadt"
    for part, kind in {
        HEADLINE: "headline", "Von Jana": "byline", "Der Hafen\n": "caption", LEAD: "body", BODY: "body", "Anzeige": "ad",
        "Werft": "related", "meine Meinung": "comment", "Impressum": "boilerplate", "Startseite": "boilerplate", "Cookies": "boilerplate",
    }.items():  # fmt: skip
        assert kind_of(document, part) == kind, part


def test_markup_is_removed_and_nothing_else() -> None:
    text = clean_text(PAGE, html=True).text
    assert "Ein fetter Satz steht hier im Absatz.\nDanach kommt noch ein Satz." in text
    for absent in ("Versteckt", "Auch dieser", "alert", "color", "<", "schema.org"):
        assert absent not in text


def test_visible_text_outside_the_main_text_is_kept() -> None:
    document = clean_text(PAGE, html=True)
    assert "".join("".join(t for _, t in kinds(document)).split()) == "".join(document.text.split())


def test_text_behind_what_is_dropped_is_kept() -> None:
    paragraph = "<p>Davor <script>weg</script>danach<!-- weg --> und <select><option>weg</select>am Ende.</p>"
    page = f"<html><body><p>{LEAD}</p>{paragraph}</body></html>"
    assert "Davor danach und am Ende." in clean_text(page, html=True).text


@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_a_page_is_told_by_its_content_and_read_in_its_own_encoding(name: str) -> None:
    head = "<html><head><meta charset='windows-1250'></head><body>"
    page = f"{head}<p>Der Präsident heißt Dušan Šťastný, sagte die Behörde, und er ist nicht da.</p>"
    source = Source(name=name, data=page.encode("cp1250"), html=name.endswith("html"))
    assert "Dušan Šťastný" in clean(source, Settings(), pack).text


@pytest.mark.parametrize(
    ("attributes", "seen"),
    [("", True), ('style="color:red"', True), ('style="DISPLAY : none"', False), ("hidden", False), ('style="visibility:hidden"', False)],
)
def test_hidden(attributes: str, seen: bool) -> None:
    page = f"<html><body><p>{LEAD}</p><p {attributes}>Dieser Absatz steht da.</p><p>{BODY}</p></body></html>"
    assert ("Dieser Absatz" in clean_text(page, html=True).text) is seen


PARAGRAPHS = f"<p>{LEAD}</p><p>{BODY}</p><p>{LEAD[:60]} nicht, sagte ein anderer Sprecher dem Küstenboten am Abend.</p>"


@pytest.mark.parametrize(
    "wrapper",
    ["layout-with-sidebar", "post author-jquast", "content more", "article-teaser", "page cookie-info", "caption", "ad-free", "x"],
)
@pytest.mark.parametrize("short", [True, False])
def test_a_wrapper_with_an_unlucky_name_does_not_take_the_text(wrapper: str, short: bool) -> None:
    paragraphs = f"<p>{LEAD}</p>" if short else PARAGRAPHS * 2
    page = f"<html lang=de><body><div class='{wrapper}'><h1>{HEADLINE}</h1>{paragraphs}</div></body></html>"
    document = clean_text(page, html=True)
    assert kind_of(document, LEAD) == "body"
    assert document.title == HEADLINE


def test_a_page_whose_h1_is_the_site() -> None:
    head = f"<title>{HEADLINE} - Küstenbote</title>"
    page = f"<html lang=de><head>{head}</head><body><h1>Küstenbote</h1><h2>{HEADLINE}</h2>{PARAGRAPHS}</body></html>"
    document = clean_text(page, html=True)
    assert document.title == HEADLINE
    assert kind_of(document, "Küstenbote\n") == "boilerplate"


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("<time datetime='2023-05-04'>x</time>", "2023-05-04"),
        ("<time datetime='2020-01-01'>x</time><article><time datetime='2023-05-04'>x</time></article>", "2023-05-04"),
        ("<time datetime='2020-01-01'>x</time><time itemprop='datePublished' datetime='2023-05-04'>x</time>", "2023-05-04"),
        ("<time datetime='2020-01-01'>x</time><time datetime='2021-01-01'>x</time>", None),
        ("<time datetime='2999-01-01'>x</time>", None),
    ],
)
def test_times(times: str, expected: str | None) -> None:
    page = f"<html lang=de><body>{times}<div><h1>{HEADLINE}</h1>{PARAGRAPHS}</div></body></html>"
    assert clean_text(page, html=True).published == expected


def test_damaged_json_ld_is_passed_over() -> None:
    document = clean_text(PAGE.replace(LD, "{broken"), html=True)
    assert document.published is None or document.published_basis != "metadata"
    assert document.title == HEADLINE


def test_a_page_without_text() -> None:
    with pytest.raises(CleanError) as caught:
        clean_text("<html><body><script>var a</script></body></html>", html=True)
    assert caught.value.kind == "no_text"

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.lang.pack import load_pack
from lagebild.parse.segment import sentences

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

# The parts between "|" are the expected sentences.
CASES = [
    "Der Minister kam.|Er blieb nicht.",
    "Am 16. November trafen sich z. B. die Herren Dr. Kern und Prof. Lang.|Danach gab es Tee.",
    "Im 19. Jahrhundert war das üblich.|Heute nicht mehr.",
    "Ludwig XIV. war König.|Er starb 1715.|Ihm folgte Ludwig XV. nach.",
    "Das kostete 3,5 Mio. Euro, d. h. 2 Mrd. Kronen.|Wer zahlt?|Niemand!",
    "Das Spiel begann um 20.15 Uhr.|Um 22 Uhr war es aus.",
    "J. D. Ostmann und K. Weber (geb. Lind) kamen vs. Art. 5 Abs. 2 nicht an.|Sie fehlten.",
    "„Wir gehen. | Wir kommen nicht wieder.“, sagte Kern.".replace(" | ", "|"),
    "„Wir gehen.“ sagte Kern.|„Wohin?“ fragte sie.|Er schwieg.",
    "Er sagte: „Wir gehen.|Niemand bleibt.“|Dann ging er.",
    "Die Frist lief 2019 ab.Weiter ging es nicht.".replace("ab.W", "ab.|W"),
    "Das steht auf www.Beispiel.de/Seite.Html und bei news.Beispiel.com dort.",
    "Wir warten … und warten...|Der Rest ist … Geschichte.",
    "Was nun?!|Nichts.",
    "Er kam (dpa).|Sie ging.|(Das stand hier früher.)|Ende.",
    "Das Team gewann mit 3:2.|Die Gäste fuhren heim.",
    "Bis Ende 2023.|15 Menschen blieben.",
    "Die Lage ist offen\n\n|Der Minister kam am Abend",
    "Krise am Golf\n|Der Minister flog nach Maskat.\n|Dort sprach er.",
    "Das ist Plan B.|Der Rest folgt.",
    "Die Müller GmbH & Co. KG zahlte.|Die Bank etc. nicht.",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences(marked: str) -> None:
    text = (
        "".join(part + (" " if not part.endswith("\n") else "") for part in marked.split("|")).rstrip(" ")
        if "ab.|W" not in marked
        else marked.replace("|", "")
    )
    expected = [part.strip() for part in marked.split("|")]
    assert [text[a:b] for a, b in sentences(text, (0, len(text)), load_pack("de"))] == expected


def test_hard_wrapped_lines_go_on() -> None:
    text = (
        "Der Minister flog am Montag in die Hauptstadt, wo er mit der\n"
        "Regierung über ein neues Abkommen sprach. Es soll im kommenden\n"
        "Jahr gelten und wird von beiden Seiten als großer Fortschritt in\n"
        "Europa gesehen. Die Opposition lehnt es ab und klagt dagegen vor\n"
        "Gericht.\n"
    )
    assert len(sentences(text, (0, len(text)), load_pack("de"))) == 3


def test_only_the_span_is_read() -> None:
    text = "Weg damit. Hier ist es. Und das auch nicht."
    assert [text[a:b] for a, b in sentences(text, (11, 23), load_pack("de"))] == ["Hier ist es."]


@settings(deadline=None)
@given(st.text(alphabet='aA1. \n"„“!?…:)(ÄzB’', max_size=200))
def test_spans_are_ordered_trimmed_and_lose_nothing(text: str) -> None:
    found = sentences(text, (0, len(text)), load_pack("de"))
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())


@pytest.mark.slow
@pytest.mark.parametrize("unit", [".", "a.", "a. A", "a", "“", ".“ ", "a \n", "„.", "1. "])
def test_time_is_linear(unit: str) -> None:
    pack = load_pack("de")

    def seconds(n: int) -> float:
        text = unit * n
        start = time.process_time()
        sentences(text, (0, len(text)), pack)
        return time.process_time() - start

    seconds(1000)
    assert seconds(80_000) < 30 * max(seconds(8_000), 0.02)


@pytest.mark.shared
@pytest.mark.slow
def test_agreement_with_annotated_news() -> None:
    """Where sentences end; the annotation also splits at some colons and semicolons, which is not followed."""
    path = SHARED / "quotes" / "dev.jsonl"
    if not path.is_file():
        pytest.skip("needs quotes/dev.jsonl of the benchmark data")
    pack, right, predicted, gold = load_pack("de"), 0, 0, 0
    for line in path.read_text(encoding="utf-8").splitlines()[:60]:
        row = json.loads(line)
        text, tokens = row["originalText"], row["tokens"]
        ends = {tokens[s["end"] - 1]["charEnd"] for s in row["sentences"]}
        expected = {end for end in ends if text[end - 1] not in ":;–„"}
        found = {end for _, end in sentences(text, (0, len(text)), pack)}
        right, predicted, gold = right + len(found & expected), predicted + len(found), gold + len(expected)
    assert 2 * right / (predicted + gold) > 0.97

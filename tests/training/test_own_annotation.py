from __future__ import annotations

import json

import pytest

from training import own_annotation
from training.events import STATUSES, TYPES, document_samples, samples_of

LINES = [json.loads(line) for line in (own_annotation.FOLDER / "news-events.jsonl").read_text(encoding="utf-8").splitlines()]


def test_lines_hold_offsets_and_codes_but_no_text() -> None:
    assert len({row["url"] for row in LINES}) == len(LINES) > 800
    for row in LINES:
        assert set(row) == {"url", "end", "sha256", "published", "events"}
        for event in row["events"]:
            assert event["type"] in TYPES
            assert event["status"] in (*STATUSES, "denied")
            spans = [
                event["trigger"],
                *(p[:2] for r in ("actor", "recipient") for p in event[r]),
                *([event["object"][:2]] if event["object"] else []),
            ]
            assert all(0 <= start < end <= row["end"] for start, end in spans)
            assert all(isinstance(p[2], str) and " " not in p[2] for r in ("actor", "recipient") for p in event[r])


def test_an_event_is_expanded_to_the_form_of_the_sets() -> None:
    event = {"type": "AID", "status": "asserted", "trigger": [4, 9], "actor": [[0, 3, "NOR"]], "recipient": [], "object": [10, 15, "money"]}
    found = own_annotation.expanded("x", event)
    assert found["trigger"] == {"start": 4, "end": 9}
    assert (found["actor_code"], found["recipient_code"]) == (["NOR"], [])
    assert found["object"] == {"start": 10, "end": 15, "kind": "money"}


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not own_annotation.SHARED.is_dir(), reason="the articles are not here (../shared/data/news)")
def test_the_articles_are_those_that_were_read() -> None:
    from lagebild.lang.pack import load_pack

    found = list(own_annotation.articles())
    assert len(found) == len(LINES)
    scene, samples = next(samples_of(found[:1], load_pack("de")))
    assert scene.document.text == found[0][0].text
    again = document_samples(scene, found[0][1], load_pack("de"))
    assert (samples.types, samples.statuses) == (again.types, again.statuses)

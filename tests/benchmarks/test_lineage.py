from __future__ import annotations

from functools import lru_cache

import pytest

from benchmarks.lineage import agencies_of
from benchmarks.related import cited, read, related
from benchmarks.roots import print_sample
from lagebild.config import Settings
from lagebild.model import Extraction, Given, Source
from lagebild.pipeline import Pipeline
from tests.link.rewrites.invented import CRANE, CRANE_REWRITTEN


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    return Pipeline(Settings())


def extracted(id: str, text: str, outlet: str, published: str) -> Extraction:
    given = Given(id=id, published=published, title="", outlet=outlet, lang="de")
    return pipeline().extract(pipeline().document(Source(id, text=text, given=given)))


def test_a_hidden_credit_leaves_no_trace() -> None:
    found = extracted("a", f"Greifhaven (dpa) – {CRANE}\n\n{CRANE_REWRITTEN} (mit AFP)", "Deichblatt", "2031-03-11")
    assert agencies_of(found.document) == {"AFP"}
    open_, hidden = read(found, 0), read(found, 0, hide=True)
    assert {c.origin for c in open_.told.credits} == {"dpa", "AFP"} and hidden.told.credits == () and hidden.facts.credited == ()
    assert len(hidden.told.text) == len(open_.told.text)
    for text in (hidden.told.text, " ".join(hidden.told.text[a:b] for a, b in hidden.told.body)):
        assert "dpa" not in text and "AFP" not in text and "370 Fässer" in text


def test_a_pile_is_related_and_its_credits_lead_to_articles() -> None:
    wire = extracted("a", CRANE, "Agentur Mittelwelle", "2031-03-10T10:00:00")
    paper = extracted("b", f"{CRANE_REWRITTEN}\n\n(Mit Material der Agentur Mittelwelle)", "Deichblatt", "2031-03-10T18:00:00")
    pile = {0: read(wire, 0), 1: read(paper, 1)}
    found = related(pile)
    assert set(found.sure) == {(0, 1)} and found.reuse == {}
    (edge,) = [e for e in cited(pile, found) if e.doc == 1]
    assert (edge.origin_doc, edge.kind) == (0, "credits")


@pytest.mark.slow
def test_the_roots_of_the_sample_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    print_sample()
    assert "16 of 16 right" in capsys.readouterr().out

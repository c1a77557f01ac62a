"""Samples and models of the learned decisions of the statement stage."""

from __future__ import annotations

from lagebild.model import Document, Region
from tests.extract.drawn import pack, parser
from training.reports import Sample, fit, report, samples_of

TEXT = "Der Verband kritisierte die Pläne scharf. Der Minister sprach mit seinem Gast."


def test_samples_are_answered_by_the_annotation() -> None:
    document = Document("t", TEXT, "de", "", published=None, regions=(Region((0, len(TEXT)), "body"),))
    gold = [{"type": "Reported", "quote": [{"start": 0, "end": 40}]}]
    found = [s for s in samples_of(parser().parse(document), gold, pack()) if s.question == "report"]
    assert [s.right for s in found] == [True, False]
    assert "cue:kritisieren" in found[0].features


def test_a_model_learns_what_parts_the_samples() -> None:
    samples = {
        str(k): [Sample("report", ("good", "both"), True, True), Sample("report", ("bad", "both"), True, False)] * 20 for k in range(10)
    }
    model = fit((s for part in samples.values() for s in part), "report")
    yes = model.classes.index("yes")
    assert model.probabilities(["good"])[yes] > 0.7 > 0.3 > model.probabilities(["bad"])[yes]
    assert "rule P 50.0 R 100.0 F1 66.7  model P 100.0 R 100.0 F1 100.0" in report(samples, "report", (0.5, 0.5))

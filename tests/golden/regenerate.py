"""Write the golden files: what is drawn from each report of the embedded sample, in a form that people can check.

python -m tests.golden.regenerate      # then read the difference before you commit it
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import lagebild
from lagebild.config import Settings
from lagebild.model import Event, Extraction, Failure, Span, Statement
from lagebild.pipeline import Pipeline
from lagebild.read import identify, sources

HERE = Path(__file__).resolve().parent / "files"
SAMPLE = Path(lagebild.__file__).resolve().parent / "sample"


def _quoted(text: str, spans: Iterable[Span | None]) -> str:
    return " … ".join(f"{text[a:b]!r}" for a, b in (s for s in spans if s))


def _statement(s: Statement, text: str, numbers: dict[str, int]) -> Iterator[str]:
    inside = f" in {numbers[s.parent]}" if s.parent else ""
    yield f"{numbers[s.id]} {s.type} {s.medium} {s.stance}{inside}: {' <- '.join(s.chain) or '-'} [{s.source_class}] said {s.said or '-'}"
    for name in ("quote", "speaker", "cue", "frame", "addressee"):
        spans = getattr(s, name)
        if spans:
            yield f"    {name}: {_quoted(text, spans)}"


def _event(e: Event, text: str, numbers: dict[str, int]) -> str:
    sides = [", ".join(f"{p.name} ({p.code or '-'})" for p in side) or "-" for side in (e.actor, e.recipient)]
    parts = [f"{e.type}{'/' + e.mode if e.mode else ''} {_quoted(text, (e.trigger,))}", " -> ".join(sides)]
    parts += [f"object {_quoted(text, (e.object.span,))} ({e.object.kind})"] if e.object else []
    parts += [f"quantity {e.quantity.hedge} {e.quantity.value:g} {e.quantity.unit}"] if e.quantity else []
    parts += [f"place {e.place.name}"] if e.place else []
    parts += [f"date {e.date}"] if e.date else []
    return " | ".join([*parts, e.status + (f" by {numbers[e.statement]}" if e.statement in numbers else "")])


def render(x: Extraction) -> str:
    """Return the golden text of one document."""
    d, text = x.document, x.document.text
    numbers = {s.id: n for n, s in enumerate(x.statements, 1)}
    out = [
        f"title: {d.title}",
        f"outlet: {d.outlet}",
        f"authors: {', '.join(d.authors)}",
        f"published: {d.published} ({d.published_basis})",
    ]
    out += [f"credit: {c.kind} {c.origin} {text[slice(*c.span)]!r}" for c in d.credits]
    out += [f"problem: {p}" for p in d.problems]
    out += ["", "# regions", *(f"{r.kind}: {' '.join(text[slice(*r.span)].split())[:70]!r}" for r in d.regions)]
    out += ["", "# statements", *(line for s in x.statements for line in _statement(s, text, numbers))]
    out += ["", "# events", *(_event(e, text, numbers) for e in x.events)]
    out += ["", "# disputes"]
    out += [
        f"{p.kind}: {_quoted(text, (p.denier,))} against {_quoted(text, (p.claim,)) or '-'}: {_quoted(text, (p.denial,))}"
        for p in x.disputes
    ]
    out += ["", "# times", *(f"{t.value} {t.kind} {_quoted(text, (t.span,))}" for t in x.times)]
    out += [
        "",
        "# quantities",
        *(f"{q.hedge} {q.value:g}{f'-{q.upper:g}' if q.upper else ''} {q.unit} {_quoted(text, (q.span,))}" for q in x.quantities),
    ]
    out += [
        "",
        "# mentions",
        *(f"{m.kind} {m.name} [{m.country or '-'}]{f' {m.role}' if m.role else ''}: {_quoted(text, (m.span,))}" for m in x.mentions),
    ]
    return "\n".join(out) + "\n"


def golden() -> dict[str, str]:
    """Return the golden text of each report by file name."""
    settings = Settings()
    pipeline = Pipeline(settings)
    found: dict[str, str] = {}
    for source in sources([str(SAMPLE)], settings):
        assert not isinstance(source, Failure), source
        x = pipeline.run(source, identify)
        assert isinstance(x, Extraction), x
        name = source.given.id or Path(source.name).stem
        found[f"{name}.txt"] = render(x)
    return found


def main() -> None:
    HERE.mkdir(exist_ok=True)
    fresh = golden()
    for path in HERE.glob("*.txt"):
        if path.name not in fresh:
            path.unlink()
    for name, text in fresh.items():
        (HERE / name).write_text(text, encoding="utf-8")
    print(f"{len(fresh)} golden files in {HERE}")


if __name__ == "__main__":
    main()

"""Running text: neighbouring sentences as one stretch, for what a wrong sentence end must not cut."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.model import Span
from lagebild.parse.base import Parse


def blocks(parse: Parse) -> Iterator[Span]:
    """Yield the stretches of running text: neighbouring sentences, as a full stop after a number may have parted one."""
    current: Span | None = None
    for sentence in parse.sentences:
        if sentence.first >= sentence.last:
            continue
        span = parse.span_of(sentence.first, sentence.last)
        if current and "\n" not in parse.text[current[1] : span[0]]:
            current = (current[0], span[1])
            continue
        if current:
            yield current
        current = span
    if current:
        yield current

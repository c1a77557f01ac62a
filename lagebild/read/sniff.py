"""What a document is by its content, whatever its name says."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|p|article|section|span|a|br|script|h[1-6]|table|ul|main|link|nav)\b[^<>]{0,400}/?>",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def looks_like_html(text: str) -> bool:
    """Tell whether a text is a page's markup: it opens as one, or holds many of its tags."""
    head = text[:20_000]
    if _OPENING.match(head):
        return True
    tags = len(_TAG.findall(head))
    return tags >= 5 or (tags >= 2 and head.lstrip().startswith("<"))


def looks_like_json(head: str) -> bool:
    """Tell whether a text opens as a JSON object or a list of objects does."""
    return re.match(r"\s*(?:\{\s*(?:\"|\})|\[\s*(?:\{|\]))", head) is not None

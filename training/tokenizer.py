"""The tokenizer of the shipped pipeline: spaCy's German rules, adapted to news text."""

from __future__ import annotations

from typing import Any

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, LIST_ICONS
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

QUOTES = "\"'„“”»«‚‘’‹›`´"
BRACKETS = r"\(\)\[\]\{\}"


def set_tokenizer(nlp: Language) -> None:
    """Make quotation marks, brackets and ellipses tokens of their own; keep `10.000`, `US-Präsident`, `G-20`, `3,5` whole."""
    marks = [rf"[{QUOTES}]", rf"[{BRACKETS}]", r"\.\.+", "…"]
    prefixes = [
        *marks,
        "§",
        "%",
        "=",
        "—",
        "–",
        r"\+(?![0-9])",
        r"[,:;!?]",
        "&",
        "#",
        r"\*",
        "•",
        r"[-–](?=[A-Za-zÄÖÜäöüß„“\"»])",
        "/",
        "|".join(LIST_ICONS),
        "[€$£]",
    ]
    suffixes = [
        *marks,
        r"[,:;!?]",
        "%",
        "°",
        "—",
        "–",
        "[€$£]",
        "/",
        r"\*",
        "•",
        rf"(?<=[{ALPHA_LOWER}{ALPHA_UPPER}\)\]%²{QUOTES}])\.",
        r"(?<=[0-9][0-9][0-9][0-9])\.",
        rf"(?<=[{ALPHA}0-9])-(?=$)(?<!\w-)",
    ]
    infixes = [
        *[m for m in marks if m != rf"[{QUOTES}]"],
        r"[\"„“”»«‹›]",
        rf"(?<=[{ALPHA_LOWER}])\.(?=[{ALPHA_UPPER}])",
        rf"(?<=[{ALPHA}])[,!?:;](?=[{ALPHA}])",
        "—",
        rf"(?<=[{ALPHA}])–(?=[{ALPHA}])",
        r"(?<=[0-9])[–](?=[0-9])",
    ]
    tokenizer: Any = nlp.tokenizer  # typed as any callable
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    # spaCy splits "'s" and the like off as exceptions of their own; contractions stay whole here
    rules = {k: v for k, v in tokenizer.rules.items() if "'" not in k and "\u2019" not in k and not k.startswith(" ")}
    tokenizer.rules = rules

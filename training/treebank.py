"""Read the UD treebanks and bring them to one tokenization, one tag set and one set of relations.

GSD and PUD differ in tags (STTS against Penn-like), in relations, and in what a token is; news text needs contractions
(`im`) and hyphenated words (`US-Präsident`) as one token. All of that is settled here, so that the rest of the training
sees one treebank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FEATURES = ("Case", "Gender", "Mood", "Number", "Person", "Tense", "VerbForm")
SUBTYPES = frozenset({"nsubj:pass", "aux:pass", "compound:prt"})
PERSONAL = {"mich": "ich", "mir": "ich", "dich": "du", "dir": "du", "ihn": "er", "ihm": "er", "uns": "wir", "ihnen": "sie", "ihr": "sie"}
HYPHENS = frozenset("-–‐/")


@dataclass(frozen=True, slots=True)
class Word:
    """One token of a tree; `head` is an index in the sentence, its own at the root. `feats` is sorted `Key=Value|…` of FEATURES."""

    form: str
    lemma: str
    pos: str
    tag: str
    feats: str
    head: int
    dep: str
    space: bool


Tree = tuple[Word, ...]


@dataclass(slots=True)
class _Row:
    ids: list[int]
    form: str
    lemma: str
    pos: str
    tag: str
    feats: dict[str, str]
    head: int
    dep: str
    space: bool


def read(path: Path) -> list[Tree]:
    """Return the sentences of a CoNLL-U file in the project's own annotation."""
    return [_tree(rows, penn="pud" in path.name) for rows in _sentences(path)]


def _sentences(path: Path) -> Iterator[list[_Row]]:
    rows: list[_Row] = []
    merge: tuple[int, int, str, bool] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line:
            if rows:
                yield rows
            rows, merge = [], None
        elif not line.startswith("#"):
            c = line.split("\t")
            space = "SpaceAfter=No" not in c[9]
            if "-" in c[0]:
                first, last = map(int, c[0].split("-"))
                merge = (first, last, c[1], space)
            elif "." not in c[0]:
                form = '"' if c[1] in ("''", "``") else c[1]
                row = _Row([int(c[0])], form, c[2], c[3], c[4], _features(c[5]), int(c[6]), c[7], space)
                rows = _append(rows, row, merge)
    if rows:
        yield rows


def _features(text: str) -> dict[str, str]:
    pairs = (p.split("=", 1) for p in text.split("|") if "=" in p)
    return {k: v.split(",")[0] for k, v in pairs if k in (*FEATURES, "PronType", "Reflex", "Poss", "NumType")}


def _append(rows: list[_Row], row: _Row, merge: tuple[int, int, str, bool] | None) -> list[_Row]:
    """Add a row; the second part of a contraction (`in` + `dem`) joins the first, which takes over its case, number, gender."""
    if merge and merge[0] < row.ids[0] <= merge[1]:
        first = rows[-1]
        first.ids += row.ids
        first.form, first.space = merge[2], merge[3]
        if first.pos == "ADP":
            first.tag = "APPRART"
            first.feats |= {k: v for k, v in row.feats.items() if k in ("Case", "Gender", "Number")}
        return rows
    return [*rows, row]


def _join_hyphens(rows: list[_Row]) -> list[_Row]:
    """Join `US` `-` `Präsident` written without spaces into one row, which keeps the annotation of its last part."""
    out: list[_Row] = []
    i = 0
    while i < len(rows):
        row = rows[i]
        while (
            i + 2 < len(rows)
            and rows[i + 1].form in HYPHENS
            and not rows[i].space
            and not rows[i + 1].space
            and rows[i + 2].form[0].isalnum()
        ):
            last = rows[i + 2]
            lemma = row.form + rows[i + 1].form + last.lemma
            # ids: the head's own id first, so that links to it are the ones that count
            ids = [*last.ids, *row.ids, *rows[i + 1].ids]
            row = replace_row(last, ids=ids, form=row.form + rows[i + 1].form + last.form, lemma=lemma)
            inner = {x for r in rows if set(r.ids) <= set(ids) for x in r.ids}
            if row.head in inner:
                outer = [r for r in rows if set(r.ids) <= inner and r.head not in inner]
                if outer:
                    row.head, row.dep = outer[0].head, outer[0].dep
            i += 2
        if i + 1 < len(rows) and rows[i + 1].form == "-" and not row.space and rows[i + 1].space and row.form.isalpha():
            row = replace_row(row, ids=[*row.ids, *rows[i + 1].ids], form=row.form + "-", lemma=row.form + "-")
            row.space, row.tag = True, "TRUNC"
            i += 1
        out.append(row)
        i += 1
    return out


def replace_row(row: _Row, *, ids: list[int], form: str, lemma: str) -> _Row:
    return _Row(ids, form, lemma, row.pos, row.tag, dict(row.feats), row.head, row.dep, row.space)


def _tree(rows: list[_Row], penn: bool) -> Tree:
    rows = _join_hyphens(rows)
    where = {x: i for i, r in enumerate(rows) for x in r.ids}
    heads = [i if r.head == 0 else where[r.head] for i, r in enumerate(rows)]
    cased = {heads[i] for i, r in enumerate(rows) if r.dep.startswith("case")}
    if penn:
        for i, row in enumerate(rows):
            if row.tag != "APPRART":
                row.tag = stts(row, rows[heads[i]], heads[i] < i)
    words = [_word(r, i, heads[i], i in cased, rows[heads[i]]) for i, r in enumerate(rows)]
    return tuple(words)


def _word(row: _Row, i: int, head: int, cased: bool, governor: _Row) -> Word:
    tag = "APPRART" if row.tag == "APPRART" else row.tag
    feats = {k: v for k, v in row.feats.items() if k in FEATURES}
    if tag.endswith(("FIN", "IMP")):
        feats |= {"VerbForm": "Fin"}
        feats.setdefault("Mood", "Ind")
    elif tag.endswith(("INF", "IZU")):
        feats = {"VerbForm": "Inf"}
    elif tag in ("VVPP", "VAPP", "VMPP"):
        feats = {"VerbForm": "Part"}
    elif row.pos in ("NUM", "PUNCT", "ADV", "PART", "X", "SYM", "CCONJ", "SCONJ") or (row.pos == "ADP" and tag != "APPRART"):
        feats = {}
    if row.pos not in ("VERB", "AUX"):
        feats.pop("Tense", None)
        feats.pop("Mood", None)
        if row.pos != "PRON" and row.pos != "DET":
            feats.pop("Person", None)
    if row.pos == "DET":
        feats.pop("Person", None)
    dep = relation(row, head == i, cased)
    return Word(row.form, lemma(row, tag), row.pos, tag, "|".join(f"{k}={feats[k]}" for k in sorted(feats)), head, dep, row.space)


def relation(row: _Row, root: bool, cased: bool) -> str:
    """Return the unified relation: subtypes away but for three; objects in the dative are `iobj`; reflexives `expl` → `obj`."""
    dep = row.dep
    if root:
        return "ROOT"
    if dep in ("obl:arg", "iobj"):
        return "obl" if cased else "iobj"
    if dep == "expl:pv":
        return "obj"
    if dep in SUBTYPES:
        return dep
    dep = dep.split(":")[0]
    return {
        "orphan": "dep",
        "goeswith": "flat",
        "reparandum": "dep",
        "list": "parataxis",
        "vocative": "parataxis",
        "discourse": "advmod",
    }.get(dep, dep)


def lemma(row: _Row, tag: str) -> str:
    """Return the lemma as both treebanks shall have it: pronouns by their nominative, names as they stand."""
    low = row.form.lower()
    if tag == "PPER":
        return PERSONAL.get(low, low)
    if tag == "PRF":
        return "sich"
    if tag == "ART":
        return "ein" if low.startswith("ein") else "der"
    if tag == "PPOSAT":
        return row.lemma.lower()
    if tag == "CARD" or row.pos == "PUNCT":
        return row.form
    if row.lemma in ("_", "unknown", "<unknown>"):
        return row.form
    return row.lemma


WH = re.compile(r"^(wo|wor)(an|auf|aus|bei|durch|für|gegen|hin|her|in|mit|nach|rauf|raus|über|um|unter|von|vor|zu|zwischen)$")
THERE = re.compile(r"^(da|dar|hier)(an|auf|aus|bei|durch|für|gegen|hin|her|in|mit|nach|neben|über|um|unter|von|vor|zu|zwischen)$")
AUXILIARIES = {
    "sein": "A",
    "haben": "A",
    "werden": "A",
    "können": "M",
    "müssen": "M",
    "sollen": "M",
    "wollen": "M",
    "dürfen": "M",
    "mögen": "M",
}
INDEFINITE = frozenset(
    {"man", "jemand", "niemand", "etwas", "nichts", "einer", "jeder", "alle", "viele", "einige", "beide", "mehr", "andere"}
)


def stts(row: _Row, head: _Row, after: bool) -> str:
    """Return the STTS tag of a PUD row, by rule on its UPOS, Penn tag, lemma and relation."""
    low = row.form.lower()
    pos = row.pos
    if pos == "PUNCT":
        return "$," if low == "," else "$." if low in ".!?;:…" else "$("
    if row.dep == "compound:prt":
        return "PTKVZ"
    if pos in ("VERB", "AUX"):
        kind = AUXILIARIES.get(row.lemma, "V")
        if row.tag == "VBC":
            return f"V{kind}IMP" if row.feats.get("Mood") == "Imp" else f"V{kind}FIN"
        if row.tag == "VBN":
            return f"V{kind}PP"
        return (
            "VVIZU"
            if re.match(
                r"^(ab|an|auf|aus|bei|dar|ein|fest|fort|her|hin|hinzu|los|mit|nach|statt|über|um|unter|vor|weg|weiter|wieder|zu|zurück|zusammen)zu\w+en$",
                low,
            )
            else f"V{kind}INF"
        )
    simple = {"NOUN": "NN", "PROPN": "NE", "NUM": "CARD", "INTJ": "ITJ", "X": "FM", "SYM": "XY"}
    if pos in simple:
        return simple[pos]
    if pos == "ADJ":
        return (
            "ADJA"
            if row.dep.startswith(("amod", "nummod")) or ("Case" in row.feats and re.search(r"(e|er|es|en|em)$", low) and not after)
            else "ADJD"
        )
    if pos == "ADV":
        return (
            "PWAV"
            if low in ("wo", "wie", "wann", "warum", "wieso", "weshalb") or WH.match(low)
            else "PAV"
            if THERE.match(low) or low in ("dabei", "dagegen", "deswegen", "deshalb", "trotzdem", "außerdem")
            else "KOKOM"
            if low in ("als", "wie")
            else "ADV"
        )
    if pos == "PART":
        return "PTKNEG" if low == "nicht" else "PTKZU" if low == "zu" else "ADV"
    if pos == "CCONJ":
        return "KOKOM" if low in ("als", "wie") else "KON"
    if pos == "SCONJ":
        return "KOUI" if low in ("um", "ohne", "anstatt", "statt") else "KOUS"
    if pos == "ADP":
        return "KOKOM" if low in ("als", "wie") else "APPO" if row.dep == "case" and after else "APPR"
    return _pronoun(row, low)


def _pronoun(row: _Row, low: str) -> str:
    kind = "AT" if row.pos == "DET" else "S"
    if row.feats.get("Poss") == "Yes":
        return "PPOSAT" if kind == "AT" else "PPOSS"
    if row.feats.get("Reflex") == "Yes" or low == "sich":
        return "PRF"
    if row.feats.get("PronType") == "Art" and row.pos == "DET":
        return "ART"
    if row.tag == "REL":
        return f"PREL{kind}"
    if low in ("wer", "was", "wem", "wen", "wessen") or low.startswith("welch"):
        return f"PW{kind}"
    if low.startswith(("dies", "jen", "derselb", "dieselb", "dasselb")):
        return f"PD{kind}"
    if row.feats.get("PronType") == "Prs":
        return "PPER"
    if row.pos == "PRON" and low in ("der", "die", "das", "den", "dem", "deren", "dessen", "denen"):
        return "PDS"
    return f"PI{kind}"


def text(tree: Tree) -> str:
    """Return the sentence as it was written."""
    return "".join(w.form + (" " if w.space else "") for w in tree).strip()

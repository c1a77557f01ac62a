"""Parses for tests: hand-tagged sentences, and treebank files with their gold trees.

A hand-tagged sentence is words with STTS tags, and features where they matter: ``Moskau/NE liefere/VVFIN:Sub Waffen/NN:Acc,Plur``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lagebild.parse.base import Parse, Sentence, Token

TREEBANK = Path(__file__).resolve().parents[3] / "shared" / "data" / "treebank"
UPOS = {
    "NE": "PROPN", "NN": "NOUN", "ART": "DET", "PDAT": "DET", "PIAT": "DET", "PPOSAT": "DET", "PPER": "PRON", "PIS": "PRON", "PDS": "PRON",
    "PRELS": "PRON", "PRELAT": "DET", "PRF": "PRON", "PWS": "PRON", "PWAV": "ADV", "ADJA": "ADJ", "ADJD": "ADJ", "ADV": "ADV", "PAV": "ADV",
    "CARD": "NUM", "APPR": "ADP", "APPRART": "ADP", "KON": "CCONJ", "KOUS": "SCONJ", "KOUI": "SCONJ", "KOKOM": "ADP", "PTKZU": "PART",
    "PTKNEG": "PART", "PTKVZ": "ADP", "VVFIN": "VERB", "VVINF": "VERB", "VVIZU": "VERB", "VVPP": "VERB", "VAFIN": "AUX", "VAINF": "AUX",
    "VAPP": "AUX", "VMFIN": "AUX", "VMINF": "AUX", "$,": "PUNCT", "$.": "PUNCT", "$(": "PUNCT",
}  # fmt: skip
FORMS = {"FIN": "Fin", "INF": "Inf", "IZU": "Inf", "VPP": "Part", "APP": "Part"}
FIELDS = {
    **dict.fromkeys(("Nom", "Gen", "Dat", "Acc"), "case"),
    **dict.fromkeys(("Sing", "Plur"), "number"),
    **dict.fromkeys(("Masc", "Fem", "Neut"), "gender"),
    **dict.fromkeys(("Ind", "Sub", "Imp"), "mood"),
    **dict.fromkeys(("Pres", "Past"), "tense"),
}


def tagged(*lines: str) -> Parse:
    """Return an unparsed (treeless) parse of hand-tagged sentences, one a line."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    text = ""
    for line in lines:
        first = len(tokens)
        for item in line.split():
            word, _, tag = item.rpartition("/")
            tag, _, marks = tag.partition(":")
            features = {FIELDS[m]: m for m in marks.split(",") if m}
            form = FORMS.get(tag[-3:], "") if tag.startswith("V") else ""
            if form == "Fin":
                features.setdefault("mood", "Ind")
            text += " " if text and tag not in ("$,", "$.") else ""
            tokens.append(Token(len(tokens), len(text), len(text) + len(word), word, word, UPOS[tag], tag, verbform=form, **features))  # type: ignore[arg-type]
            text += word
        sentences.append(Sentence(first, len(tokens), False))
    return Parse(text, tuple(tokens), tuple(sentences))


def words(parse: Parse, first: int, last: int) -> str:
    """Return the text of tokens `[first, last)`."""
    start, end = parse.span_of(first, last)
    return parse.text[start:end]


def treebank(name: str, tree: bool = True) -> Parse:
    """Return the gold parse of a treebank file; contractions are one token. Skips the test where the file is absent."""
    path = TREEBANK / name
    if not path.is_file():
        pytest.skip(f"needs {path.name} of the benchmark data")
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    text, glue = "", False
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        first = len(tokens)
        rows, index = _rows(block)
        for k, row in enumerate(rows):
            text += " " if text and not glue else ""
            glue = "SpaceAfter=No" in row[9]
            head = k if row[6] == "0" else index[int(row[6])]
            tokens.append(_token(row, len(text), first + k, first + head, tree))
            text += row[1]
        sentences.append(Sentence(first, len(tokens), tree))
    return Parse(text, tuple(tokens), tuple(sentences))


def _rows(block: str) -> tuple[list[list[str]], dict[int, int]]:
    """Return the rows of a sentence and the place of each word id; a contraction's second word falls on its first."""
    rows: list[list[str]] = []
    index: dict[int, int] = {}
    first, last, surface = 0, 0, ""
    for line in block.splitlines():
        row = line.split("\t")
        if line.startswith("#") or "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            surface = row[1]
        elif first < int(row[0]) <= last:
            index[int(row[0])] = index[first]
            rows[-1][1] = surface
        else:
            index[int(row[0])] = len(rows)
            rows.append(row)
    return rows, index


def _token(row: list[str], start: int, i: int, head: int, tree: bool) -> Token:
    features = dict(pair.split("=", 1) for pair in row[5].split("|") if "=" in pair)
    verbal = row[3] in ("VERB", "AUX")
    verbform = "Fin" if "Mood" in features else features.get("VerbForm", "Part" if row[4] == "VBN" else "Inf" if verbal else "")
    relation = row[7] if row[7] in ("nsubj:pass", "aux:pass", "compound:prt") else row[7].split(":")[0]
    return Token(
        i, start, start + len(row[1]), row[1], row[2], row[3], row[4],
        mood=features.get("Mood", ""),
        case="" if row[3] == "ADP" else features.get("Case", ""),
        number=features.get("Number", ""),
        gender=features.get("Gender", ""),
        person=features.get("Person", ""),
        verbform=verbform,
        tense=features.get("Tense", ""),
        head=head,
        dep=relation if tree else "",
    )  # fmt: skip

"""Corrections of predicted trees by case, number and voice."""

from __future__ import annotations

import pytest

from lagebild.lang.de.trees import corrected
from lagebild.parse.base import Token


def tree(*rows: tuple[str, str, str, int, str, dict[str, str]]) -> list[Token]:
    """Rows: text, pos, tag, head, dep, further fields."""
    return [
        Token(i, i, i + 1, text, more.get("lemma", text), pos, tag, head=head, dep=dep, **{k: v for k, v in more.items() if k != "lemma"})  # type: ignore[arg-type]
        for i, (text, pos, tag, head, dep, more) in enumerate(rows)
    ]


SING, PLUR = {"number": "Sing"}, {"number": "Plur"}
FINITE = {"mood": "Ind", "number": "Sing"}


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (  # the plural cannot be the subject of a singular verb: "Verluste sieht der Konzern"
            tree(("Verluste", "NOUN", "NN", 1, "nsubj", PLUR), ("sieht", "VERB", "VVFIN", 1, "root", FINITE),
                 ("der", "DET", "ART", 3, "det", {}), ("Konzern", "NOUN", "NN", 1, "obj", SING)),
            ["obj", "root", "det", "nsubj"],
        ),
        (  # an accusative article: "Einen Anstieg erwartet man"
            tree(("Einen", "DET", "ART", 1, "det", {}), ("Anstieg", "NOUN", "NN", 2, "nsubj", SING),
                 ("erwartet", "VERB", "VVFIN", 2, "root", FINITE), ("man", "PRON", "PIS", 2, "obj", SING)),
            ["det", "obj", "root", "nsubj"],
        ),
        (  # an adverb beside a subject: "Unterdessen warnte Moskau"
            tree(("Unterdessen", "ADV", "ADV", 1, "nsubj", {}), ("warnte", "VERB", "VVFIN", 1, "root", FINITE),
                 ("Moskau", "PROPN", "NE", 1, "nsubj", SING)),
            ["advmod", "root", "nsubj"],
        ),
        (  # a passive: "Er wurde gewarnt"
            tree(("Er", "PRON", "PPER", 2, "nsubj", SING), ("wurde", "AUX", "VAFIN", 2, "aux", {**FINITE, "lemma": "werden"}),
                 ("gewarnt", "VERB", "VVPP", 2, "root", {})),
            ["nsubj:pass", "aux:pass", "root"],
        ),
        (  # no passive: "Er hat gewarnt"
            tree(("Er", "PRON", "PPER", 2, "nsubj:pass", SING), ("hat", "AUX", "VAFIN", 2, "aux:pass", {**FINITE, "lemma": "haben"}),
                 ("gewarnt", "VERB", "VVPP", 2, "root", {})),
            ["nsubj", "aux", "root"],
        ),
        (  # the only nominative: "Das teilte der Verband mit"
            tree(("Das", "PRON", "PDS", 1, "nsubj", SING), ("teilte", "VERB", "VVFIN", 1, "root", FINITE),
                 ("der", "DET", "ART", 3, "det", {"case": "Nom"}),
                 ("Verband", "NOUN", "NN", 1, "obj", {"number": "Sing", "gender": "Masc"})),
            ["obj", "root", "det", "nsubj"],
        ),
        (  # "Es wurden Truppen verlegt"
            tree(("Es", "PRON", "PPER", 3, "nsubj", SING),
                 ("wurden", "AUX", "VAFIN", 3, "aux", {"mood": "Ind", "number": "Plur", "lemma": "werden"}),
                 ("Truppen", "NOUN", "NN", 3, "obj", PLUR), ("verlegt", "VERB", "VVPP", 3, "root", {})),
            ["expl", "aux:pass", "nsubj:pass", "root"],
        ),
        (  # nothing to correct
            tree(("Sie", "PRON", "PPER", 1, "nsubj", SING), ("warnte", "VERB", "VVFIN", 1, "root", FINITE)),
            ["nsubj", "root"],
        ),
    ],
)  # fmt: skip
def test_functions(given: list[Token], wanted: list[str]) -> None:
    assert [t.dep for t in corrected(given)] == wanted


def test_heads_stay_and_nothing_is_no_error() -> None:
    assert corrected([]) == []
    given = tree(("Er", "PRON", "PPER", 1, "nsubj", SING), ("kam", "VERB", "VVFIN", 1, "root", FINITE))
    assert [t.head for t in corrected(given)] == [1, 1]

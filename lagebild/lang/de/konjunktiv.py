"""German mood by closed rules: which finite verbs are Konjunktiv I or II, from their forms and their place.

Konjunktiv I of the third person singular (*liefere, gebe, habe*) differs from the indicative (*liefert, gibt, hat*), so the form alone
tells it once a first-person subject and the imperative are excluded. Strong Konjunktiv II with an umlaut (*käme*) is a closed list.
Weak preterites (*lieferte*) and plural presents (*liefern*) may be either; the given mood stays.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

Form: TypeAlias = Literal["present", "past", "present-e", "past-e", "modal", "ambiguous", "indicative"]
REMEMBERED = 20_000  # word forms whose class is kept at hand
VERBS = frozenset({"VERB", "AUX"})
_UMLAUTS = frozenset("äöü")


class Word(Protocol):
    """What the rules read of a token (`lagebild.parse.base.Token` has it)."""

    @property
    def text(self) -> str: ...
    @property
    def lemma(self) -> str: ...
    @property
    def pos(self) -> str: ...
    @property
    def tag(self) -> str: ...
    @property
    def mood(self) -> str: ...
    @property
    def tense(self) -> str: ...
    @property
    def case(self) -> str: ...
    @property
    def verbform(self) -> str: ...


@dataclass(frozen=True)
class Forms:
    """The closed lists of forms, all in lower case."""

    present_always: frozenset[str]
    past_always: frozenset[str]
    present_auxiliary: frozenset[str]
    past_indicative: frozenset[str]
    strong: frozenset[str]
    prefixes: tuple[str, ...]
    inseparable: tuple[str, ...]
    participles_in_ten: tuple[str, ...]
    stems_in_t: frozenset[str]
    modal_past: frozenset[str]
    never_else: frozenset[str]
    first_word: frozenset[str]
    first_person: frozenset[str]
    first_person_other: frozenset[str]
    coordinators: frozenset[str]


@cache
def forms() -> Forms:
    """Return the lists of `grammar.toml`, read once."""
    data = tomllib.loads((Path(__file__).parent / "grammar.toml").read_text(encoding="utf-8"))["konjunktiv"]
    return Forms(
        present_always=frozenset(data["present_always"]),
        past_always=frozenset(data["past_always"]),
        present_auxiliary=frozenset(data["present_auxiliary"]),
        past_indicative=frozenset(data["past_indicative"]),
        strong=frozenset(data["strong"]),
        prefixes=tuple(sorted(data["prefixes"], key=len, reverse=True)),
        inseparable=tuple(data["inseparable"]),
        participles_in_ten=tuple(data["participles_in_ten"]),
        stems_in_t=frozenset(data["stems_in_t"]),
        modal_past=frozenset(data["modal_past"]),
        never_else=frozenset(data["never_else"]),
        first_word=frozenset(data["first_word"]),
        first_person=frozenset(data["first_person"]),
        first_person_other=frozenset(data["first_person_other"]),
        coordinators=frozenset(data["coordinators"]),
    )


def mood(tokens: Sequence[Word]) -> list[tuple[str, str]]:
    """Return (mood, tense) for each token of one sentence, `("", "")` where it is no finite verb.

    mood is Ind, Sub or Imp; tense Pres (Konjunktiv I) or Past (Konjunktiv II). Where form and place leave it open, the token's own
    mood and tense are kept (Ind where it has none).
    """
    never_else = forms().never_else
    found = [("", "")] * len(tokens)
    for k, t in enumerate(tokens):
        # most words are no verbs: what can be told of those at once comes first
        finite = _is_finite(t) if t.pos in VERBS or t.text in never_else else False
        if (
            (finite and not _before_adjective(tokens, k))
            or (k == 0 and _opens_condition(tokens))
            or (t.pos in ("ADJ", "NOUN") and _is_final_verb(tokens, k))
        ):
            found[k] = _judge(tokens, k)
    return found


def could_be_subjunctive(form: str) -> bool:
    """Tell whether a finite form can be Konjunktiv at all: *liefere, lieferten, liefern, käme*, but not *liefert, ist, hat*."""
    word = form.lower()
    return _classify(word, "") != "indicative" or word.endswith(("en", "ern", "eln"))


def is_unambiguous(form: str) -> bool:
    """Tell whether a form is Konjunktiv whatever stands around it: *sei, seien, könne, wäre, würden, käme*."""
    word = form.lower()
    return _classify(word, "") in ("present", "past", "past-e")


def _is_finite(token: Word) -> bool:
    """Tell whether a token is finite: by tag or form; a "participle" that cannot be one (*grenzt, meldet*) is a finite verb."""
    if token.pos not in VERBS:
        return token.pos != "PUNCT" and token.text in forms().never_else
    word = token.text.lower()
    if token.tag.endswith("FIN") or token.verbform == "Fin" or (not token.verbform and bool(token.mood)) or token.tag == "VBC":
        return True
    if token.tag == "VVPP" or token.verbform == "Part":
        return not could_be_participle(word) or _classify(word, "") in ("past", "past-e")
    return _classify(word, "") in ("past", "past-e")


def _opens_condition(tokens: Sequence[Word]) -> bool:
    """Tell whether the first word is the verb of a condition (*Sollte der Streik …*), whatever its tag says."""
    return (
        tokens[0].text.lower() in forms().first_word and len(tokens) > 2 and tokens[1].pos in ("DET", "PRON", "NOUN", "PROPN", "ADV", "ADJ")
    )


@lru_cache(maxsize=REMEMBERED)
def could_be_participle(form: str) -> bool:
    """Tell whether a form may be a past participle: with *ge-*, an inseparable prefix or *-iert*; preterites are none."""
    word, lists = form.lower(), forms()
    if word.endswith("ten"):
        return word.endswith(lists.participles_in_ten)
    if not word.endswith("t") or word.endswith(("iert", "eit")):
        return not word.endswith("te")
    stems = [word, *(word[len(p) :] for p in lists.prefixes if word.startswith(p))]
    return any(stem.startswith(("ge", *lists.inseparable)) for stem in stems)


def _before_adjective(tokens: Sequence[Word], k: int) -> bool:
    """Tell whether a "participle" stands before an inflected adjective that it modifies (*doppelt verwendbarer*)."""
    return tokens[k].tag == "VVPP" and k + 1 < len(tokens) and tokens[k + 1].tag == "ADJA"


def _is_final_verb(tokens: Sequence[Word], k: int) -> bool:
    """Tell whether a form in -e that is tagged as an adjective ends a verb-final clause, where only a verb can: Konjunktiv I."""
    word = tokens[k].text
    if not word.endswith("e"):
        return False
    ends = k + 1 == len(tokens) or tokens[k + 1].pos in ("PUNCT", "CCONJ")
    if tokens[k].pos not in ("ADJ", "NOUN") or not word.islower() or len(word) < 4 or not ends:
        return False
    if k == 0 or tokens[k - 1].pos in ("DET", "ADJ", "ADP", "NUM"):
        return False
    j = k
    while j > 0 and tokens[j - 1].pos != "PUNCT":
        j -= 1
    field = tokens[j:k]
    introduced = any(t.tag in ("KOUS", "PRELS", "PRELAT", "PWAV") for t in field[:3])
    return introduced and not any(t.tag.endswith("FIN") for t in field if t.text.lower() not in forms().coordinators)


def _judge(tokens: Sequence[Word], k: int) -> tuple[str, str]:
    token = tokens[k]
    kind = _classify(token.text.lower(), token.lemma.lower() if token.tense != "Past" else "")
    if kind == "present":
        return "Sub", "Pres"
    if kind in ("past", "past-e"):
        return "Sub", "Past"
    if kind == "present-e":
        return _present_in_e(tokens, k)
    if kind == "modal":
        if token.mood:
            return token.mood, "Past"
        return ("Ind", "Past") if _tells_of_past(tokens, k) else ("Sub", "Past")
    if kind == "ambiguous":
        return token.mood or "Ind", token.tense or "Past"
    if token.mood == "Sub" and token.text.lower().endswith(("en", "ern", "eln")):
        return "Sub", token.tense or "Pres"
    return ("Imp", token.tense) if token.mood == "Imp" else ("Ind", token.tense or "Pres")


@lru_cache(maxsize=REMEMBERED)
def _classify(word: str, lemma: str) -> Form:
    lists = forms()
    if word in lists.present_always:
        return "present"
    if word in lists.past_always:
        return "past"
    if word in lists.past_indicative:
        return "indicative"
    if word in lists.modal_past:
        return "modal"
    if word.endswith("e") and _is_strong(word):
        return "past-e"
    if word.endswith(("en", "est", "et")) and _UMLAUTS & set(_listed_stem(word[: word.rindex("e") + 1], forms().strong)):
        return "past"
    if word in lists.present_auxiliary or _is_present_in_e(word, lemma):
        return "present-e"
    return "ambiguous" if word.endswith(("te", "ten", "tet", "test")) else "indicative"


def _is_strong(word: str) -> bool:
    """Tell whether `word` is a strong Konjunktiv II in -e, with up to two prefixes before the listed form."""
    return bool(_listed_stem(word, forms().strong))


def _listed_stem(word: str, listed: frozenset[str]) -> str:
    """Return the member of `listed` that `word` is, bare or behind one or two verb prefixes; "" where it is none."""
    rest = [word]
    for _ in range(3):
        found = next((r for r in rest if r in listed), "")
        if found:
            return found
        rest = [r[len(p) :] for r in rest for p in forms().prefixes if r.startswith(p) and len(r) > len(p) + 2]
    return ""


def _is_present_in_e(word: str, lemma: str) -> bool:
    if not word.endswith("e") or len(word) < 3:
        return False
    if not word.endswith("te"):
        return True
    stem = word[:-1]
    return lemma == stem + "en" or bool(_listed_stem(stem, forms().stems_in_t))


def _present_in_e(tokens: Sequence[Word], k: int) -> tuple[str, str]:
    """A present form in -e: indicative with a first-person subject, imperative where it opens the sentence, else Konjunktiv I."""
    token = tokens[k]
    first, last = _clause(tokens, k)
    words = {t.text.lower() for t in tokens[first:last]}
    me = forms().first_person
    if words & me:
        return "Ind", "Pres"
    if not _has_subject(tokens, first, last) and (k == first == 0 or _tells_of_me(tokens)):
        return ("Imp", token.tense) if token.mood == "Imp" else ("Ind", "Pres")
    if token.mood == "Imp" and k == first:
        return "Imp", token.tense
    return "Sub", "Pres"


def _clause(tokens: Sequence[Word], k: int) -> tuple[int, int]:
    """Return the tokens around `k` up to the next marks and up to a coordinator that another finite verb precedes."""
    first = last = k
    while first > 0 and tokens[first - 1].pos != "PUNCT" and not _is_finite(tokens[first - 1]):
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].pos != "PUNCT" and not _is_finite(tokens[last + 1]):
        last += 1
    if first > 0 and _is_finite(tokens[first - 1]):
        first = next((j for j in range(first, k) if tokens[j].text.lower() in forms().coordinators), first)
    return first, last + 1


def _has_subject(tokens: Sequence[Word], first: int, last: int) -> bool:
    return any(t.case == "Nom" or (not t.case and t.pos == "PROPN") for t in tokens[first:last])


def _tells_of_me(tokens: Sequence[Word]) -> bool:
    lists = forms()
    return any(t.text.lower() in lists.first_person or t.text.lower() in lists.first_person_other for t in tokens)


def _tells_of_past(tokens: Sequence[Word], k: int) -> bool:
    """Tell whether another verb of the sentence is a preterite indicative (and *sollte* does not open a condition)."""
    if k == 0:
        return False
    for j, other in enumerate(tokens):
        if (
            j != k
            and other.tense == "Past"
            and _is_finite(other)
            and _classify(other.text.lower(), other.lemma.lower()) in ("indicative", "ambiguous")
        ):
            return True
    return False

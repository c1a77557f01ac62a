"""Noun chunks and the subject of a verb: the tree votes, agreement, case and place decide.

`noun_phrase`, `possible_cases` and the agreement helpers are offered here, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lagebild.lang.pack import Pack
from lagebild.parse.base import Parse, Token
from lagebild.parse.clauses import Clause, clause_of, clauses, is_finite, own_tokens
from lagebild.parse.nominals import NominalWords, agrees, is_governed, possible_cases, possible_readings, verb_number
from lagebild.parse.phrases import head_of, noun_phrase

__all__ = [
    "Chunk",
    "agrees",
    "base_chunks",
    "head_of",
    "noun_phrase",
    "possible_cases",
    "possible_readings",
    "subject_head",
    "subject_of",
    "verb_number",
]

# Weights are points of `_score`: what the best of several close candidates needs, what one needs that leads by LEAD, and that lead.
THRESHOLD = 1.0
ALONE = -0.5
LEAD = 0.5
RELATIVE = 1.5
_NOUNS = ("NOUN", "PROPN")
_SUBJECTS = ("nsubj", "nsubj:pass")
_EMBEDDED = ("xcomp", "ccomp", "csubj", "acl", "advcl")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A base noun chunk, tokens `[first, last)`: determiner, adjectives, nouns, names and genitives, without its preposition."""

    first: int
    last: int
    head: int
    prepositional: bool = False


def subject_of(parse: Parse, verb: int, pack: Pack, found: tuple[Clause, ...] | None = None) -> range | None:
    """Return the tokens of the whole subject of a verb (finite or not, alone or in a bracket), or None.

    `found` are the clauses of the verb's sentence, where the caller has them already.
    """
    head = subject_head(parse, verb, pack, found)
    if head is None:
        return None
    first, last = noun_phrase(parse, head, pack)
    if first <= verb < last:
        first, last = (first, verb) if head < verb else (verb + 1, last)
    return range(first, last)


def subject_head(parse: Parse, verb: int, pack: Pack, found: tuple[Clause, ...] | None = None) -> int | None:
    """Return the head token of a verb's subject: its own, or the one that it shares with the verb or clause that it is coordinated with."""
    if found is None:
        found = clauses(parse, parse.sentence_of(verb), pack)
    number = clause_of(found, verb)
    if number is None or _stands_apart(parse, verb, found[number]):
        return _tree_subject(parse, verb)
    for _ in range(4):
        best = _best(parse, verb, found, number, pack)
        if best is not None:
            return best
        shared = _shares_with(parse, found, number)
        if shared is None:
            return None
        number = shared
        verb = found[number].finite if found[number].finite is not None else verb  # type: ignore[assignment]
    return None


def _stands_apart(parse: Parse, verb: int, clause: Clause) -> bool:
    """Tell whether a verb is no part of its clause's bracket: an infinitive with *zu* within the clause of another verb."""
    if clause.finite is None or verb == clause.finite:
        return False
    with_to = parse.tokens[verb].tag == "VVIZU" or (verb > clause.first and parse.tokens[verb - 1].tag == "PTKZU")
    return with_to and (parse.tokens[clause.finite].pos != "AUX" or parse.tokens[verb].dep in _EMBEDDED)


def base_chunks(parse: Parse, indices: Sequence[int], pack: Pack) -> list[Chunk]:
    """Return the base noun chunks among the tokens `indices` (sorted), in order; genitives are part of the chunk that they follow."""
    words = pack.get(NominalWords.from_pack)
    out: list[Chunk] = []
    k = 0
    while k < len(indices):
        end = _chunk_end(parse, indices, k, words)
        if end == k:
            k += 1
            continue
        first, last = indices[k], indices[end - 1] + 1
        before = parse.tokens[first - 1] if first > 0 else None
        beside = k == 0 or indices[k - 1] == first - 1
        prepositional = before is not None and beside and is_governed(before, parse.tokens[first])
        if out and out[-1].last == first and _is_genitive(parse, (first, last), pack):
            out[-1] = Chunk(out[-1].first, last, out[-1].head, out[-1].prepositional)
        elif out and out[-1].prepositional and out[-1].last == first - 1 and parse.tokens[first - 1].text.lower() in words.coordinators:
            out.append(Chunk(first, last, _chunk_head(parse, first, last), True))
        elif parse.tokens[first].text.lower() not in words.adverbs:
            out.append(Chunk(first, last, _chunk_head(parse, first, last), prepositional))
        k = end
    return out


def _chunk_end(parse: Parse, indices: Sequence[int], k: int, words: NominalWords) -> int:
    """Return the position behind the chunk that begins at position `k`, or `k` where none begins."""
    tokens = parse.tokens
    start = tokens[indices[k]]
    possessive = start.tag in ("PRELAT", "PRELS") and k + 1 < len(indices) and tokens[indices[k + 1]].pos in (*_NOUNS, "ADJ")
    if start.pos == "PRON" and not (possessive and start.text.lower() in words.possessives):
        return k + 1
    j = k + 1 if start.pos == "PRON" else k
    while j < len(indices) and indices[j] - indices[k] == j - k and tokens[indices[j]].pos in ("DET", "ADJ", "NUM") and j - k < 8:
        if j > k and tokens[indices[j]].pos == "DET" and tokens[indices[j - 1]].pos != "DET":
            break
        j += 1
    nouns = j
    while nouns < len(indices) and indices[nouns] - indices[k] == nouns - k and _is_noun(tokens[indices[nouns]]):
        if nouns > j and _begins_chunk(tokens[indices[nouns - 1]], tokens[indices[nouns]]):
            break
        nouns += 1
    if nouns > j:
        return nouns
    nominalized = j > k and tokens[indices[j - 1]].dep in _SUBJECTS
    whole = j > k and start.pos in ("DET", "NUM") and start.tag not in ("ADV",)
    return j if whole and (nominalized or tokens[indices[j - 1]].pos != "ADJ") else k


def _is_noun(token: Token) -> bool:
    """Tell whether a word is a noun by its word class, or by its tag where the two taggers differ."""
    return token.pos in _NOUNS or (token.tag in ("NN", "NE") and token.pos in ("ADV", "X", "INTJ"))


def _begins_chunk(name: Token, noun: Token) -> bool:
    """Tell whether a noun or name behind a name begins a chunk of its own: by the tree, or as no genitive nor a legal form stands there."""
    if name.pos == noun.pos == "PROPN":
        return noun.dep in ("obj", "iobj", "obl", "obl:arg", "nsubj", "nsubj:pass") and noun.head != name.i and name.head != noun.i
    genitive = name.case == "Gen" or name.text.endswith(("s", "’", "'"))
    return name.pos == "PROPN" and noun.pos == "NOUN" and not genitive and not noun.text.isupper() and noun.dep not in ("flat", "appos")


def _is_possessor(name: Token, noun: Token) -> bool:
    """Tell whether a name in -s stands before its noun (*Chinas Führung*)."""
    return name.pos == "PROPN" and name.text.endswith("s") and noun.pos == "NOUN"


def _chunk_head(parse: Parse, first: int, last: int) -> int:
    """Return the token of a chunk whose head lies outside it; its first noun where no tree tells."""
    while first + 1 < last and _is_possessor(parse.tokens[first], parse.tokens[first + 1]):
        first += 1
    nominal = [t for t in parse.tokens[first:last] if t.pos in (*_NOUNS, "PRON")] or list(parse.tokens[first:last])
    for token in nominal:
        if token.dep and (not first <= token.head < last or token.head == token.i):
            return token.i
    return nominal[0].i


def _is_genitive(parse: Parse, span: tuple[int, int], pack: Pack) -> bool:
    cases = possible_cases(parse, span, pack)
    token = parse.tokens[span[1] - 1]
    if parse.tokens[span[0]].pos not in ("DET", "ADJ", "NUM"):
        return False
    return cases == {"Gen"} or ("Gen" in cases and "Gen" in (parse.tokens[span[0]].case, token.case))


def _tree_subject(parse: Parse, verb: int) -> int | None:
    content = _content(parse, verb)
    return next((c.i for c in parse.children(content) if c.dep in _SUBJECTS and c.pos != "ADV"), None)


def _content(parse: Parse, verb: int) -> int:
    """Return the content word of a verb group: up from auxiliaries and copulas."""
    seen = {verb}
    while parse.tokens[verb].dep in ("aux", "aux:pass", "cop") and parse.tokens[verb].head not in seen:
        verb = parse.tokens[verb].head
        seen.add(verb)
    return verb


def _best(parse: Parse, verb: int, found: tuple[Clause, ...], number: int, pack: Pack) -> int | None:
    """Return the head of the best subject within the verb's own clause: the tree's where grammar allows it, else the rules'."""
    clause = found[number]
    finite = clause.finite
    if finite is None:
        return None
    own = own_tokens(found, number)
    auxiliary = _auxiliary(parse, verb)
    if verb != finite and auxiliary is not None and auxiliary != finite and auxiliary in own:
        finite = auxiliary
        clause = replace(clause, finite=finite)
    votes = {s for s in (_tree_subject(parse, verb), _tree_subject(parse, finite)) if s is not None}
    scored = [(_score(parse, chunk, clause, votes, own, pack), -chunk.first, chunk) for chunk in base_chunks(parse, own, pack)]
    good = [(score, place, chunk) for score, place, chunk in scored if score is not None]
    if _begins_with_finite(parse, clause):
        good = [item for item in good if possible_cases(parse, (item[2].first, item[2].last), pack) == {"Nom"}]
    named = _without_pointing(parse, good, clause, verb, pack)
    named.sort(key=lambda item: (-item[0], -item[1]))
    if len(named) < len(good):
        return named[0][2].head
    good = named
    outside = [v for v in sorted(votes - set(own)) if _reaches(parse, v, clause)]
    if outside and not any(votes & set(range(chunk.first, chunk.last)) for _, _, chunk in good):
        return outside[0]
    if not good:
        return None
    lead = good[0][0] - good[1][0] if len(good) > 1 else LEAD
    sure = good[0][0] >= (THRESHOLD if lead < LEAD else ALONE) or (len(good) == 1 and not votes)
    return good[0][2].head if sure else None


def _without_pointing(
    parse: Parse, good: list[tuple[float, int, Chunk]], clause: Clause, verb: int, pack: Pack
) -> list[tuple[float, int, Chunk]]:
    """Drop *das, dies, es* where another phrase may be the subject of a verb of saying (*Das sagte Berg*) or of a plural verb."""
    words = pack.get(NominalWords.from_pack)
    pointing = [item for item in good if parse.tokens[item[2].head].text.lower() in words.pointing and item[2].head != clause.introducer]
    others = [item for item in good if item not in pointing and parse.tokens[item[2].head].tag != "PRF"]
    if not pointing or not others or clause.finite is None or _is_passive(parse, verb, clause, words):
        return good
    finite = parse.tokens[clause.finite]
    plural = verb_number(finite, pack) == "Plur" and finite.pos == "VERB"
    return others if plural or parse.tokens[verb].lemma in words.saying else good


def _is_passive(parse: Parse, verb: int, clause: Clause, words: NominalWords) -> bool:
    """Tell whether a verb is a participle with an auxiliary of the passive in its clause."""
    return parse.tokens[verb].tag == "VVPP" and any(parse.tokens[i].lemma in words.passive for i in clause.verbs if i != verb)


def _auxiliary(parse: Parse, verb: int) -> int | None:
    """Return the finite auxiliary that the tree gives to a verb."""
    return next((t.i for t in parse.children(verb) if t.dep in ("aux", "aux:pass") and is_finite(t)), None)


def _reaches(parse: Parse, subject: int, clause: Clause) -> bool:
    """Tell whether the tree's subject outside the clause may be its subject: no mark, coordinator or other finite verb stands between."""
    assert clause.finite is not None
    between = parse.tokens[min(subject, clause.finite) + 1 : max(subject, clause.finite)]
    return not any(t.pos in ("PUNCT", "CCONJ", "SCONJ") or t.i == clause.introducer or is_finite(t) for t in between)


def _begins_with_finite(parse: Parse, clause: Clause) -> bool:
    """Tell whether a coordinated clause begins with its finite verb (*und behauptet*), so that its subject stands before."""
    coordinated = parse.tokens[clause.first].pos == "CCONJ" and clause.kind == "main"
    return coordinated and clause.finite == clause.first + 1


def _score(parse: Parse, chunk: Chunk, clause: Clause, votes: set[int], own: list[int], pack: Pack) -> float | None:
    """Weigh a chunk as subject of its clause's finite verb: None where form, place or agreement exclude it."""
    words = pack.get(NominalWords.from_pack)
    finite = clause.finite
    assert finite is not None
    span = (chunk.first, chunk.last)
    voted = bool(votes & set(range(chunk.first, chunk.last)))
    cases = possible_cases(parse, span, pack, trust_tags=not voted)
    listed = _with_conjuncts(parse, span, words)
    head = parse.tokens[chunk.head]
    if (
        chunk.prepositional
        or _is_compared(parse, chunk, clause, voted)
        or "Nom" not in cases
        or not agrees(parse, listed, finite, pack, trust_tags=False)
    ):
        return None
    if head.text.lower() in words.time_nouns and cases != {"Nom"} and chunk.head not in votes:
        return None
    score = 2.0 if cases == {"Nom"} else 0.0
    if listed != span and verb_number(parse.tokens[finite], pack) == "Plur":
        score += 0.5
    score += _case_vote(parse, chunk) - (0.4 if head.pos == "NOUN" and chunk.first == chunk.head else 0.0)
    if not agrees(parse, listed, finite, pack):
        score -= 0.3 if voted else 1.0
    if voted:
        score += 2.5
    elif head.dep in ("obj", "iobj", "obl:arg", "nmod", "obl", "appos", "conj", "flat"):
        score -= 1.0
    return score + _place(parse, chunk, clause, own)


def _is_compared(parse: Parse, chunk: Chunk, clause: Clause, voted: bool) -> bool:
    """Tell whether a word that compares (*als, wie*) stands before, a quotation mark between them left out.

    *als* before a number compares nothing (*mehr als hundert Menschen*); what the tree takes for the subject counts within the clause.
    """
    if parse.tokens[chunk.first].pos == "NUM":
        return False
    before = chunk.first - 2 if chunk.first > clause.first and parse.tokens[chunk.first - 1].pos == "PUNCT" else chunk.first - 1
    return before >= clause.first and parse.tokens[before].tag == "KOKOM" and (not voted or before == clause.first)


def _with_conjuncts(parse: Parse, span: tuple[int, int], words: NominalWords) -> tuple[int, int]:
    """Widen a chunk over the nouns that it is listed with (*Moskau und Peking*; *Moskau, Peking sowie die Stadt Minsk*)."""
    sentence = parse.sentence_of(span[0])
    k = last = span[1]
    while k < sentence.last and k - span[1] < 24:
        token = parse.tokens[k]
        if token.text.lower() in words.coordinators:
            joins = k + 1 < sentence.last and parse.tokens[k + 1].pos in (*_NOUNS, "DET", "ADJ", "NUM", "PRON", "ADP")
            return (span[0], k + 2) if joins else (span[0], last)
        if is_finite(token) or token.pos in ("VERB", "AUX", "SCONJ", "ADV", "ADP") or token.tag in ("PRELS", "PRELAT"):
            break
        k += 1
    return span


def _case_vote(parse: Parse, chunk: Chunk) -> float:
    """Weigh the predicted case of determiner and head."""
    given = [t.case for t in (parse.tokens[chunk.first], parse.tokens[chunk.head]) if t.case]
    if not given:
        return 0.3
    if all(t.pos == "PROPN" for t in parse.tokens[chunk.first : chunk.last]):
        return 0.8 if "Nom" in given else -0.4
    return 1.2 if "Nom" in given else -1.0


def _place(parse: Parse, chunk: Chunk, clause: Clause, own: list[int]) -> float:
    """Weigh the place: right behind a first verb, right before a second one, first in a verb-final clause."""
    finite = clause.finite
    assert finite is not None
    behind = chunk.first == finite + 1 or all(
        parse.tokens[i].pos in ("ADV", "PART", "PRON", "PUNCT") for i in range(finite + 1, chunk.first)
    )
    if clause.kind == "v1":
        return 1.5 if chunk.first > finite and behind else 0.0
    if clause.kind == "main":
        if chunk.last <= finite:
            opens = all(parse.tokens[i].pos in ("CCONJ", "PUNCT") for i in own if i < chunk.first)
            return 1.3 if opens else 0.8
        return 1.0 if behind else 0.0
    earlier = [i for i in own if i < chunk.first and i != clause.introducer and parse.tokens[i].pos in (*_NOUNS, "DET")]
    if clause.kind == "rel" and clause.introducer is not None and chunk.first <= clause.introducer < chunk.last:
        return RELATIVE
    return 0.9 if not earlier else 0.0


def _shares_with(parse: Parse, found: tuple[Clause, ...], number: int) -> int | None:
    """Return the clause whose subject a clause without its own shares: the one that it is coordinated with."""
    clause = found[number]
    if clause.kind in ("sub", "rel") and clause.introducer is None:
        return clause.parent
    coordinated = parse.tokens[clause.first].pos == "CCONJ" and clause.kind == "main"
    if not coordinated and not (clause.kind == "v1" and number > 0):
        return None
    for k in range(number - 1, -1, -1):
        if found[k].parent == clause.parent and found[k].kind in ("main", "v1") and found[k].finite is not None:
            return k
    return None

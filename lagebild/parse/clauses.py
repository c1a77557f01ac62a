"""Clauses of a sentence by topological fields: marks, introducers and the place of the finite verb.

Works on tags and morphology alone, so unparsed sentences get clauses, too. A sentence is cut into segments at marks and at
coordinators between clauses; segments are then put together with a stack: a segment that opens a clause is nested in the clause
before it, one that opens none goes on with the nearest clause that still waits for its verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.lang.pack import Pack
from lagebild.parse.assembly import Builder, ClauseKind, Draft, final_verb
from lagebild.parse.base import Parse, Sentence, Token
from lagebild.parse.fields import PAIRS, QUOTES, ClauseWords, enclosed, is_finite, is_particle, segments

__all__ = ["Clause", "ClauseKind", "clause_of", "clauses", "complement_chain", "complement_span", "is_finite", "is_particle", "own_tokens"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as tokens `[first, last)`, with what is nested in it and without marks at its edges.

    main: verb-second, also dependent (*…, Moskau liefere Waffen*) and coordinated without a subject of its own; sub: verb-final with
    an introducer or coordinated with such; rel: relative; inf: with *zu*; v1: verb-first (a condition or a frame: *…, sagte X*);
    frag: a frame without a verb (*…, so X*). `introducer` is the subordinator or relative pronoun. `verbs` are the finite verb first,
    then the other verbs and the separated particle of its bracket. `parent` is an index into the sentence's clauses.
    """

    first: int
    last: int
    kind: ClauseKind
    introducer: int | None = None
    verbs: tuple[int, ...] = ()
    parent: int | None = None
    mood: str = ""
    finite: int | None = None


def clauses(parse: Parse, sentence: Sentence, pack: Pack) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in the order of their opening; empty where it holds no verb and no frame."""
    words = pack.get(ClauseWords.from_pack)
    drafts = Builder(words).build(segments(list(parse.tokens_of(sentence)), words))
    for draft in drafts:
        if draft.finite is None:
            draft.finite = final_verb(draft, words)
    return tuple(_finish(parse, drafts))


def clause_of(found: tuple[Clause, ...], i: int) -> int | None:
    """Return the index of the innermost clause that holds token `i`."""
    best: int | None = None
    for k, clause in enumerate(found):
        if clause.first <= i < clause.last and (best is None or clause.last - clause.first < found[best].last - found[best].first):
            best = k
    return best


def own_tokens(found: tuple[Clause, ...], k: int) -> list[int]:
    """Return the token indices of clause `k` without those of clauses inside it."""
    return [i for i in range(found[k].first, found[k].last) if clause_of(found, i) == k]


def complement_span(parse: Parse, clause: Clause) -> tuple[int, int]:
    """Return the tokens `[first, last)` of a clause with everything nested in it, without coordinators before it.

    Marks at its edges are left out, but for those that close or open a quotation or bracket of the clause.
    """
    tokens = parse.tokens
    first, last = clause.first, clause.last
    while first < last - 1 and tokens[first].pos in ("CCONJ", "PUNCT") and tokens[first].text not in QUOTES:
        first += 1
    end = parse.sentence_of(first).last
    while last < end:
        if tokens[last].text in _closers(tokens[first:last]):
            last += 1
            continue
        behind = enclosed(tokens[last:end]) if tokens[last].text in "([" else {}
        if not behind.get(0):
            break
        last += next(k for k in range(len(behind) + 1) if behind.get(k) is None)
    before = tokens[first - 1] if first > parse.sentence_of(first).first else None
    if before is not None and before.text in PAIRS and before.text in QUOTES and _unopened(tokens[first:last], before):
        first -= 1
    return first, last


def complement_chain(parse: Parse, found: tuple[Clause, ...], k: int) -> tuple[int, int]:
    """Return the tokens `[first, last)` of clause `k` and the clauses coordinated with it right behind it (*dass … und dass …*)."""
    first, last = complement_span(parse, found[k])
    for clause in found[k + 1 :]:
        if clause.parent != found[k].parent or clause.kind != found[k].kind or clause.first < last:
            continue
        between = parse.tokens[last : clause.first + 1]
        if not any(t.pos == "CCONJ" for t in between) or not all(t.pos in ("CCONJ", "PUNCT") for t in between[:-1]):
            break
        last = complement_span(parse, clause)[1]
    return first, last


def _closers(tokens: Sequence[Token]) -> str:
    """Return the marks that would close the innermost quotation or bracket that is open at the end of the tokens."""
    stack: list[str] = []
    for token in tokens:
        if stack and token.text in stack[-1]:
            stack.pop()
        elif token.text in PAIRS:
            stack.append(PAIRS[token.text])
    return stack[-1] if stack else ""


def _unopened(tokens: Sequence[Token], mark: Token) -> bool:
    """Tell whether the tokens end with a mark that closes what `mark` opened."""
    return _closers([mark, *tokens]) == "" and _closers([mark, *tokens[:-1]]) == PAIRS[mark.text]


def _insert_frames(drafts: list[Draft]) -> None:
    """A frame is nested in the clause before it only where that clause goes on behind the frame."""
    for draft in drafts:
        if draft.host is None:
            continue
        end = max(t.i for t in draft.tokens)
        if any(t.i > end for t in drafts[draft.host].tokens):
            draft.parent = draft.host


def _finish(parse: Parse, drafts: list[Draft]) -> list[Clause]:
    _insert_frames(drafts)
    spans = [(min(t.i for t in d.tokens), max(t.i for t in d.tokens) + 1) for d in drafts]
    for k in range(len(drafts) - 1, -1, -1):
        _widen(drafts, spans, k)
    return [_clause(parse, draft, span) for draft, span in zip(drafts, spans, strict=True)]


def _widen(drafts: list[Draft], spans: list[tuple[int, int]], k: int) -> None:
    """Let every ancestor of clause `k` cover it."""
    seen = {k}
    parent = drafts[k].parent
    while parent is not None and parent not in seen:
        seen.add(parent)
        spans[parent] = min(spans[parent][0], spans[k][0]), max(spans[parent][1], spans[k][1])
        parent = drafts[parent].parent


def _clause(parse: Parse, draft: Draft, span: tuple[int, int]) -> Clause:
    verbs = [t.i for t in draft.tokens if t.i != draft.finite and (_is_bracket_verb(t) or is_particle(t))]
    if draft.finite is not None:
        verbs = [draft.finite, *verbs]
    mood = parse.tokens[draft.finite].mood if draft.finite is not None else ""
    return Clause(*span, draft.kind, draft.introducer, tuple(verbs), draft.parent, mood, draft.finite)


def _is_bracket_verb(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and token.dep not in ("amod",)

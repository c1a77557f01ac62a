"""Put the segments of a sentence together to clauses: a stack of clauses that are still open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from lagebild.parse.base import Token
from lagebild.parse.fields import (
    HARD,
    ClauseWords,
    Segment,
    begins_relative,
    has_to,
    is_determiner,
    is_finite,
    is_particle,
    verb_final,
    without_coordinator,
)

ClauseKind: TypeAlias = Literal["main", "sub", "rel", "inf", "v1", "frag"]


@dataclass(slots=True)
class Draft:
    kind: ClauseKind
    tokens: list[Token]
    introducer: int | None
    parent: int | None
    finite: int | None = None
    host: int | None = None

    @property
    def waits(self) -> bool:
        """Tell whether the clause still lacks its finite verb."""
        return self.finite is None and self.kind not in ("inf", "frag")


class Builder:
    """Puts segments together; one object for one sentence."""

    def __init__(self, words: ClauseWords) -> None:
        self.words = words
        self.drafts: list[Draft] = []
        self.stack: list[int] = []
        self.loose: list[Token] = []

    def build(self, parts: list[Segment]) -> list[Draft]:
        for n, segment in enumerate(parts):
            self._take(segment, parts[n + 1] if n + 1 < len(parts) else None)
        return self.drafts

    def _take(self, segment: Segment, following: Segment | None) -> None:
        core, skipped = without_coordinator(segment, self.words)
        finite = [t for t in core if is_finite(t)]
        if segment.mark in HARD and segment.mark:
            self.stack, self.loose = [], []
        kind, introducer = self._introduction(core, finite, segment)
        if kind is not None:
            self._open_dependent(kind, introducer, segment, bool(skipped))
        elif not finite:
            self._take_verbless(segment, core)
        elif self._is_unmarked_relative(core, segment, following):
            self._open_dependent("rel", core[0].i, segment, False)
        elif is_finite(core[0]):
            self._take_verb_first(segment, following, bool(skipped))
        else:
            self._take_verb_second(segment, core, finite, bool(skipped))

    def _introduction(self, core: list[Token], finite: list[Token], segment: Segment) -> tuple[ClauseKind | None, int | None]:
        """Tell whether a segment opens a dependent clause, and by which word."""
        k = 0
        while (
            k < len(core) - 1
            and core[k].text.lower() in self.words.before_subordinator
            and k < 3
            and core[k + 1].text.lower() in self.words.subordinators
        ):
            k += 1
        word = core[k].text.lower() if core else ""
        if word in self.words.subordinators and core[k].pos not in ("NOUN", "PROPN", "VERB", "AUX"):
            if word in self.words.infinitive_introducers and not finite and has_to(core, self.words):
                return "inf", core[k].i
            if self._subordinates(core, k, finite, segment):
                return "sub", core[k].i
        infinitive = not finite and has_to(core, self.words)
        relative = self._relative(core, finite, segment) if not infinitive else None
        if relative is not None:
            return "rel", relative
        return ("inf", None) if infinitive and not self._bracket_is_open() else (None, None)

    def _subordinates(self, core: list[Token], k: int, finite: list[Token], segment: Segment) -> bool:
        """Tell whether the subordinator at `k` opens a clause here: words that compare, too, need a verb at the end."""
        if k + 1 < len(core) and is_finite(core[k + 1]):
            return False
        if core[k].text.lower() not in self.words.comparing:
            return True
        tagged = core[k].pos == "SCONJ" or core[k].tag in ("KOUS", "PWAV")
        return (tagged or segment.mark == ",") and (verb_final(core) or (tagged and not finite))

    def _relative(self, core: list[Token], finite: list[Token], segment: Segment) -> int | None:
        """Return the relative (or interrogative) pronoun of a verb-final segment, after at most one preposition."""
        opened = segment.mark in (",", "(", "–", "—", "-") or (segment.coordinated and begins_relative(core)) or self._opens_sentence(core)
        if not opened or (finite and not verb_final(core)):
            return None
        for k, token in enumerate(core[:2]):
            if token.text.lower() in self.words.relatives or token.tag in ("PRELS", "PRELAT", "PWS", "PWAT"):
                sure = token.tag in ("PRELS", "PRELAT", "PWS", "PWAT") or token.pos == "PRON"
                if not sure and (not finite or is_determiner(core, k)):
                    return None
                if not finite and (not sure or segment.mark != ","):
                    return None
                return token.i
            if token.pos != "ADP":
                return None
        return None

    def _is_unmarked_relative(self, core: list[Token], segment: Segment, following: Segment | None) -> bool:
        """Tell whether what looks like an article opens a relative clause: the clause around it waits for its verb."""
        waiting = self._waiting()
        if waiting is None or following is None or segment.mark != "," or following.mark != ",":
            return False
        if core[0].text.lower() not in self.words.relatives or self.drafts[self.stack[waiting]].kind not in ("sub", "rel"):
            return False
        rest, skipped = without_coordinator(following, self.words)
        return verb_final(core) and not skipped and len(rest) > 1 and not is_finite(rest[0]) and verb_final(rest)

    def _opens_sentence(self, core: list[Token]) -> bool:
        return not self.drafts and not self.loose and any(t.text.lower() in self.words.free_relatives for t in core[:2])

    def _top_kind(self) -> ClauseKind | None:
        return self.drafts[self.stack[-1]].kind if self.stack else None

    def _bracket_is_open(self) -> bool:
        """Tell whether the innermost clause still waits for its finite verb; a verb at its end that may be that one is taken for it."""
        if not self.stack or not self.drafts[self.stack[-1]].waits or self.drafts[self.stack[-1]].kind == "main":
            return False
        top = self.drafts[self.stack[-1]]
        top.finite = final_verb(top, self.words)
        return top.finite is None

    def _open_dependent(self, kind: ClauseKind, introducer: int | None, segment: Segment, coordinated: bool) -> None:
        if coordinated or segment.coordinated or (self.stack and kind != "rel" and self._same_complementizer(introducer, segment)):
            self._pop_to_sibling(kind)
        self._settle_loose()
        parent = self.stack[-1] if self.stack else None
        self._push(Draft(kind, segment.tokens[:], introducer, parent))

    def _same_complementizer(self, introducer: int | None, segment: Segment) -> bool:
        """Tell whether a complement clause follows another one at the sentence's level: a list of *dass* clauses."""
        if introducer is None:
            return False
        word = next((t.text.lower() for t in segment.tokens if t.i == introducer), "")
        top = self.drafts[self.stack[-1]]
        same = top.introducer is not None and any(t.i == top.introducer and t.text.lower() == word for t in top.tokens)
        return word in self.words.complementizers and same and top.waits

    def _pop_to_sibling(self, kind: ClauseKind) -> None:
        """Close clauses down to the parent of the nearest clause of this kind."""
        for depth in range(len(self.stack) - 1, -1, -1):
            draft = self.drafts[self.stack[depth]]
            if draft.kind == kind and (draft.introducer is not None or kind == "inf"):
                del self.stack[depth:]
                return

    def _settle_loose(self) -> None:
        """Words before the first clause (*Der Minister, der …*) are the beginning of a main clause that waits for its verb."""
        if self.loose and not self.stack:
            self._push(Draft("main", self.loose, None, None))
            self.loose = []

    def _push(self, draft: Draft) -> None:
        if draft.finite is None and draft.kind not in ("inf", "frag"):
            finite = [t for t in draft.tokens if is_finite(t)]
            if finite:
                draft.finite = (finite[-1] if draft.kind in ("sub", "rel") else finite[0]).i
        self.drafts.append(draft)
        self.stack.append(len(self.drafts) - 1)

    def _waiting(self) -> int | None:
        """Return the place on the stack of the innermost clause without its finite verb."""
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.drafts[self.stack[depth]].waits:
                return depth
        return None

    def _take_verbless(self, segment: Segment, core: list[Token]) -> None:
        if core and core[0].text.lower() in self.words.verbless_frames and len(core) > 1 and segment.mark and (self.drafts or self.loose):
            self._settle_loose()
            self.drafts.append(Draft("frag", segment.tokens[:], None, None, host=self.stack[-1] if self.stack else None))
            return
        if not self.stack:
            self.loose += segment.tokens
            return
        top = self.drafts[self.stack[-1]]
        waiting = self._waiting()
        if waiting is not None and not top.waits and top.kind != "inf":
            del self.stack[waiting + 1 :]
        elif top.kind in ("sub", "rel", "inf") and (depth := self._open_bracket(core)) is not None:
            del self.stack[depth + 1 :]
        elif top.kind == "v1" and len(self.stack) > 1 and _returns(core, self.drafts[self.stack[-2]]):
            self.stack.pop()
        elif top.kind == "inf" and not has_to(core, self.words) and (waiting is not None or self._leaves_infinitive(core, top)):
            waiting = max(0, len(self.stack) - 2) if waiting is None else waiting
            del self.stack[waiting + 1 :]
        self.drafts[self.stack[-1]].tokens += segment.tokens

    def _leaves_infinitive(self, core: list[Token], top: Draft) -> bool:
        """Tell whether words behind an infinitive's verb go on with the clause around it."""
        ended = top.tokens[-1].pos in ("VERB", "AUX")
        return ended and core[0].pos in ("ADV", "ADP", "PART") and core[0].tag != "PAV" and core[0].text.lower() not in self.words.appending

    def _open_bracket(self, core: list[Token]) -> int | None:
        """Return the place on the stack of a main clause whose bracket these words close: an auxiliary so far without its verb."""
        if not any(t.pos in ("VERB", "AUX") for t in core) or has_to(core, self.words):
            return None
        for depth in range(len(self.stack) - 1, -1, -1):
            draft = self.drafts[self.stack[depth]]
            if draft.kind not in ("main", "v1") or draft.finite is None:
                continue
            finite = next(t for t in draft.tokens if t.i == draft.finite)
            closed = any(t.pos in ("VERB", "AUX") and t.i != draft.finite for t in draft.tokens)
            return depth if finite.pos == "AUX" and not closed else None
        return None

    def _continue(self, depth: int, segment: Segment, finite: Token) -> None:
        del self.stack[depth + 1 :]
        draft = self.drafts[self.stack[-1]]
        draft.tokens += segment.tokens
        draft.finite = finite.i

    def _take_verb_first(self, segment: Segment, following: Segment | None, coordinated: bool) -> None:
        """A segment that begins with its finite verb: the rest of a clause, a frame, a condition, or a coordinated clause."""
        core, _ = without_coordinator(segment, self.words)
        self._settle_loose()
        waiting = self._waiting()
        finite = core[0]
        waiting = self._close_by_participle(waiting)
        if waiting is not None and not coordinated and not self._is_inserted(segment, following, waiting):
            self._continue(waiting, segment, finite)
            return
        if coordinated:
            self._pop_to_main()
            parent = self.drafts[self.stack[-1]].parent if self.stack else None
            self.stack = self.stack[:-1]
            self._push(Draft("main", segment.tokens[:], None, parent, finite.i))
            return
        before = self.drafts[-1] if self.drafts else None
        if (
            before is not None
            and self.stack
            and self.drafts[self.stack[0]].kind in ("sub", "inf", "v1", "rel")
            and self.drafts[self.stack[0]].parent is None
        ):
            prefield = self.stack[0]
            self.stack = []
            self._push(Draft("main", segment.tokens[:], None, None, finite.i))
            self.drafts[prefield].parent = len(self.drafts) - 1
            return
        if len(core) == 1 and self.stack and finite.text.endswith(("t", "en")) and (depth := self._open_bracket(core)) is not None:
            del self.stack[depth + 1 :]
            self.drafts[self.stack[-1]].tokens += [replace(finite, mood="", verbform="Part", tag="VVPP")]
            return
        if self._is_prefield(finite):
            self._push_behind_prefield(segment, finite)
            return
        if waiting is None:
            self._pop_to_main()
        self._push(Draft("v1", segment.tokens[:], None, None, finite.i, self.stack[-1] if self.stack else None))

    def _is_prefield(self, finite: Token) -> bool:
        """Tell whether the dependent clause just read is the prefield of a dependent verb-second clause."""
        if finite.mood != "Sub" or len(self.stack) < 2:
            return False
        top, below = self.drafts[self.stack[-1]], self.drafts[self.stack[-2]]
        word = next((t.text.lower() for t in top.tokens if t.i == top.introducer), "")
        return (
            top.kind == "sub" and not top.waits and below.kind in ("main", "v1") and bool(word) and word not in self.words.complementizers
        )

    def _push_behind_prefield(self, segment: Segment, finite: Token) -> None:
        prefield = self.stack.pop()
        self._push(Draft("main", segment.tokens[:], None, self.stack[-1], finite.i))
        self.drafts[prefield].parent = self.stack[-1]

    def _close_by_participle(self, waiting: int | None) -> int | None:
        """A verb-final clause before a verb-first segment is complete: what is tagged as a participle at its end is its finite verb."""
        if waiting is None:
            return None
        draft = self.drafts[self.stack[waiting]]
        draft.finite = final_verb(draft, self.words)
        return self._waiting()

    def _is_inserted(self, segment: Segment, following: Segment | None, waiting: int) -> bool:
        """Tell whether a verb-first segment is a frame within a clause (*Moskau, sagte X, liefere …*): the verb that is missing follows."""
        host = self.drafts[self.stack[waiting]]
        if following is None or following.mark != ",":
            return False
        core, skipped = without_coordinator(following, self.words)
        if not core or skipped:
            return False
        own, other = segment.tokens, next((t for t in core if is_finite(t)), core[0])
        if own[0].mood == "Sub" and other.mood == "Ind":
            return False
        plain = (
            len(own) > 1
            and own[1].pos in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM")
            and not any(t.pos in ("VERB", "AUX") for t in own[1:])
        )
        if not plain and not (own[0].mood == "Ind" and other.mood == "Sub"):
            return False
        if host.kind in ("sub", "rel"):
            return verb_final(core) and core[0].text.lower() not in self.words.subordinators and not verb_final(segment.tokens)
        return is_finite(core[0])

    def _pop_to_main(self) -> None:
        while len(self.stack) > 1 and self.drafts[self.stack[-1]].kind not in ("main", "v1"):
            self.stack.pop()

    def _take_verb_second(self, segment: Segment, core: list[Token], finite: list[Token], coordinated: bool) -> None:
        """A segment with a finite verb inside: the rest of a clause that waits, a coordinated clause, or a new main clause."""
        waiting = self._waiting()
        if self.loose and not self.stack and not coordinated and segment.mark == ",":
            self._settle_loose()
            waiting = 0
        if waiting is not None:
            draft = self.drafts[self.stack[waiting]]
            self._continue(waiting, segment, finite[-1] if draft.kind in ("sub", "rel") else finite[0])
            return
        verbal = self.drafts[self.stack[-1]].kind if self.stack else "main"
        if coordinated and verbal in ("sub", "rel") and verb_final(core):
            self._push(Draft("sub" if verbal == "sub" else "rel", segment.tokens[:], None, self.stack[-1], finite[-1].i))
            return
        self._pop_to_main()
        parent = self._dependent_parent(finite[0], coordinated) if self.stack and segment.mark in (",", "") else None
        if parent is None:
            self.stack = []
        elif coordinated:
            self.stack.pop()
        self._push(Draft("main", [*self.loose, *segment.tokens], None, parent, finite[0].i))
        self.loose = []

    def _dependent_parent(self, finite: Token, coordinated: bool) -> int | None:
        """A verb-second clause in the subjunctive depends on the main clause before it; coordinated, it shares that clause's parent."""
        top = self.drafts[self.stack[-1]]
        if coordinated:
            return top.parent
        return self.stack[-1] if finite.mood == "Sub" and top.kind in ("main", "v1") else None


def final_verb(draft: Draft, words: ClauseWords) -> int | None:
    """Return the last word of an introduced clause that has no finite verb, if it may be that verb."""
    last = draft.tokens[-1]
    lacks = draft.waits and draft.kind in ("sub", "rel") and draft.introducer is not None and len(draft.tokens) > 2
    with_to = last.text.lower().startswith(words.with_to) or any(t.text.lower() in words.to for t in draft.tokens[-2:-1])
    if not lacks or last.pos != "VERB" or with_to:
        return None
    return last.i


def _returns(core: list[Token], host: Draft) -> bool:
    """Tell whether words after an inserted frame go on with the clause around it: by a closed bracket or a preposition."""
    closes = any(t.pos in ("VERB", "AUX") or is_particle(t) for t in core)
    return host.finite is not None and (closes or core[0].pos in ("ADP", "ADV"))

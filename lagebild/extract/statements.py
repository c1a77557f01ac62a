"""Statements: who says what, in which words, on whose word.

Each unit of reading (a sentence, or several that one quotation joins) is searched for cues; what they frame becomes drafts, which are
then given speakers, names, chains, stances and parents.
"""

from __future__ import annotations

from functools import partial

from lagebild.extract.attribution import attributions, how_clause
from lagebild.extract.chains import Link, carried, chain_of
from lagebild.extract.direct import directs
from lagebild.extract.drafts import Cue, Draft, Reading, Unit, read_units, trimmed
from lagebild.extract.frames import verb_cue
from lagebild.extract.indirect import indirect_after, indirect_before, indirect_round, noun_indirect, widen_frames
from lagebild.extract.interviews import answers
from lagebild.extract.judge import Judge
from lagebild.extract.judge_features import paraphrase_features
from lagebild.extract.medium import MediumReader
from lagebild.extract.names import NOBODY, Memory, Name, name_of
from lagebild.extract.nested import nested_sayings
from lagebild.extract.reported import continued, hearsay, looking_back, reported
from lagebild.extract.saying import Occasions
from lagebild.extract.speakers import addressee_of, span_of, speaker_of
from lagebild.extract.stance import stances_of
from lagebild.extract.subjects import is_speaker, subject_of
from lagebild.lang.pack import Pack
from lagebild.model import Document, Medium, Mention, Span, Stance, Statement, Time, content_id, overlaps, within
from lagebild.parse.base import Parse

_BESIDE = 8
_ARTICLE_AND_NOUN = 2


def find_statements(
    document: Document, parse: Parse, mentions: tuple[Mention, ...], times: tuple[Time, ...], pack: Pack
) -> tuple[Statement, ...]:
    """Return the statements of a document in the order of their quotes."""
    reading, drafts = find_drafts(parse, pack)
    return _records(reading, document, drafts, mentions, times)


def find_drafts(parse: Parse, pack: Pack, judge: Judge | None = None) -> tuple[Reading, list[Draft]]:
    """Return the document as read, and its statements before names, chains and stances, by the start of their quotes."""
    reading = read_units(parse, pack, judge)
    drafts: list[Draft] = []
    last: Draft | None = None
    covered: list[Span] = []
    for number, unit in enumerate(reading.units):
        found = _unit_drafts(reading, number, unit, last, covered)
        covered = [s for d in found if d.type not in ("Reported", "FreeIndirect") for s in (*d.quote, *d.frame)]
        drafts.extend(found)
        last = _speaking(found) or last
    drafts = sorted(answers(reading, _told_once(_sourced(drafts))), key=lambda d: (d.hull[0], -d.hull[1]))
    _set_parents(drafts)
    return reading, _without_own(reading, drafts)


def _without_own(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Return the statements without the reporter's own account: `Ich glaube, dass …`, `Wir berichteten über …` outside quotations."""
    first = reading.lexicon.words["pronouns"]["first_person"]
    own = {id(d) for d in drafts if d.parent is None and d.type != "Direct" and _is_first_person(reading, d, first)}
    for draft in drafts:
        draft.parent = None if id(draft.parent) in own else draft.parent
    return [d for d in drafts if id(d) not in own]


def _is_first_person(reading: Reading, draft: Draft, words: list[str]) -> bool:
    at = reading.parse.at(draft.speaker[0]) if draft.speaker else range(0)
    return len(at) == 1 and reading.low(at[0]) in words and at[0] not in reading.units[draft.unit].opaque


def _sourced(drafts: list[Draft]) -> list[Draft]:
    """Return the statements without the hearsay that has found its source in the sentence behind it."""
    told = {tuple(d.quote) for d in drafts if d.type == "Indirect"}
    gone = {id(d) for d in drafts if d.type == "FreeIndirect" and not d.speaker and tuple(d.quote) in told}
    for draft in drafts:
        draft.parent = None if id(draft.parent) in gone else draft.parent
    return [d for d in drafts if id(d) not in gone]


def _told_once(drafts: list[Draft]) -> list[Draft]:
    """Return the statements; of those that two cues frame with the same words only one: with a speaker, of the surer cue, the first."""
    best: dict[tuple[str, tuple[Span, ...]], Draft] = {}
    for draft in drafts:
        key = draft.type, tuple(sorted(draft.quote))
        best[key] = max(best.get(key, draft), draft, key=lambda d: (bool(d.speaker), _sureness(d)))
    instead = {id(d): best[d.type, tuple(sorted(d.quote))] for d in drafts}
    for draft in drafts:
        parent, source = instead.get(id(draft.parent), draft.parent), instead.get(id(draft.source), draft.source)
        draft.parent, draft.source = parent if parent is not draft else None, source if source is not draft else None
    return [d for d in drafts if instead[id(d)] is d]


def _sureness(draft: Draft) -> int:
    return draft.cue.entry.strength if draft.cue is not None and draft.cue.entry is not None else 0


def _speaking(found: list[Draft]) -> Draft | None:
    """Return the statement of a unit whose speaker later sentences may go on with: the last outermost one with a speaker."""
    known = [d for d in found if d.speaker or d.source]
    outer = [d for d in known if not any(o is not d and _inside(d, o) for o in known)]
    return max(outer, key=lambda d: (d.type != "Reported", d.hull[0]), default=None)


def _inside(draft: Draft, other: Draft) -> bool:
    """Tell whether one statement lies within another; of two with the same words, what is summed up lies in the paraphrase."""
    if draft.hull == other.hull:
        return draft.type == "Reported" and other.type != "Reported"
    return within(draft.hull, other.hull)


def _unit_drafts(reading: Reading, number: int, unit: Unit, last: Draft | None, covered: list[Span]) -> list[Draft]:
    found: list[Draft] = []
    cues = [(clause, verb_cue(reading, unit, clause)) for clause in unit.clauses]
    taken = {i for _, cue in cues if cue is not None for i in cue.phrase}
    for clause in unit.clauses:
        draft = noun_indirect(reading, unit, number, clause, taken)
        if draft is not None:
            found.append(_with_speaker(reading, unit, draft))
    for _, cue in cues:
        if cue is not None:
            found.extend(_framed(reading, unit, number, cue, covered))
    found = [d for d in found if _is_told(reading, unit, d)]
    found.extend(d for d in attributions(reading, unit, number) if not _in_frame(d, found))
    found.extend(_summed_up(reading, unit, number, [cue for _, cue in cues if cue is not None], found))
    for draft in found:
        if not draft.speaker and draft.source is None and (_points_back(draft) or _goes_on(reading, draft, last)):
            draft.source = last
    going_on = continued(reading, unit, number, [s for d in found for s in d.quote] + [s for d in found for s in d.frame], last)
    for draft in going_on:
        _set_told_subject(reading, number, draft)
    found.extend(going_on)
    rumours = hearsay(reading, unit, number, [s for d in found if d.type != "Reported" for s in d.quote])
    for draft in rumours:
        draft.source = last if last is not None and _leans(reading, last, number, unit) else None
    found.extend(rumours)
    _cut_frames(reading, found)
    spoken = [_with_speaker(reading, unit, draft) for draft in directs(reading, number, found, last)]
    spoken = [d for d in spoken if not _names(d, [*found, d])]
    drafts = [d for d in found if not _told_twice(d, spoken)] + spoken
    drafts += [d for d in nested_sayings(reading, number) if any(s.type == "Direct" and _holds(s, d) for s in drafts)]
    widen_frames(reading, unit, drafts)
    return drafts


def _names(quoted: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a quotation is only the name of a source: it stands within a speaker, or a phrase such as `laut der „Post“`."""
    sources = [s for d in drafts for s in d.speaker]
    for draft in drafts:
        cue = draft.cue
        phrase = cue is not None and cue.kind in ("adposition", "so")
        if draft is not quoted and cue is not None and (phrase or (quoted.cue is not None and quoted.cue.tokens == cue.tokens)):
            sources += draft.frame
    return any(within(quoted.hull, s) for s in sources)


def _told_twice(draft: Draft, spoken: list[Draft]) -> bool:
    """Tell whether a summed-up statement is only the frame of a quotation of its own, or a paraphrase of `…, so X` is all quotation."""
    cue = draft.cue
    same = [d for d in spoken if draft.type == "Indirect" and d.parent is draft and d.quote == draft.quote]
    for quoted in same:
        quoted.parent = draft.parent
    if same:
        return True
    if draft.type != "Reported" or cue is None or any(d.parent is draft for d in spoken):
        return False
    return any(d.cue is not None and d.parent is None and d.cue.tokens == cue.tokens for d in spoken)


def _cut_frames(reading: Reading, found: list[Draft]) -> None:
    """Take the frames `…, so X` out of the other statements of the sentence, which they frame as a whole."""
    for outer in [d for d in found if d.cue is not None and d.cue.kind == "so"]:
        frame = outer.frame[0]
        for inner in [d for d in found if d is not outer]:
            inner.quote = [piece for q in inner.quote for piece in _without(reading, q, frame)] or inner.quote
            if inner.type == "Reported" and any(overlaps(s, frame) for s in inner.speaker):
                found.remove(inner)


def _without(reading: Reading, span: Span, cut: Span) -> list[Span]:
    """Return what of a span lies outside `cut`, a part that the span holds, without blanks and marks at its ends."""
    if not within(cut, span):
        return [span]
    pieces = (reading.parse.at(piece) for piece in ((span[0], cut[0]), (cut[1], span[1])) if piece[0] < piece[1])
    found = (trimmed(reading.parse, at[0], at[-1] + 1) for at in pieces if len(at))
    return [piece for piece in found if piece is not None]


def _points_back(draft: Draft) -> bool:
    """Tell whether a statement without a speaker leans on the one before: `demnach`, `hieß es weiter`."""
    cue = draft.cue
    if cue is not None and cue.kind == "noun" and cue.clause.kind == "fragment":
        return True
    return cue is not None and (cue.kind == "adposition" or (cue.kind == "verb" and cue.entry is not None and cue.entry.takes("x")))


def _set_told_subject(reading: Reading, number: int, draft: Draft) -> None:
    """Give a Konjunktiv sentence the subject of the narrated one before it, where a new paragraph parts it from its source.

    `Präsident Koller ist besorgt. Der Streit sei ernst.`
    """
    last, units = draft.source, reading.units
    if last is None or draft.speaker or units[number].paragraph or not any(units[k].paragraph for k in range(last.unit + 1, number)):
        return
    before = units[number - 1]
    clause = next((c for c in before.clauses if c.kind == "main" and c.finite >= 0), None)
    if clause is None:
        return
    subject = subject_of(reading, before, clause, verb_cue(reading, before, clause))
    if subject is not None and is_speaker(reading, subject):
        draft.speaker, draft.source = [span_of(reading, subject)], None


def _goes_on(reading: Reading, draft: Draft, last: Draft | None) -> bool:
    """Tell whether a passive without agent goes on with the words of the sentence before: `Zudem wird kritisiert, dass …`."""
    cue = draft.cue
    if last is None or cue is None or not cue.passive or cue.clause.kind != "main" or draft.unit - last.unit > 1:
        return False
    return reading.low(cue.clause.first) in reading.lexicon.words["backward"]["adverbs"]


def _leans(reading: Reading, last: Draft, number: int, unit: Unit) -> bool:
    """Tell whether hearsay belongs to the report that the sentence before goes on with."""
    if unit.paragraph or last.unit != number - 1:
        return False
    backward = last.cue is not None and reading.low(last.cue.clause.first) in reading.lexicon.words["backward"]["pronouns"]
    return last.type == "IndirectFreeIndirect" or last.source is not None or backward


def _in_frame(draft: Draft, found: list[Draft]) -> bool:
    """Tell whether a phrase of attribution stands within another statement's frame."""
    return any(overlaps(f, s) for d in found for s in d.frame for f in draft.frame)


def _framed(reading: Reading, unit: Unit, number: int, cue: Cue, covered: list[Span]) -> list[Draft]:
    """Return the paraphrase of a verb of saying: after, before or round it."""
    draft = how_clause(reading, unit, number, cue) if cue.clause.kind == "how" else None
    draft = draft or indirect_round(reading, unit, number, cue)
    draft = draft or indirect_after(reading, unit, number, cue) or indirect_before(reading, unit, number, cue)
    draft = draft or looking_back(reading, number, cue, covered)
    return [_with_speaker(reading, unit, draft)] if draft is not None else []


def _is_told(reading: Reading, unit: Unit, draft: Draft) -> bool:
    """Tell whether a paraphrase is somebody's: `es ist zu erwarten, dass` passes nobody's words on."""
    cue = draft.cue
    if cue is None or cue.kind not in ("verb", "noun"):
        return True
    return reading.judge.accepts("paraphrase", draft.hull, partial(paraphrase_features, reading, unit, draft, cue), True)


def _summed_up(reading: Reading, unit: Unit, number: int, cues: list[Cue], found: list[Draft]) -> list[Draft]:
    """Return the statements that clauses only sum up, of the verbs of saying that frame nothing."""
    framing = {d.cue.tokens for d in found if d.cue is not None}
    covered = [s for d in found for s in (*d.quote, *d.frame)]
    out: list[Draft] = []
    for cue in cues:
        if cue.tokens in framing:
            continue
        draft = reported(reading, unit, number, cue, covered)
        if draft is not None:
            out.append(_with_speaker(reading, unit, draft))
    return out


def _with_speaker(reading: Reading, unit: Unit, draft: Draft) -> Draft:
    """Set speaker and addressee from the draft's cue, or from the statement that it goes on with."""
    if draft.source is not None and draft.cue is draft.source.cue and draft.source.speaker:
        draft.speaker, draft.addressee = list(draft.source.speaker), list(draft.source.addressee)
        return draft
    if draft.cue is None or draft.speaker:
        return draft
    speaker = speaker_of(reading, unit, draft.cue)
    if speaker is not None:
        draft.speaker = [span_of(reading, speaker)]
    addressee = addressee_of(reading, unit, draft.cue, speaker)
    if addressee is not None:
        draft.addressee = [span_of(reading, addressee)]
    return draft


def _set_parents(drafts: list[Draft]) -> None:
    """Nest each statement in the smallest other one whose quote holds it; `drafts` in the order of their quotes, the longer first."""
    kept = {id(d) for d in drafts}
    for draft in drafts:
        while draft.parent is not None and id(draft.parent) not in kept:
            draft.parent = draft.parent.parent
    open_: list[Draft] = []
    for k, draft in enumerate(drafts):
        start = draft.hull[0]
        open_ = [d for d in open_ if d.hull[1] > start]
        beside = [d for d in drafts[k + 1 : k + _BESIDE] if d.hull[0] == start]
        if draft.parent is None:
            holding = [d for d in (*open_, *beside) if _holds(d, draft)]
            draft.parent = min(holding, key=lambda d: d.hull[1] - d.hull[0], default=None)
        open_.append(draft)


def _holds(outer: Draft, inner: Draft) -> bool:
    if outer.type == "Reported":
        return False
    if outer.quote == inner.quote:
        return inner.type in ("Reported", "FreeIndirect") and outer.type == "Indirect"
    whole: list[Span] = [*inner.quote, *inner.frame]
    return all(any(within(span, piece) for piece in outer.quote) for span in whole)


def _records(
    reading: Reading, document: Document, drafts: list[Draft], mentions: tuple[Mention, ...], times: tuple[Time, ...]
) -> tuple[Statement, ...]:
    memory, media, occasions = Memory.of(reading, mentions), MediumReader(reading), Occasions(reading, document, times)
    ids = {id(d): content_id(document.id, d.type, tuple(sorted(d.quote))) for d in drafts}
    chains: dict[int, tuple[Link, ...]] = {}
    names: dict[int, Name] = {}
    out: list[Statement] = []
    through: dict[str, tuple[Link, int]] = {}
    for draft, stance in zip(drafts, stances_of(reading, drafts), strict=True):
        name = _resolve(reading, draft, memory, names)
        names[id(draft)] = name
        chain = chain_of(reading, draft, name, _outer_chain(draft, chains), memory, document.outlet)
        chain = carried(chain, draft.unit, through)
        chains[id(draft)] = chain
        parent = ids[id(draft.parent)] if draft.parent is not None else None
        said = occasions.of(draft, name)
        out.append(_record(draft, name, media.of(draft, name), stance, chain, ids[id(draft)], parent, said))
    return tuple(out)


def _resolve(reading: Reading, draft: Draft, memory: Memory, names: dict[int, Name]) -> Name:
    """Return who speaks; a statement that goes on with another takes its speaker, named by the nearest phrase that names them."""
    if draft.speaker and _is_rumour(reading, draft):
        draft.speaker = []
        return NOBODY
    if draft.speaker:
        return name_of(reading, draft.meant or draft.speaker[0], memory)
    source, steps = draft.source, 0
    while source is not None and not source.speaker and source.source is not None and steps < 8:
        source, steps = source.source, steps + 1
    if source is None:
        return NOBODY
    name = names.get(id(source), NOBODY)
    draft.speaker = [name.span] if name.span is not None and _is_pronoun(reading, source) else list(source.speaker)
    draft.speaker = [source.meant] if source.meant is not None else draft.speaker
    return name


def _is_rumour(reading: Reading, draft: Draft) -> bool:
    """Tell whether what stands for the source names nobody: `dem Vernehmen nach`."""
    at = reading.parse.at(draft.speaker[0])
    return len(at) > 0 and len(at) <= _ARTICLE_AND_NOUN and reading.tokens[at[-1]].text in reading.lexicon.words["sources"]["rumour"]


def _is_pronoun(reading: Reading, draft: Draft) -> bool:
    at = reading.parse.at(draft.speaker[0]) if draft.speaker else range(0)
    return len(at) == 1 and reading.tokens[at[0]].pos in ("PRON", "DET")


def _outer_chain(draft: Draft, chains: dict[int, tuple[Link, ...]]) -> tuple[Link, ...]:
    """Return the chain that a nested or following statement hangs on."""
    above = draft.parent or draft.source
    if above is None:
        return ()
    return chains.get(id(above), ())


def _record(
    draft: Draft, name: Name, medium: Medium, stance: Stance, chain: tuple[Link, ...], key: str, parent: str | None, said: str | None
) -> Statement:
    bare = draft.type in ("Reported", "FreeIndirect", "IndirectFreeIndirect")
    return Statement(
        id=key, type=draft.type, quote=tuple(sorted(draft.quote)), medium=medium, stance=stance,
        cue=() if bare else tuple(draft.cue_spans), frame=() if bare else tuple(draft.frame), speaker=tuple(draft.speaker),
        addressee=tuple(draft.addressee), speaker_name=name.name, speaker_entity=name.entity, source_class=name.source_class,
        chain=tuple(k.name for k in chain), chain_spans=tuple(k.span for k in chain), parent=parent, said=said,
    )  # fmt: skip

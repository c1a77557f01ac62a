"""Attribution without a clause of its own: laut X, nach Angaben von X, X zufolge, so X, wie X sagte, demnach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lagebild.extract.clausal import Clause, is_verb, prefield
from lagebild.extract.cues import Entry
from lagebild.extract.drafts import Cue, Draft, Reading, Unit, spans_of, trimmed
from lagebild.extract.phrases import PhraseWords, Range, begins_phrase, noun_phrase
from lagebild.extract.speakers import addressee_of, span_of
from lagebild.extract.subjects import subject_of
from lagebild.model import Span


def attributions(reading: Reading, unit: Unit, number: int) -> list[Draft]:
    """Return a paraphrase for each phrase of attribution in the unit, outside its quotations."""
    found: list[Draft] = []
    for clause in unit.clauses:
        if clause.kind == "how":
            continue
        for i in clause.tokens():
            if reading.lows[i] not in reading.lexicon.attributing or i in unit.opaque:
                continue
            phrase = _phrase_at(reading, unit, clause, i)
            if phrase is not None:
                draft = _draft(reading, unit, number, clause, phrase)
                if draft is not None:
                    found.append(draft)
    return found


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of attribution: its tokens `[first, last)`, the cue's, the source's (None: anaphoric), the noun of saying at its head."""

    first: int
    last: int
    cue: tuple[int, ...]
    source: Range | None
    entry: Entry | None
    kind: Literal["according", "noun", "behind", "so", "anaphoric"]


def _phrase_at(reading: Reading, unit: Unit, clause: Clause, i: int) -> _Phrase | None:
    words = reading.lexicon.words
    low = reading.low(i)
    adpositions = words["adpositions"]
    if low in adpositions["any"] and low not in adpositions["post"]:
        return _any_source(reading, unit, i)
    if low == adpositions["after"] or low in adpositions["perspective"]:
        found = _noun_source(reading, unit, i)
        if found is not None or low not in adpositions["post"]:
            return found
    if low in adpositions["translated"]:
        return _translated(reading, unit, i)
    if low in adpositions["post"]:
        return _postposition(reading, unit, clause, i)
    if low == words["so"]["word"]:
        return _so(reading, unit, clause, i)
    if low in adpositions["anaphoric"] and clause.kind == "main" and reading.tokens[i].pos in ("ADV", "SCONJ", "PRON"):
        if low in adpositions["relative"] and clause.before == ",":
            return None
        sure = low != adpositions["doubtful"] or (clause.finite >= 0 and reading.tokens[clause.finite].mood == "Sub")
        sure = sure or (i == unit.first and clause.finite == i + 1 and _text_before(reading, unit))
        return _Phrase(i, i + 1, (i,), None, None, "anaphoric") if sure else None
    return None


def _text_before(reading: Reading, unit: Unit) -> bool:
    """Tell whether the sentence before, in the same paragraph, makes a text public (`legte einen Bericht vor. Danach fuhr …`)."""
    if unit.paragraph or unit.first == 0:
        return False
    words = reading.lexicon.words["presenting"]
    told = reading.tokens[reading.parse.sentence_of(unit.first - 1).first : unit.first]
    presented = any(t.lemma in words["verbs"] or (t.tag == "PTKVZ" and t.text in words["particles"]) for t in told)
    entries = [reading.lexicon.noun(t.text) for t in told if t.pos == "NOUN" and t.case != "Dat"] if presented else []
    return any(e is not None and e.takes("x") and e.takes("n") for e in entries)


def _limit(unit: Unit, reading: Reading, i: int) -> int:
    """Return where a phrase that starts at `i` must end: at the next verb of the unit outside quotations, or at its end."""
    for k in range(i, unit.last):
        if is_verb(reading.tokens[k]) and reading.tokens[k].verbform == "Fin":
            return k
    return unit.last


def _np(reading: Reading, unit: Unit, first: int) -> Range | None:
    words = reading.pack.get(PhraseWords.from_pack)
    return noun_phrase(reading.tokens, first, _limit(unit, reading, first), words, words.attached_postverbal)


def _any_source(reading: Reading, unit: Unit, i: int) -> _Phrase | None:
    """`laut`, `gemäß`: before every noun phrase; told apart from the adverb by what follows."""
    if i + 1 >= unit.last or not (begins_phrase(reading.tokens[i + 1]) or i + 1 in unit.opaque):
        return None
    source = _np(reading, unit, i + 1)
    if source is None or (reading.tokens[i].pos == "ADJ" and reading.tokens[i + 1].pos in ("ADJ", "ADV")):
        return None
    head = _entry(reading, source)
    if reading.low(i) != reading.lexicon.words["adpositions"]["according"] and head is None and not _is_text(reading, source):
        return None
    return _Phrase(i, source[1], (i,), source, head, "according")


def _is_text(reading: Reading, source: Range) -> bool:
    """Tell whether a phrase names a text: its head is a document's noun."""
    nouns = reading.lexicon.words["sources"]
    for k in range(*source):
        low = reading.tokens[k].text
        if low in nouns["documents"] or low.startswith("§") or low.lower().endswith(tuple(nouns["document_endings"])):
            return True
    return False


def _entry(reading: Reading, source: Range) -> Entry | None:
    """Return the reporting noun at the head of a source (its first noun)."""
    for k in range(*source):
        token = reading.tokens[k]
        if token.pos in ("NOUN", "PROPN") and token.text[:1].isupper():
            entry = reading.lexicon.noun(token.text)
            if entry is not None and entry.takes("n", "x"):
                return entry
            if not token.text.endswith("-"):
                return None
    return None


def _noun_source(reading: Reading, unit: Unit, i: int) -> _Phrase | None:
    """`nach Angaben der Polizei`, `aus Sicht der Opposition`: only before a noun of saying."""
    words = reading.lexicon.words["adpositions"]
    if i + 1 >= unit.last:
        return None
    source = _np(reading, unit, i + 1)
    if source is None:
        return None
    entry = _entry(reading, source)
    low = reading.low(i)
    if entry is None or not entry.takes("n"):
        return None
    if low in words["perspective"] and entry.lemma not in words["perspective"][low]:
        return None
    if low == words["after"] and source[1] - source[0] == 1 and reading.tokens[source[0]].text == entry.lemma:
        return None
    if low == words["after"] and entry.takes("x") and not entry.takes("p") and _temporal(reading, source):
        return None
    return _Phrase(i, source[1], (i,), source, entry, "noun")


def _translated(reading: Reading, unit: Unit, i: int) -> _Phrase | None:
    """`Entsprechend der Polizei, …`: a source in front and a comma, as machines translate `according to`."""
    if i != unit.first or i + 1 >= unit.last:
        return None
    comma = next((k for k in range(i + 1, unit.last) if reading.tokens[k].text == ","), unit.last)
    words = reading.pack.get(PhraseWords.from_pack)
    source = noun_phrase(reading.tokens, i + 1, min(comma, _limit(unit, reading, i + 1)), words, words.attached_postverbal)
    if source is None or source[1] != comma:
        return None
    return _Phrase(i, source[1], (i,), source, _entry(reading, source), "according")


def _temporal(reading: Reading, source: Range) -> bool:
    """`nach dem Urteil`, `nach der Rede` are times as often as sources: only indefinite or bare ones count, or with a mark behind."""
    first = reading.tokens[source[0]]
    return first.pos == "DET" and first.lemma.lower() in reading.lexicon.words["pronouns"]["owned_lemmas"]


def _postposition(reading: Reading, unit: Unit, clause: Clause, i: int) -> _Phrase | None:
    """`X zufolge`, `seiner Meinung nach`: the phrase stands in front."""
    words = reading.pack.get(PhraseWords.from_pack)
    low = reading.low(i)
    adpositions = reading.lexicon.words["adpositions"]
    for first in range(max(unit.first, i - 18), i):
        if first in unit.opaque or not begins_phrase(reading.tokens[first]):
            continue
        source = noun_phrase(reading.tokens, first, i, words, words.attached)
        if source is None or source[1] != i:
            continue
        if first > unit.first and _inside_phrase(reading, first):
            continue
        entry = _entry(reading, source)
        if low not in adpositions["any"] and (entry is None or not entry.takes("n") or not _closes(reading, unit, clause, i)):
            return None
        return _Phrase(first, i + 1, (i,), source, entry, "behind")
    return None


def _inside_phrase(reading: Reading, first: int) -> bool:
    """Tell whether a phrase that starts here would be cut out of a longer one."""
    return reading.tokens[first - 1].pos in ("DET", "ADJ", "ADP") or (
        reading.tokens[first].pos != "DET" and reading.tokens[first - 1].pos in ("NUM",)
    )


def _closes(reading: Reading, unit: Unit, clause: Clause, i: int) -> bool:
    """Tell whether `nach` behind a noun closes its phrase: no noun phrase follows it."""
    return i + 1 >= unit.last or not (begins_phrase(reading.tokens[i + 1]) and reading.tokens[i + 1].pos in ("DET", "PROPN", "NOUN", "ADJ"))


def _so(reading: Reading, unit: Unit, clause: Clause, i: int) -> _Phrase | None:
    """`…, so X` behind its content or in the midst of it: `so`, a noun phrase, and no verb before the next mark."""
    if i == unit.first or i + 1 >= unit.last or not begins_phrase(reading.tokens[i + 1]):
        return None
    if reading.tokens[i - 1].text not in (",", "–", "—", "“", '"', "«", "”", "‘", "-", "("):
        return None
    if reading.low(i + 1) in reading.lexicon.words["so"]["never"]:
        return None
    end = _so_end(reading, unit, i)
    verb = next((k for k in range(i + 1, end) if is_verb(reading.tokens[k]) and reading.tokens[k].verbform == "Fin"), end)
    if verb <= i + 2 and verb < end:
        return None
    words = reading.pack.get(PhraseWords.from_pack)
    source = noun_phrase(reading.tokens, i + 1, min(end, verb), words, words.attached)
    if source is None:
        return None
    stop = next((k for k in range(source[1], end) if reading.tokens[k].text == ","), end)
    source = _without_byline(reading, unit, source)
    if any(is_verb(reading.tokens[k]) and reading.tokens[k].verbform == "Fin" for k in range(source[1], stop)):
        return None
    return _Phrase(i, stop, (i,), source, None, "so")


def _so_end(reading: Reading, unit: Unit, i: int) -> int:
    """Return where a `so` phrase ends at the latest: at a mark of the sentence or of a quotation, or the bracket that holds the phrase."""
    open_ = 0
    for k in range(i + 1, unit.last):
        mark = reading.tokens[k].text
        open_ += (mark == "(") - (mark == ")")
        if open_ < 0 or (mark in (".", ";", ":", "–", "“", "„", '"', "!") and not _within_name(reading, k)):
            return k
    return unit.last


def _within_name(reading: Reading, k: int) -> bool:
    """Tell the full stop of an initial: a capital before it, a name behind."""
    tokens = reading.tokens
    initial = len(tokens[k - 1].text) == 1 and tokens[k - 1].text.isupper()
    return tokens[k].text == "." and initial and k + 1 < len(tokens) and tokens[k + 1].text[:1].isupper()


def _without_byline(reading: Reading, unit: Unit, source: Range) -> Range:
    """Drop `von Reuters` at the end of a line without full stop: the byline that a headline has been run together with."""
    first, last = source
    words = reading.lexicon.words
    agency = reading.tokens[last - 1].text in words["sources"]["agency_names"]
    byline = last == unit.last and last - first > 2 and agency and reading.low(last - 2) in words["phrases"]["of"]
    return (first, last - 2) if byline else source


def _draft(reading: Reading, unit: Unit, number: int, clause: Clause, phrase: _Phrase) -> Draft | None:
    frame = _frame(reading, unit, phrase)
    first, last = _extent(reading, unit, clause, phrase)
    head = trimmed(reading.parse, first, min(phrase.first, last))
    tail = trimmed(reading.parse, max(phrase.last, first), last)
    quote = [p for p in (head, tail) if p is not None]
    if not quote or not _says_something(reading, first, last, phrase):
        return None
    cue = Cue("so" if phrase.kind == "so" else "adposition", phrase.cue, clause, phrase.entry, phrase.cue[0])
    spoken = {q.mark.span for q in unit.quotes}.issuperset(quote)
    draft = Draft("Direct" if spoken else "Indirect", quote, number, cue, spans_of(reading.parse, list(phrase.cue)), [frame])
    source = _named_source(reading, phrase)
    if source is not None:
        draft.speaker = [span_of(reading, source)]
        meant = (
            subject_of(reading, unit, clause, None)
            if reading.tokens[source[0]].lemma in reading.lexicon.words["adpositions"]["own"]
            else None
        )
        to = addressee_of(reading, unit, cue, source)
        draft.addressee = [span_of(reading, to)] if to is not None else []
        draft.meant = span_of(reading, meant) if meant is not None else None
    return draft


def _named_source(reading: Reading, phrase: _Phrase) -> Range | None:
    """Return the speaker of a phrase as it stands; an article before a noun of mere saying is left out."""
    if phrase.source is None:
        return None
    first, last = phrase.source
    if phrase.entry is not None and phrase.entry.takes("v"):
        head = next(k for k in range(first, last) if reading.lexicon.noun(reading.tokens[k].text) is phrase.entry)
        return (head + 1, last) if head + 1 < last else (first, last)
    if (
        phrase.entry is not None
        and not phrase.entry.takes("x")
        and reading.tokens[first].tag == "ART"
        and _definite(reading, first)
        and last - first > 1
    ):
        first += 1
    return first, last


def _definite(reading: Reading, first: int) -> bool:
    return reading.tokens[first].lemma.lower() in reading.lexicon.words["pronouns"]["definite_lemmas"]


def _says_something(reading: Reading, first: int, last: int, phrase: _Phrase) -> bool:
    rest = [k for k in range(first, last) if not phrase.first <= k < phrase.last and reading.tokens[k].pos != "PUNCT"]
    return len(rest) >= 3


def _frame(reading: Reading, unit: Unit, phrase: _Phrase) -> Span:
    tokens = reading.tokens
    first, last = phrase.first, phrase.last
    if phrase.first > unit.first and tokens[first - 1].text in (",", "–", "—") and phrase.kind == "so":
        first -= 1
    apposed = any(tokens[k].text == "," for k in range(first, last))
    if (
        last < unit.last
        and tokens[last].text == ","
        and (phrase.kind == "so" or apposed or first == unit.first or tokens[first - 1].text == ",")
    ):
        last += 1
    return tokens[first].start, tokens[last - 1].end


def _extent(reading: Reading, unit: Unit, clause: Clause, phrase: _Phrase) -> Range:
    """Return the tokens of the clause that the phrase attributes, with what hangs on it."""
    if clause.kind in ("relative", "adverbial", "content", "question") and clause.finite >= 0 and phrase.kind != "so":
        first = clause.first
        return first, unit.end_with_subordinates(clause)
    first = clause.first
    first = prefield(unit.clauses, clause)
    if phrase.kind == "so" or clause.kind == "fragment":
        first = unit.content_first(phrase.first)
    if clause.joined:
        first += reading.tokens[first].pos == "CCONJ"
    return first, max(_sentence_end(reading, unit, phrase), clause.last)


def _sentence_end(reading: Reading, unit: Unit, phrase: _Phrase) -> int:
    """Return the end of the sentence, or the semicolon behind the phrase."""
    for k in range(phrase.last, unit.last):
        if reading.tokens[k].text == ";" and k not in unit.opaque:
            return k
    return unit.last


def how_clause(reading: Reading, unit: Unit, number: int, cue: Cue) -> Draft | None:
    """Return the paraphrase round a `wie X mitteilte` clause: the sentence without that clause."""
    clause = cue.clause
    if clause.kind != "how" or cue.entry is None:
        return None
    matrix = next((c for c in unit.clauses if c.kind == "main" and c.finite >= 0 and c is not clause), None)
    if matrix is None:
        return None
    first = clause.first
    # What follows the clause's own verb in a part of its own goes on with the sentence round it.
    last = next((b for a, b in clause.parts if a <= clause.finite < b), clause.last)
    begin, end = unit.content_first(first), unit.last
    if first == unit.first:
        begin = last
    head, tail = trimmed(reading.parse, begin, first), trimmed(reading.parse, last, end)
    quote = [p for p in (head, tail) if p is not None]
    if not quote:
        return None
    tokens = reading.tokens
    start = first - (first > unit.first and tokens[first - 1].text == ",")
    stop = last + (last < unit.last and tokens[last].text == ",")
    draft = Draft("Indirect", quote, number, cue, spans_of(reading.parse, list(cue.tokens)), [(tokens[start].start, tokens[stop - 1].end)])
    return draft

"""What a statement does: its stance from the cue, negation and content; its medium."""

from __future__ import annotations

from lagebild.extract.drafts import Draft, Reading
from lagebild.model import Medium, Stance


def stance_of(reading: Reading, draft: Draft) -> Stance:
    """Return the stance; a nested or following statement without its own cue goes with what it follows."""
    cue = draft.cue or (draft.source.cue if draft.source and draft.type == "Direct" else None)
    if cue is None or cue.entry is None:
        return _by_content(reading, draft, "asserts")
    entry = cue.entry
    if declines(reading, draft):
        return "declines_comment"
    stance = entry.stance
    if cue.negated and stance == "confirms":
        return "declines_comment" if draft.type == "Reported" else "denies"
    if cue.negated and stance == "denies":
        return "confirms"
    if stance == "asserts":
        return _by_content(reading, draft, stance)
    return stance


def declines(reading: Reading, draft: Draft) -> bool:
    """Tell whether somebody would not say: `wollte sich nicht äußern`, `lehnte einen Kommentar ab`."""
    cue = draft.cue
    if cue is None or cue.entry is None or cue.kind != "verb":
        return False
    words = reading.lexicon.words["decline"]
    own = [i for i in cue.clause.tokens()]
    lemmas = {reading.tokens[i].lemma for i in own}
    if cue.negated and cue.entry.lemma in words["verbs"] and any(m in lemmas for m in words["modals"]):
        return True
    nouns = any(reading.tokens[i].lemma in words["nouns"] for i in own)
    if nouns and cue.entry.lemma in words["refusing"]:
        return True
    return nouns and cue.negated and cue.entry.lemma in words["noun_verbs"]


def _by_content(reading: Reading, draft: Draft, stance: Stance) -> Stance:
    """Read plain saying by what is said: a must is a demand, will is a promise or an expectation, a question asks."""
    words = reading.lexicon.words["content"]
    texts = [reading.parse.text[a:b] for a, b in draft.quote]
    if texts and texts[-1].rstrip("“”\"«» ").endswith("?"):
        return "questions"
    found = {reading.tokens[i].text.lower() for a, b in draft.quote for i in reading.parse.at((a, b))}
    for name in ("demands", "warns", "accuses", "denies", "praises", "criticises"):
        if found & frozenset(words.get(name, ())):
            return name  # type: ignore[no-any-return]
    return stance


def medium_of(draft: Draft) -> Medium:
    """Return the medium of the cue; what goes on has that of what it follows."""
    at: Draft | None = draft
    for _ in range(8):
        if at is None:
            break
        if at.cue is not None and at.cue.entry is not None:
            return at.cue.entry.medium
        at = at.source
    return "SW"

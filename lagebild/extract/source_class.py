"""What kind of source a noun phrase names: a person, office, agency, outlet, document, group, or one whom the report keeps anonymous."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lagebild.extract.nouns import NounForm, NounLexicon
from lagebild.lang.pack import Pack
from lagebild.model import Mention, SourceClass
from lagebild.parse.base import Token

_NOUNS_READ = 3
_REMEMBERED = 20_000
_OFFICIAL = 2
_LONGEST_NAME = 3
_WHOLE = 0.5
_NOMINAL = ("NOUN", "PROPN", "X")


@dataclass(frozen=True)
class SourceWords:
    """Words of sources.toml by the class of source that they name, as lemmas; ends and beginnings of compounds in lower case.

    `joint` stands between the names of two who speak together.
    """

    agency: frozenset[str]
    outlet: frozenset[str]
    outlet_ends: tuple[str, ...]
    site_ends: tuple[str, ...]
    anonymous: frozenset[str]
    hidden_ends: tuple[str, ...]
    document: frozenset[str]
    document_ends: tuple[str, ...]
    office: frozenset[str]
    office_ends: tuple[str, ...]
    office_starts: tuple[str, ...]
    office_names: frozenset[str]
    official: frozenset[str]
    group: frozenset[str]
    acting: frozenset[str]
    acting_ends: tuple[str, ...]
    joint: str
    nouns: NounLexicon

    @classmethod
    def from_pack(cls, pack: Pack) -> SourceWords:
        data = pack.toml("sources.toml")["sources"]
        return cls(
            agency=frozenset(data["agency_names"]) | frozenset(data["agencies"]),
            outlet=frozenset(data["outlets"]),
            outlet_ends=tuple(data["outlet_endings"]),
            site_ends=tuple(data["site_endings"]),
            anonymous=frozenset(data["anonymous"]),
            hidden_ends=tuple(data["hidden_endings"]),
            document=frozenset(data["documents"]),
            document_ends=tuple(data["document_endings"]),
            office=frozenset(data["offices"]),
            office_ends=tuple(data["office_endings"]),
            office_starts=tuple(data["office_beginnings"]),
            office_names=frozenset(data["office_names"]),
            official=frozenset(data["official"]),
            group=frozenset(data["groups"]),
            acting=frozenset(data["acting"]),
            acting_ends=tuple(data["acting_endings"]),
            joint=f" {data['joining']} ",
            nouns=pack.get(NounLexicon.from_pack),
        )

    def of_noun(self, token: Token) -> SourceClass | None:
        """Return the class that a noun names by itself or by its end, None where it tells none. Look-ups are remembered."""
        return self._lookup(token.text, token.lemma, token.number)

    @cached_property
    def _lookup(self) -> Callable[[str, str, str], SourceClass | None]:
        return lru_cache(maxsize=_REMEMBERED)(self._of_noun)

    def _of_noun(self, text: str, lemma: str, number: str) -> SourceClass | None:
        if "-" in text[1:-1] and text[-1].islower():
            text, lemma = text.rpartition("-")[2], lemma.rpartition("-")[2]
        low, form = lemma.lower(), text.lower()
        if text in self.agency or lemma in self.agency:
            return "agency"
        if text.endswith(self.site_ends):
            return "outlet"
        if lemma in self.outlet or text in self.outlet or low.endswith(self.outlet_ends) or form.endswith(self.outlet_ends):
            return "outlet"
        if lemma in self.acting or text in self.acting or low.endswith(self.acting_ends) or form.endswith(self.acting_ends):
            return "group"
        if lemma in self.anonymous or form.endswith(self.hidden_ends):
            return "anonymous"
        if lemma in self.document or form.endswith(self.document_ends):
            return "document"
        if lemma in self.office or low.endswith(self.office_ends) or form.startswith(self.office_starts):
            return "office"
        if lemma in self.group or text in self.group:
            return "group"
        return self._of_party(self.nouns.lookup(text), number)

    def _of_party(self, form: NounForm | None, number: str) -> SourceClass | None:
        """Return the class of a noun that names a party: who speaks for a state or body holds an office."""
        if form is None:
            return None
        noun, one = form.noun, (form.number or number) != "Plur"
        if noun.kind == "office" and one:
            return "office" if noun.speaks in ("state", "body") else None
        return "anonymous" if noun.kind == "anonymous" or (noun.kind == "person" and one) else None

    def names_office(self, name: str) -> bool:
        """Tell whether the full name of a body, for which a short form may stand, is an office's: `Internationale Atomenergiebehörde`."""
        parts = [word.lower() for word in name.partition(" (")[0].split()]
        if any(p.endswith(self.acting_ends) for p in parts):
            return False
        return any(p.endswith(self.office_ends) for p in parts)

    def names_body(self, token: Token) -> bool:
        """Tell whether a noun names a body (`Regierung`, `Partei`), and not a person or people."""
        form = self.nouns.lookup(token.text)
        return form is not None and form.noun.kind == "organization"

    def names_person(self, token: Token) -> bool:
        """Tell whether a noun names one human being by office, trade or kind (`Minister`, `Trainerin`, `Frau`)."""
        form = self.nouns.lookup(token.text)
        return form is not None and form.noun.kind in ("office", "person") and form.number != "Plur"


def class_of(words: SourceWords, tokens: Sequence[Token], text: str, mention: Mention | None) -> SourceClass:
    """Return the class of a source named by `tokens`, printed as `text`, that `mention` names (None if none does)."""
    kind = _told(words, tokens, text, mention)
    known = mention is not None and mention.kind == "organization" and (mention.role is None or len(mention.name.split()) > 1)
    if kind == "anonymous" and known and mention is not None and mention.span[0] <= tokens[0].start:
        return "group"
    return kind or ("anonymous" if is_plain_plural(tokens) and not known else "group")


def _told(words: SourceWords, tokens: Sequence[Token], text: str, mention: Mention | None) -> SourceClass | None:
    names = {text, mention.name} if mention is not None else {text}
    if names & words.office_names or (len(tokens) == _OFFICIAL and tokens[0].lemma.lower() in words.official):
        return "office"
    nouns = [t for t in tokens if t.pos in _NOMINAL]
    whole = mention is not None and mention.kind in ("organization", "media") and mention.role in (None, "agency", "outlet")
    if mention is not None and mention.kind == "media" and (nouns == nouns[:1] or mention.span[0] <= nouns[0].start):
        return "agency" if mention.role == "agency" else "outlet"
    for token in nouns[:_NOUNS_READ]:
        kind = words.of_noun(token)
        if kind is not None and (kind == "office" or not whole or token is nouns[0]):
            return kind
    if mention is not None:
        if mention.kind == "media":
            return "agency" if mention.role == "agency" else "outlet"
        if whole and words.names_office(mention.name):
            return "office"
        states = mention.span[1] - mention.span[0] >= _WHOLE * len(text) or all(t.pos == "PROPN" for t in nouns)
        if mention.kind == "state" and states:
            return "office"
        if mention.kind == "person":
            return "named" if not mention.role else "anonymous" if is_plain_plural(tokens) else "office"
    if len(nouns) == 1 and any(t.pos == "PUNCT" and t.i == nouns[0].i - 1 for t in tokens):
        return "outlet"
    if nouns and all(t.pos == "PROPN" for t in nouns) and (nouns[0].ner == "PER" or _like_names(tokens)):
        return "named"
    return None


def _like_names(tokens: Sequence[Token]) -> bool:
    """Tell proper nouns without article that look like a person's: capitals and small letters, in no tag of a place or body."""
    return len(tokens) <= _LONGEST_NAME and all(
        t.pos == "PROPN" and t.ner not in ("ORG", "LOC") and t.text[1:].islower() and t.text.isalpha() for t in tokens
    )


def is_plain_plural(tokens: Sequence[Token]) -> bool:
    """Tell a plural of common nouns without name or article: many whom nobody counts (`Fluglotsen`)."""
    head = next((t for t in tokens if t.pos == "NOUN"), None)
    named = any(t.pos in ("PROPN", "X", "DET") or t.ner for t in tokens)
    return head is not None and head.number == "Plur" and not named

"""Words that contest a claim: patterns of denials, refusals to comment, claims without evidence, retractions, contrasts."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.extract.dispute_words import Denial, DisputeLexicon, DisputePattern, noun_lemma
from lagebild.extract.relations import ancestors, auxiliaries, governor, is_passive
from lagebild.extract.triggers import CLASSES, MIN_TAIL, PARTICLE_TAG, fold, split_verb
from lagebild.parse.base import Parse, Token

SEPARATE = frozenset({"ccomp", "xcomp", "csubj", "advcl", "parataxis", "acl", "relcl"})
CONTENT = frozenset({"ccomp", "csubj", "advcl"})
PREPOSITION = "P"
# Kinds whose verbs deny only where they are not negated themselves (*bestritt nicht*).
AFFIRMED = frozenset({"denies", "rejects", "contradicts"})
NEAR = 4


def find_denials(parse: Parse, lexicon: DisputeLexicon) -> Iterator[Denial]:
    """Yield the triggers of disputes in text order, one for each predicate."""
    seen: set[int] = set()
    known: dict[tuple[str, str], bool] = {}
    for token in parse.tokens:
        word = token.text, token.lemma
        if word not in known:
            known[word] = fold(token.text) in lexicon.known or fold(token.lemma) in lexicon.known
        if not known[word]:
            continue
        pos = PREPOSITION if token.pos == "ADP" else CLASSES.get(token.pos)
        if pos is None:
            continue
        pos, lemma = _lemma(parse, token, pos, lexicon)
        patterns = lexicon.patterns.get((pos, lemma), ())
        if not patterns and lemma not in lexicon.reply and lemma not in lexicon.saying:
            continue
        verb = _joined(parse, governor(parse, token.i))
        if _is_unreal(parse, token.i, lexicon):
            continue
        met = next((p for p in patterns if _matches(parse, token, verb, p, pos, lexicon)), None)
        top = verb if verb >= 0 else token.i
        if met and verb not in seen:
            seen.add(verb)
            yield Denial(token.i, top, met.kind, False, met.judged, met.about)
        elif met is None and verb not in seen and _contrasts(parse, token, lemma, lexicon):
            seen.add(verb)
            yield Denial(token.i, top, "contradicts", True)


def _is_unreal(parse: Parse, i: int, lexicon: DisputeLexicon) -> bool:
    """Tell whether a word stands in a condition or a question."""
    sentence = parse.sentence_of(i)
    if any(t.text == "?" for t in parse.tokens[max(i, sentence.last - 2) : sentence.last]):
        return True
    return any(c.dep == "mark" and fold(c.text) in lexicon.unreal for k in ancestors(parse, i) for c in parse.children(k))


def _joined(parse: Parse, verb: int) -> int:
    """Return the verb that an infinitive stands beside without a comma (*weder bestätigen noch dementieren*), else the verb itself."""
    token = parse.tokens[verb]
    if verb < 0 or token.dep != "xcomp" or token.head in (-1, verb) or parse.tokens[token.head].pos != "VERB":
        return verb
    first, last = sorted((verb, token.head))
    return verb if any(parse.tokens[k].text == "," for k in range(first, last)) else token.head


def _lemma(parse: Parse, token: Token, pos: str, lexicon: DisputeLexicon) -> tuple[str, str]:
    """Return the word class and lemma; a participle that is tagged as an adjective is its verb, an attribute none."""
    lemma = fold(token.lemma)
    form = fold(token.text)
    if pos == "N":
        return pos, lexicon.noun_forms.get(form, lemma)
    if pos == PREPOSITION or token.dep == "amod":
        return PREPOSITION, form
    split = split_verb(parse, token, form, lexicon.forms)
    if split is None and any(c.tag == PARTICLE_TAG for c in parse.children(token.i)):
        return pos, lemma
    verb = split or lexicon.forms.get(form)
    return ("V", verb) if verb else (pos, lemma)


def _matches(parse: Parse, token: Token, verb: int, pattern: DisputePattern, pos: str, lexicon: DisputeLexicon) -> bool:
    near = _near(parse, token.i, lexicon) | (_near(parse, verb, lexicon) if verb >= 0 else frozenset())
    if pattern.negated and not _negated(parse, token, verb, pos, lexicon):
        return False
    if pos == "V" and not (pattern.negated or pattern.judged) and pattern.kind in AFFIRMED and _is_negated_verb(parse, token, lexicon):
        return False
    if pattern.never and _has(near, pattern.never):
        return False
    if pattern.also and not _has(near, pattern.also):
        return False
    if pattern.through:
        return any(_has_noun(parse, k, pattern, lexicon) for k in {token.i, verb} - {-1})
    if pos == PREPOSITION:
        return _has(frozenset({noun_lemma(parse.tokens[token.head], lexicon)}), pattern.needs)
    clause = pattern.clause and any(_is_content(parse, c, lexicon) for c in parse.children(token.i))
    return clause or not pattern.needs or _has(near | _called(parse, verb, lexicon), pattern.needs)


def _is_negated_verb(parse: Parse, token: Token, lexicon: DisputeLexicon) -> bool:
    before = range(max(parse.sentence_of(token.i).first, token.i - NEAR), token.i)
    neither = any(fold(parse.tokens[k].text) in lexicon.neither for k in before)
    return neither or any(fold(c.lemma) in lexicon.negation for c in parse.children(token.i))


def _called(parse: Parse, verb: int, lexicon: DisputeLexicon) -> frozenset[str]:
    """Return the words right behind *als* in a verb's sentence: what something is called, whatever the parser hangs it on."""
    if verb < 0:
        return frozenset()
    sentence = parse.sentence_of(verb)
    at = (k for k in range(verb, sentence.last) if fold(parse.tokens[k].text) in lexicon.naming)
    return frozenset(
        lexicon.noun_forms.get(fold(parse.tokens[m].text), fold(parse.tokens[m].lemma))
        for k in at
        for m in range(k + 1, min(k + NEAR, sentence.last))
    )


def _is_content(parse: Parse, token: Token, lexicon: DisputeLexicon) -> bool:
    """Tell whether a clause, be it taken for an adverbial one, states what is contested (*Dass …, wies sie zurück*)."""
    return token.dep in CONTENT and any(c.dep == "mark" and fold(c.text) in lexicon.content for c in parse.children(token.i))


def _has(near: frozenset[str], wanted: frozenset[str]) -> bool:
    """Tell whether one of the wanted words is there, be it at the end of a compound."""
    tails = tuple(m for m in wanted if len(m) >= MIN_TAIL)
    return bool(near & wanted) or any(n.endswith(tails) for n in near)


def _has_noun(parse: Parse, i: int, pattern: DisputePattern, lexicon: DisputeLexicon) -> bool:
    """Tell whether a needed noun hangs on a word by one of the pattern's prepositions."""
    for child in parse.children(i):
        linked = any(
            c.dep == "case" and lexicon.contractions.get(fold(c.text), fold(c.text)) in pattern.through for c in parse.children(child.i)
        )
        if linked and _has(frozenset({noun_lemma(child, lexicon)}), pattern.needs):
            return True
    return False


def _negated(parse: Parse, token: Token, verb: int, pos: str, lexicon: DisputeLexicon) -> bool:
    """Tell whether a trigger is negated: a noun by its article or its verb's adverb, a verb also by its arguments' articles.

    A verb of refusing above does as well (*lehnte es ab, das zu kommentieren*).
    """
    head = parse.tokens[parse.tokens[verb].head] if verb >= 0 else token
    if pos == "V" and head.i != verb and (split_verb(parse, head, fold(head.text), lexicon.forms) or fold(head.lemma)) in lexicon.refusing:
        return True
    for k in {token.i, verb} - {-1}:
        for child in parse.children(k):
            own = child.dep != "case" and (pos != "N" or k == token.i or child.dep in ("advmod", "cc"))
            if own and (fold(child.lemma) in lexicon.negation or fold(child.text) in lexicon.negation):
                return True
            inner = child.dep not in SEPARATE and (pos != "N" or child.i == token.i)
            if inner and any(fold(c.lemma) in lexicon.negation and c.dep != "advmod" for c in parse.children(child.i)):
                return True
    return False


def _near(parse: Parse, i: int, lexicon: DisputeLexicon) -> frozenset[str]:
    """Return the folded lemmas and forms of a word and of its dependents two steps deep."""
    found = [parse.tokens[i]]
    for child in parse.children(i):
        if child.dep not in SEPARATE or child.dep == "xcomp":
            found.append(child)
            found.extend(c for c in parse.children(child.i) if c.dep not in SEPARATE)
    words: set[str] = set()
    for token in found:
        form = fold(token.text)
        if token.dep == "det":
            continue
        words |= {fold(token.lemma), form}
        if token.pos in ("NOUN", "PROPN"):
            words.add(lexicon.noun_forms.get(form, form))
    return frozenset(words)


def _contrasts(parse: Parse, token: Token, lemma: str, lexicon: DisputeLexicon) -> bool:
    """Tell whether a verb of saying sets itself against what was said before."""
    if is_passive(parse, token.i):
        return False
    attribute = token.verbform == "Part" and not auxiliaries(parse, token.i)
    if token.pos not in ("VERB", "AUX") or attribute:
        return False
    if _near(parse, token.i, lexicon) & lexicon.unlike:
        return False
    first = parse.sentence_of(token.i).first
    opening = first == 0 and not any(t.verbform == "Fin" for t in parse.tokens[first : token.i])
    if lemma in lexicon.reply:
        return not opening
    beside = parse.children(token.i)
    return lemma in lexicon.saying and any(
        (fold(c.text) in lexicon.contrast and not opening) or _is_set_apart(parse, c, lexicon) for c in beside
    )


def _is_set_apart(parse: Parse, clause: Token, lexicon: DisputeLexicon) -> bool:
    """Tell whether a clause tells of another's saying that the one above is set against (*während A von 20 Toten spricht, …*)."""
    verb = lexicon.forms.get(fold(clause.text), fold(clause.lemma))
    said = clause.dep == "advcl" and verb in lexicon.saying
    return said and any(c.dep == "mark" and fold(c.text) in lexicon.apart for c in parse.children(clause.i))

"""The whole noun phrase around a token: by the tree where there is one, by adjacency in any case."""

from __future__ import annotations

from lagebild.lang.pack import Pack
from lagebild.parse.base import Parse, Sentence, Token
from lagebild.parse.clauses import is_finite
from lagebild.parse.nominals import NominalWords, Reading

_INNER = frozenset({"amod", "nummod", "flat", "compound", "det"})
_ATTRIBUTES = frozenset(
    {
        "det",
        "amod",
        "nummod",
        "flat",
        "compound",
        "nmod",
        "appos",
        "conj",
        "cc",
        "case",
        "advmod",
        "punct",
        "obl",
        "obl:arg",
        "fixed",
        "acl",
    }
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
_NAMES = ("NOUN", "PROPN")
_PREFIELD = frozenset({"ADP", "DET", "ADJ", "NUM", "NOUN", "PROPN", "X"})
_QUOTES = frozenset("„“”\"»«‚‘›‹'’")
_STOPS = frozenset(":;!?–—|")
_PAIRS = {"(": ")", "[": "]", "„": '“”"', "»": "«", "«": "»", "“": "”“", "‚": "‘’", '"': '"'}


def noun_phrase(parse: Parse, i: int, pack: Pack, *, relative: bool = False, apposition: bool = True) -> tuple[int, int]:
    """Return the tokens `[first, last)` of the whole noun phrase around token `i`, without its preposition.

    It runs from the determiner to the last genitive or prepositional attribute, with coordinated nouns and, unless `apposition` is
    false, with appositions set off by commas (*der Direktor des Amtes, John Kirby*). `relative` keeps relative clauses.
    """
    words = pack.get(NominalWords.from_pack)
    head = head_of(parse, i)
    sentence = parse.sentence_of(i)
    inside = _tree_phrase(parse, head, relative, words) if sentence.parsed and parse.tokens[head].dep else set()
    first, last = _around(parse, head, inside | {head, i} if abs(i - head) < 12 else {i}, i)
    last = last if relative else _without_infinitive(parse, max(head, i), last)
    first, last = _by_adjacency(parse, first, last, words)
    first = _leftward(parse, first, sentence.first, words)
    last = _coordinated(parse, first, last, sentence, words)
    last = _prefield(parse, first, last, sentence)
    last = _bracketed(parse, last, sentence.last)
    if apposition:
        last = _with_name(parse, last, sentence.last, words, opens=first == sentence.first)
        last = _bracketed(parse, last, sentence.last)
    return _balanced(parse, first, last, sentence.last)


def head_of(parse: Parse, i: int) -> int:
    """Return the nominal head that token `i` belongs to: up from determiners, adjectives, name parts and prepositions."""
    seen = {i}
    while True:
        token = parse.tokens[i]
        close = token.dep == "appos" and not any(t.pos == "PUNCT" for t in parse.tokens[min(i, token.head) : max(i, token.head)])
        up = token.dep in _INNER or token.dep == "case" or close
        if not up or token.head in seen or parse.tokens[token.head].pos not in _NOMINAL:
            return i
        i = token.head
        seen.add(i)


def _tree_phrase(parse: Parse, head: int, relative: bool, words: NominalWords) -> set[int]:
    """Return the head's subtree, without what belongs to a clause of which the head is the predicate."""
    found = {head}
    stack = [head]
    while stack:
        at = stack.pop()
        for child in parse.children(at):
            if child.i not in found and _belongs(parse, child, at, at == head, relative, words):
                found.add(child.i)
                stack.append(child.i)
    return found


def _belongs(parse: Parse, child: Token, parent: int, outermost: bool, relative: bool, words: NominalWords) -> bool:
    if child.dep == "acl":
        clausal = is_finite(child) or any(is_finite(t) or t.tag == "PTKZU" for t in parse.children(child.i)) or child.tag == "VVIZU"
        return relative or (not clausal and abs(child.i - parent) < 12 and child.i < parent)
    if child.dep not in _ATTRIBUTES:
        return child.dep == "parataxis" and child.pos in _NOMINAL and child.i > parent and parse.tokens[child.i - 1].text == "("
    if outermost and (child.dep in ("case", "advmod", "obl", "obl:arg") or (child.dep == "cc" and child.i < parent)):
        return False
    if child.dep == "nmod" and child.i > parent and _is_adverbial(parse, child, parent, words):
        return False
    if child.dep == "conj":
        return not is_finite(child) and not any(is_finite(t) or t.dep.startswith("nsubj") for t in parse.children(child.i))
    return True


def _is_adverbial(parse: Parse, child: Token, parent: int, words: NominalWords) -> bool:
    """Tell whether a prepositional phrase tied to a noun is rather the clause's: one of time, or one behind a name but for *von*."""
    prepositions = [t.text.lower() for t in parse.children(child.i) if t.dep == "case"]
    if not prepositions:
        return False
    if child.text.lower() in words.time_nouns:
        return True
    return parse.tokens[parent].pos == "PROPN" and not set(prepositions) & words.attribute_prepositions


def _around(parse: Parse, head: int, inside: set[int], i: int) -> tuple[int, int]:
    """Return the longest run of tokens around the head that are inside; marks between them do not end it."""
    first = last = head if head in inside else i
    low, high = min(inside), max(inside)
    k = first - 1
    while k >= low:
        if parse.tokens[k].text in _STOPS:
            break
        if k in inside and parse.tokens[k].pos != "PUNCT":
            first = k
        elif k not in inside and parse.tokens[k].text not in _QUOTES and parse.tokens[k].text not in ("-", "/"):
            break
        k -= 1
    k = last + 1
    while k <= high:
        if k in inside and parse.tokens[k].pos != "PUNCT":
            last = k
        elif (k not in inside and parse.tokens[k].pos != "PUNCT") or parse.tokens[k].text in _STOPS:
            break
        k += 1
    return min(first, i), max(last, i) + 1


def _without_infinitive(parse: Parse, head: int, last: int) -> int:
    """Cut an infinitive clause with *zu* behind a comma that the tree tied to the noun."""
    tokens = parse.tokens
    for k in range(head + 1, last):
        if tokens[k].tag in ("VVIZU", "PTKZU"):
            return next((j for j in range(k, head, -1) if tokens[j].text == ","), last)
    return last


def _by_adjacency(parse: Parse, first: int, last: int, words: NominalWords) -> tuple[int, int]:
    """Widen by what stands right beside: determiner and adjectives before, name parts and genitives behind."""
    sentence = parse.sentence_of(first)
    tokens = parse.tokens
    if tokens[first].pos == "PRON" and last == first + 1:
        return first, last
    k = first
    if tokens[k].pos != "DET":
        while (
            k > sentence.first
            and tokens[k - 1].pos in ("ADJ", "NUM")
            and tokens[k - 1].verbform != "Fin"
            and tokens[k].pos in ("NOUN", "PROPN", "ADJ", "NUM")
            and _attributive(tokens[k - 1])
        ):
            k -= 1
        if k > sentence.first and tokens[k - 1].pos == "DET" and tokens[k].pos in ("NOUN", "PROPN", "ADJ", "NUM"):
            k -= 1
        first = k
    if (
        first > sentence.first
        and tokens[first - 1].tag == "ART"
        and tokens[first].tag in ("PIAT", "PIDAT", "PIS", "CARD")
        and last > first + 1
    ):
        first -= 1
    while last < sentence.last:
        step = _genitive(parse, last, sentence.last, words)
        if tokens[last].pos == "PROPN" and tokens[last - 1].pos in _NAMES and not _genitive_name(tokens[last - 1]):
            last += 1
        elif step > last and tokens[last - 1].pos in ("NOUN", "PROPN"):
            last = step
        else:
            break
    return first, last


def _leftward(parse: Parse, first: int, start: int, words: NominalWords) -> int:
    """Widen before the phrase: a title before a name, a genitive name before a noun, the determiner of an extended attribute."""
    tokens = parse.tokens
    while first > start and tokens[first].pos == tokens[first - 1].pos == "PROPN" and not _genitive_name(tokens[first - 1]):
        first -= 1
    if first > start and tokens[first].pos == "PROPN" and _is_title(parse, first - 1, first, start, words):
        first -= 1
        while first > start and tokens[first - 1].pos == "ADJ" and _attributive(tokens[first - 1]):
            first -= 1
        if first > start and tokens[first - 1].pos == "DET":
            return first - 1
    if first > start and tokens[first].pos in ("NOUN", "ADJ") and _genitive_name(tokens[first - 1]):
        first -= 1
        while (
            first > start
            and tokens[first - 1].pos == "PROPN"
            and tokens[first - 1].dep in ("flat", "nmod")
            and tokens[first].dep in ("flat", "appos")
        ):
            first -= 1
        return first
    if first > start and tokens[first].pos in ("ADP", "ADV") and tokens[first - 1].pos == "DET":
        return first - 1
    return _extended_attribute(parse, first, start) if tokens[first].pos == "ADJ" else first


def _is_title(parse: Parse, i: int, name: int, start: int, words: NominalWords) -> bool:
    """Tell whether the noun at `i` is a bare singular title of the name behind it (*Ministerpräsident Tusk*)."""
    noun = parse.tokens[i]
    if noun.pos != "NOUN" or noun.number == "Plur" or noun.text.lower() in words.time_nouns or parse.tokens[name].case == "Gen":
        return False
    bare = i == start or parse.tokens[i - 1].pos not in ("DET", "ADP")
    tied = parse.tokens[name].head == i or noun.head == name
    return bare or tied


def _extended_attribute(parse: Parse, first: int, start: int) -> int:
    """Return where the determiner stands before an attribute with its own phrase (*das von den Rebellen besetzte Gebiet*), or `first`."""
    tokens = parse.tokens
    k = first - 1
    while k >= start and first - k < 12:
        token = tokens[k]
        if token.pos in ("PUNCT", "AUX", "SCONJ", "CCONJ") or is_finite(token):
            return first
        governed = k > start and tokens[k - 1].pos == "ADP"
        if token.pos == "DET" and not governed and k + 1 < first and tokens[k + 1].pos in ("ADP", "ADV"):
            return k
        k -= 1
    return first


def _coordinated(parse: Parse, first: int, last: int, sentence: Sentence, words: NominalWords) -> int:
    """Take in the noun phrases that a phrase at a clause's beginning is listed with, if the finite verb follows right behind them."""
    tokens = parse.tokens
    opens = first == sentence.first or tokens[first - 1].pos in ("PUNCT", "SCONJ")
    if not opens or last + 1 >= sentence.last or (tokens[last].text != "," and tokens[last].text.lower() not in words.coordinators):
        return last
    k, joined = last, False
    while k < sentence.last and k - last < 24:
        joins = tokens[k].text.lower() in words.coordinators
        joined = joined or joins
        if not joins and tokens[k].text != "," and tokens[k].pos not in ("DET", "ADJ", "NUM", "NOUN", "PROPN"):
            break
        k += 1
    return k if joined and k < sentence.last and is_finite(tokens[k]) and tokens[k - 1].pos in ("NOUN", "PROPN") else last


def _prefield(parse: Parse, first: int, last: int, sentence: Sentence) -> int:
    """Return where the finite verb stands that follows a phrase at the sentence's beginning and its attributes: one phrase stands there."""
    tokens = parse.tokens
    if first != sentence.first or tokens[last - 1].pos not in _NAMES:
        return last
    k = last
    while k < sentence.last and k - last < 16 and (tokens[k].pos in _PREFIELD or tokens[k].text in _QUOTES) and not is_finite(tokens[k]):
        k += 1
    verb_follows = k < sentence.last and is_finite(tokens[k])
    return k if verb_follows and (tokens[k - 1].pos in _NAMES or tokens[k - 1].text in _QUOTES) else last


def _bracketed(parse: Parse, last: int, end: int) -> int:
    """Take in a party or an abbreviation in brackets behind a name (*Anna Berg (SPD)*)."""
    tokens = parse.tokens
    if last + 2 >= end or tokens[last].text != "(" or tokens[last - 1].pos not in _NAMES:
        return last
    k = last + 1
    while k < end and k - last < 4 and tokens[k].pos in ("NOUN", "PROPN", "X"):
        k += 1
    return k + 1 if k < end and k > last + 1 and tokens[k].text == ")" else last


def _attributive(token: Token) -> bool:
    return token.tag in ("ADJA", "CARD", "") or token.pos == "NUM" or token.text.lower().endswith(("e", "en", "er", "es", "em"))


def _genitive_name(token: Token) -> bool:
    return token.pos == "PROPN" and (token.case == "Gen" or (token.dep == "nmod" and token.text.endswith("s")))


def _genitive(parse: Parse, k: int, end: int, words: NominalWords) -> int:
    """Return the end of a genitive phrase that begins at `k` (determiner, adjectives, noun), or `k`."""
    tokens = parse.tokens
    readings = words.forms.get(tokens[k].text.lower(), ()) if tokens[k].pos == "DET" else ()
    if not any(r.case == "Gen" for r in readings):
        return k
    sure = all(r.case == "Gen" for r in readings)
    j = k + 1
    while j < end and tokens[j].pos in ("ADJ", "NUM") and j - k < 5:
        j += 1
    if j >= end or tokens[j].pos not in ("NOUN", "PROPN"):
        return k
    if not sure and (tokens[k].case != "Gen" and tokens[j].case != "Gen"):
        return k
    j += 1
    while j < end and tokens[j].pos == "PROPN":
        j += 1
    return j


def _with_name(parse: Parse, last: int, end: int, words: NominalWords, opens: bool = False) -> int:
    """Take in a name or description set off by commas right behind the phrase; no enumeration is taken.

    Behind a phrase that `opens` the sentence the second comma may be missing: the finite verb ends the description.
    """
    tokens = parse.tokens
    if last + 1 >= end or tokens[last].text != "," or (tokens[last - 1].pos not in ("NOUN", "PROPN") and tokens[last - 1].text != ")"):
        return last
    k = last + 1
    if tokens[k].pos == "PROPN":
        while k < end and tokens[k].pos == "PROPN":
            k += 1
        closes = k >= end or tokens[k].pos in ("PUNCT", "VERB", "AUX")
        enumerates = tokens[last - 1].pos == "PROPN" and _only_names(parse, last)
        if closes and k - last > 2 and not enumerates and not _list_goes_on(parse, k, end, words):
            return k
        return last
    if tokens[last - 1].pos == "PROPN" and tokens[k].pos in ("DET", "NOUN", "ADJ"):
        return _description(parse, last, k, end, words, opens)
    return last


def _only_names(parse: Parse, last: int) -> bool:
    """Tell whether the word before the comma is a bare name, so that a name behind it is another one."""
    k = last - 1
    while k > 0 and parse.tokens[k - 1].pos == "PROPN":
        k -= 1
    return k == 0 or parse.tokens[k - 1].pos not in ("NOUN", "ADJ", "DET")


def _list_goes_on(parse: Parse, k: int, end: int, words: NominalWords) -> bool:
    """Tell whether a list follows at `k`: a coordinator, or a comma with a noun and a coordinator soon after."""
    tokens = parse.tokens
    if k < end and tokens[k].text.lower() in words.coordinators:
        return True
    if k + 1 < end and tokens[k].text == ",":
        return any(t.text.lower() in words.coordinators for t in tokens[k + 1 : min(end, k + 4)]) and tokens[k + 1].pos == "PROPN"
    return False


def _description(parse: Parse, last: int, k: int, end: int, words: NominalWords, opens: bool) -> int:
    """Return the end of a description behind a name (*John Kirby, der Sprecher des Rates,*), or `last` where it is none."""
    tokens = parse.tokens
    j = k
    while j < end and j - k < 16:
        if tokens[j].pos == "PUNCT" and tokens[j].text not in _QUOTES and tokens[j].text not in ("-", "(", ")", "/"):
            break
        if opens and is_finite(tokens[j]) and j > k + 1 and tokens[k].tag == "ART" and not _closes_clause(parse, j, end):
            break
        if is_finite(tokens[j]) or tokens[j].pos in ("SCONJ",) or tokens[j].tag in ("PRELS", "PRELAT"):
            return last
        j += 1
    ended = j < end and (tokens[j].text in (",", ".", ":", "–", ";") or is_finite(tokens[j]))
    if not ended or not any(t.pos in ("NOUN", "PROPN") for t in tokens[k:j]):
        return last
    if (
        tokens[k].pos == "DET"
        and "Nom" not in {c.case for c in words.forms.get(tokens[k].text.lower(), (Reading("Nom"),))}
        and tokens[last - 1].case == "Nom"
    ):
        return last
    if any(t.text.lower() in words.coordinators for t in tokens[k:j]) and tokens[k].pos != "DET":
        return last
    return j


def _closes_clause(parse: Parse, verb: int, end: int) -> bool:
    """Tell whether a finite verb ends a verb-final clause: a comma follows, and behind it the clause around goes on with its verb."""
    tokens = parse.tokens
    return verb + 2 < end and tokens[verb + 1].text == "," and is_finite(tokens[verb + 2])


def _balanced(parse: Parse, first: int, last: int, end: int) -> tuple[int, int]:
    """Take in a closing mark whose opening mark is inside, and drop marks at the edges that have no partner."""
    tokens = parse.tokens
    while last - first > 1 and tokens[last - 1].pos == "PUNCT" and tokens[last - 1].text in (",", ";", ":", "–", "-", "(", "["):
        last -= 1
    if last < end:
        for token in tokens[first:last]:
            closers = _PAIRS.get(token.text)
            if closers and tokens[last].text in closers and not any(t.text in closers and t.i > token.i for t in tokens[first:last]):
                return first, last + 1
    return first, last

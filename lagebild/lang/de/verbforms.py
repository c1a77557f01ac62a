"""The forms of German verbs: weak ones by rule, strong ones from their principal parts.

A small closed set (the verbs of a lexicon) is conjugated beforehand, so that finding them does not hang on a lemmatizer.
"""

from __future__ import annotations

from lagebild.lang.pack import Pack

# the longest first
INSEPARABLE = ("hinter", "wieder", "wider", "unter", "miss", "über", "voll", "ver", "zer", "ent", "emp", "be", "ge", "er")
SEPARABLE = tuple(sorted((
    "ab", "an", "auf", "aus", "bei", "bekannt", "dar", "davon", "durch", "ein", "entgegen", "fest", "frei", "gut", "her", "herauf",
    "heraus",
    "hervor", "hin", "hinaus", "hinzu", "klar", "kund", "los", "mit", "nach", "nahe", "offen", "preis", "richtig", "statt", "stark", "teil",
    "vor", "voraus", "vorher", "vorweg", "weg", "weiter", "wider", "wieder", "wort", "zu", "zurecht", "zurück", "zusammen",
), key=len, reverse=True))  # fmt: skip
_SHORT = ("tun",)


def strong_verbs(pack: Pack) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return principal parts by infinitive: (present, past, subjunctive II, participle), each a tuple of forms."""
    names = ("present", "past", "konjunktiv2", "participle")
    return {row["base"]: tuple(tuple(row[n].split(",")) for n in names) for row in pack.table("strong_verbs.tsv")}


def split_particle(lemma: str) -> tuple[str, str]:
    """Split a separable verb: ``mitteilen`` → ("mit", "teilen"); others give ("", lemma)."""
    if not lemma.startswith(SEPARABLE):
        return "", lemma
    for particle in SEPARABLE:
        rest = lemma[len(particle) :]
        if lemma.startswith(particle) and (len(rest) >= 5 or rest in _SHORT) and rest.endswith("n") and _is_separable(particle, rest):
            return particle, rest
    return "", lemma


def _is_separable(particle: str, rest: str) -> bool:
    """Tell whether what follows the particle looks like a verb of its own (``an|kündigen``, not ``be|haupten``)."""
    if particle in ("wider", "wieder") and rest in ("sprechen", "holen", "rufen", "legen"):
        return False
    return not (particle == "an" and rest == "tworten") and rest not in ("ern", "eln", "gen", "ten")


def _past_forms(past: str, weak: bool) -> list[str]:
    if past.endswith("e"):
        return [past, past + "n", past + "st", past + "t"]
    return [past, past + "en", past + "st", past + "t"] if not weak else [past]


def _base_forms(base: str, strong: dict[str, tuple[tuple[str, ...], ...]]) -> tuple[set[str], set[str]]:
    """Return (finite forms, participles) of a verb without separable particle."""
    for prefix in ("", *INSEPARABLE):
        stem = base[len(prefix) :]
        if base.startswith(prefix) and stem in strong:
            present, past, konj, participle = strong[stem]
            finite = {prefix + f for f in present} | {prefix + stem[:-1], prefix + stem[:-2] + "t"}
            for form in (*past, *konj):
                finite.update(prefix + f for f in _past_forms(form, weak=False))
            cut = (p[2:] if prefix and p.startswith("ge") and stem not in ("gestehen",) else p for p in participle)
            return finite, {prefix + p for p in cut}
    return _weak_forms(base)


def _weak_forms(base: str) -> tuple[set[str], set[str]]:
    stem = base[:-2] if base.endswith("en") else base[:-1]
    link = "e" if stem.endswith(("t", "d", "chn", "ffn", "gn", "dn")) and not base.endswith(("ern", "eln")) else ""
    finite = {stem + "e", stem + link + "st", stem + link + "t", base}
    finite.update(stem + link + "te" + end for end in ("", "n", "st", "t"))
    if base.endswith(("eln", "ern")):
        finite.add(base[:-3] + base[-2] + "e")
    bare = base.startswith(INSEPARABLE) or base.endswith("ieren") or base in ("prophezeien", "frohlocken")
    return finite, {("" if bare else "ge") + stem + link + "t"}


def verb_forms(lemma: str, strong: dict[str, tuple[tuple[str, ...], ...]]) -> tuple[set[str], set[str], str]:
    """Return (forms in one word, finite forms without the particle, particle) of an infinitive.

    The second set is empty where the verb does not split. Forms in one word include the infinitives (with zu) and participle.
    """
    particle, base = split_particle(lemma)
    finite, participles = _base_forms(base, strong)
    if not particle:
        return finite | participles | {lemma}, set(), ""
    whole = {particle + f for f in finite} | {particle + p for p in participles} | {lemma, particle + "zu" + base}
    return whole, finite | {base}, particle


def is_infinitive(word: str) -> bool:
    """Tell whether a word of a fixed phrase is its verb (lower case, ending in -n)."""
    return word[:1].islower() and word.endswith("n") and len(word) >= 4 and word not in ("überzeugt", "positiv", "davon", "zum", "gegen")


_UMLAUT = {"a": "ä", "o": "ö", "u": "ü"}


def noun_forms(lemma: str) -> set[str]:
    """Return the lower-case forms that a noun may have (too many rather than too few)."""
    low = lemma.lower()
    stems = {low}
    for k in range(len(low) - 1, -1, -1):
        if low[k] in _UMLAUT and not low.endswith(("ung", "tion", "heit", "keit", "ut")):
            k -= low[k] == "u" and k > 0 and low[k - 1] == "a"
            stems.add(low[:k] + _UMLAUT[low[k]] + low[k + 1 :])
            break
    forms = {low, low + "s", low + "es", low + "n", low + "en"}
    forms.update(stem + end for stem in stems for end in ("e", "en", "er", "ern"))
    if low.endswith("nis"):
        forms |= {low + "ses", low + "se", low + "sen"}
    return forms

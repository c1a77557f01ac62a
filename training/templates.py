# ruff: noqa: E501 - tables of words
"""Invented news sentences with their trees: frames of reporting, filled at random from small word lists.

The treebanks hold few of them (inverted frames, sentence adverbs, two verbs with one subject, broken quotation marks), and news is
full of them. Nothing here is quoted from anywhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from training.treebank import Tree, Word

ARTICLES = {
    "Nom": {"Masc": "der", "Fem": "die", "Neut": "das", "Plur": "die"},
    "Gen": {"Masc": "des", "Fem": "der", "Neut": "des", "Plur": "der"},
    "Dat": {"Masc": "dem", "Fem": "der", "Neut": "dem", "Plur": "den"},
    "Acc": {"Masc": "den", "Fem": "die", "Neut": "das", "Plur": "die"},
}
EIN = {
    "Nom": {"Masc": "ein", "Fem": "eine", "Neut": "ein"}, "Gen": {"Masc": "eines", "Fem": "einer", "Neut": "eines"},
    "Dat": {"Masc": "einem", "Fem": "einer", "Neut": "einem"}, "Acc": {"Masc": "einen", "Fem": "eine", "Neut": "ein"},
}  # fmt: skip
# adjective endings after der-words and after ein-words (nominative, accusative; -en elsewhere)
WEAK = {("Nom", "Masc"): "e", ("Nom", "Fem"): "e", ("Nom", "Neut"): "e", ("Acc", "Fem"): "e", ("Acc", "Neut"): "e"}
MIXED = {("Nom", "Masc"): "er", ("Nom", "Fem"): "e", ("Nom", "Neut"): "es", ("Acc", "Fem"): "e", ("Acc", "Neut"): "es"}
STRONG_PLURAL = {"Nom": "e", "Acc": "e", "Gen": "er", "Dat": "en"}

# nouns: lemma, gender, genitive, plural, dative plural
SPEAKERS = [
    ("Sprecher", "Masc", "Sprechers", "Sprecher", "Sprechern"), ("Sprecherin", "Fem", "Sprecherin", "Sprecherinnen", "Sprecherinnen"),
    ("Minister", "Masc", "Ministers", "Minister", "Ministern"), ("Außenministerin", "Fem", "Außenministerin", "Außenministerinnen", "Außenministerinnen"),
    ("Präsident", "Masc", "Präsidenten", "Präsidenten", "Präsidenten"), ("Regierung", "Fem", "Regierung", "Regierungen", "Regierungen"),
    ("Behörde", "Fem", "Behörde", "Behörden", "Behörden"), ("Ministerium", "Neut", "Ministeriums", "Ministerien", "Ministerien"),
    ("Konzern", "Masc", "Konzerns", "Konzerne", "Konzernen"), ("Gewerkschaft", "Fem", "Gewerkschaft", "Gewerkschaften", "Gewerkschaften"),
    ("Beamter", "Masc", "Beamten", "Beamte", "Beamten"), ("Experte", "Masc", "Experten", "Experten", "Experten"), ("Polizei", "Fem", "Polizei", "", ""),
    ("Verband", "Masc", "Verbands", "Verbände", "Verbänden"), ("Gericht", "Neut", "Gerichts", "Gerichte", "Gerichten"),
    ("Partei", "Fem", "Partei", "Parteien", "Parteien"), ("Armee", "Fem", "Armee", "Armeen", "Armeen"), ("Insider", "Masc", "Insiders", "Insider", "Insidern"),
    ("Botschafter", "Masc", "Botschafters", "Botschafter", "Botschaftern"), ("Zeuge", "Masc", "Zeugen", "Zeugen", "Zeugen"),
    ("Oppositionsführerin", "Fem", "Oppositionsführerin", "Oppositionsführerinnen", "Oppositionsführerinnen"), ("Chef", "Masc", "Chefs", "Chefs", "Chefs"),
    ("Nachrichtenagentur", "Fem", "Nachrichtenagentur", "Nachrichtenagenturen", "Nachrichtenagenturen"), ("Zeitung", "Fem", "Zeitung", "Zeitungen", "Zeitungen"),
]  # fmt: skip
THINGS = [
    ("Vorwurf", "Masc", "Vorwurfs", "Vorwürfe", "Vorwürfen"), ("Bericht", "Masc", "Berichts", "Berichte", "Berichten"), ("Plan", "Masc", "Plans", "Pläne", "Plänen"),
    ("Entscheidung", "Fem", "Entscheidung", "Entscheidungen", "Entscheidungen"), ("Angriff", "Masc", "Angriffs", "Angriffe", "Angriffen"),
    ("Abkommen", "Neut", "Abkommens", "Abkommen", "Abkommen"), ("Waffe", "Fem", "Waffe", "Waffen", "Waffen"), ("Rakete", "Fem", "Rakete", "Raketen", "Raketen"),
    ("Sanktion", "Fem", "Sanktion", "Sanktionen", "Sanktionen"), ("Forderung", "Fem", "Forderung", "Forderungen", "Forderungen"),
    ("Übernahme", "Fem", "Übernahme", "Übernahmen", "Übernahmen"), ("Streik", "Masc", "Streiks", "Streiks", "Streiks"), ("Soldat", "Masc", "Soldaten", "Soldaten", "Soldaten"),
    ("Vertrag", "Masc", "Vertrags", "Verträge", "Verträgen"), ("Panzer", "Masc", "Panzers", "Panzer", "Panzern"), ("Gesetz", "Neut", "Gesetzes", "Gesetze", "Gesetzen"),
    ("Darstellung", "Fem", "Darstellung", "Darstellungen", "Darstellungen"), ("Lieferung", "Fem", "Lieferung", "Lieferungen", "Lieferungen"),
]  # fmt: skip
OWNERS = [
    ("Außenministerium", "Neut", "Außenministeriums", "", ""), ("Verteidigungsministerium", "Neut", "Verteidigungsministeriums", "", ""),
    ("Bundesregierung", "Fem", "Bundesregierung", "", ""), ("Geheimdienst", "Masc", "Geheimdienstes", "", ""), ("Partei", "Fem", "Partei", "", ""),
    ("Bank", "Fem", "Bank", "", ""), ("Staatsanwaltschaft", "Fem", "Staatsanwaltschaft", "", ""), ("Kommission", "Fem", "Kommission", "", ""), ("Stadt", "Fem", "Stadt", "", ""),
]  # fmt: skip
SEATS = [
    "Moskau",
    "Peking",
    "Kiew",
    "Washington",
    "Ankara",
    "Teheran",
    "Warschau",
    "Paris",
    "Tokio",
    "Pjöngjang",
    "Brüssel",
    "Belgrad",
    "Budapest",
    "Kairo",
    "Israel",
    "Russland",
    "China",
    "Polen",
    "Indien",
    "Iran",
]
FIRST = [
    "Anna",
    "Jonas",
    "Miriam",
    "Viktor",
    "Sergej",
    "Li",
    "Ayşe",
    "Tomasz",
    "Claire",
    "John",
    "Fatima",
    "Igor",
    "Karin",
    "Ulrich",
    "Dmitri",
    "Naomi",
]
LAST = [
    "Berger",
    "Kowalski",
    "Wang",
    "Petrow",
    "Smith",
    "Yilmaz",
    "Okafor",
    "Lindner-Haas",
    "Moreau",
    "Tanaka",
    "Adler",
    "Brandt",
    "Sokolow",
    "Hussein",
    "Weidlich",
]
ADJECTIVES = [
    "hochrangig",
    "zuständig",
    "russisch",
    "chinesisch",
    "amerikanisch",
    "ukrainisch",
    "zentral",
    "neu",
    "geplant",
    "staatlich",
    "früher",
    "türkisch",
    "japanisch",
    "schwer",
]
ADVERBS = [
    "Unterdessen",
    "Zudem",
    "Außerdem",
    "Gleichzeitig",
    "Zuvor",
    "Bislang",
    "Zugleich",
    "Daraufhin",
    "Später",
    "Inzwischen",
    "Dagegen",
    "Allerdings",
    "Jedoch",
    "Stattdessen",
    "Zunächst",
    "Erneut",
    "Gestern",
    "Mittlerweile",
    "Hingegen",
]
DAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
QUOTES = [("„", "“"), ("»", "«"), ('"', '"'), ("„", "”"), ("“", "”"), ("„", '"'), ("«", "»"), ("‚", "‘"), ("'", "'")]
# reporting verbs: lemma, past singular, past plural, present singular, participle, particle, takes an object
VERBS = [
    ("sagen", "sagte", "sagten", "sagt", "gesagt", "", False), ("erklären", "erklärte", "erklärten", "erklärt", "erklärt", "", False),
    ("mitteilen", "teilte", "teilten", "teilt", "mitgeteilt", "mit", False), ("betonen", "betonte", "betonten", "betont", "betont", "", True),
    ("berichten", "berichtete", "berichteten", "berichtet", "berichtet", "", False), ("behaupten", "behauptete", "behaupteten", "behauptet", "behauptet", "", False),
    ("bestätigen", "bestätigte", "bestätigten", "bestätigt", "bestätigt", "", True), ("ankündigen", "kündigte", "kündigten", "kündigt", "angekündigt", "an", True),
    ("einräumen", "räumte", "räumten", "räumt", "eingeräumt", "ein", True), ("hinzufügen", "fügte", "fügten", "fügt", "hinzugefügt", "hinzu", False),
    ("versichern", "versicherte", "versicherten", "versichert", "versichert", "", False), ("warnen", "warnte", "warnten", "warnt", "gewarnt", "", False),
    ("meinen", "meinte", "meinten", "meint", "gemeint", "", False), ("schreiben", "schrieb", "schrieben", "schreibt", "geschrieben", "", False),
    ("melden", "meldete", "meldeten", "meldet", "gemeldet", "", False), ("mahnen", "mahnte", "mahnten", "mahnt", "gemahnt", "", False),
    ("zugeben", "gab", "gaben", "gibt", "zugegeben", "zu", True), ("beklagen", "beklagte", "beklagten", "beklagt", "beklagt", "", True),
    ("unterstreichen", "unterstrich", "unterstrichen", "unterstreicht", "unterstrichen", "", True), ("äußern", "äußerte", "äußerten", "äußert", "geäußert", "", False),
]  # fmt: skip
ACTS = [
    ("zurückweisen", "wies", "wiesen", "weist", "zurückgewiesen", "zurück", True), ("dementieren", "dementierte", "dementierten", "dementiert", "dementiert", "", True),
    ("kritisieren", "kritisierte", "kritisierten", "kritisiert", "kritisiert", "", True), ("ablehnen", "lehnte", "lehnten", "lehnt", "abgelehnt", "ab", True),
    ("verurteilen", "verurteilte", "verurteilten", "verurteilt", "verurteilt", "", True), ("bestreiten", "bestritt", "bestritten", "bestreitet", "bestritten", "", True),
    ("fordern", "forderte", "forderten", "fordert", "gefordert", "", True), ("begrüßen", "begrüßte", "begrüßten", "begrüßt", "begrüßt", "", True),
    ("ankündigen", "kündigte", "kündigten", "kündigt", "angekündigt", "an", True), ("aufkündigen", "kündigte", "kündigten", "kündigt", "aufgekündigt", "auf", True),
]  # fmt: skip
# what clauses tell: lemma, Konjunktiv I singular, infinitive, participle, auxiliary
DEEDS = [
    ("liefern", "liefere", "liefern", "geliefert"), ("unterstützen", "unterstütze", "unterstützen", "unterstützt"), ("planen", "plane", "planen", "geplant"),
    ("prüfen", "prüfe", "prüfen", "geprüft"), ("verletzen", "verletze", "verletzen", "verletzt"), ("entsenden", "entsende", "entsenden", "entsandt"),
    ("kaufen", "kaufe", "kaufen", "gekauft"), ("ablehnen", "lehne", "ablehnen", "abgelehnt"), ("verhindern", "verhindere", "verhindern", "verhindert"),
    ("stoppen", "stoppe", "stoppen", "gestoppt"), ("brauchen", "brauche", "brauchen", "gebraucht"), ("bezahlen", "bezahle", "bezahlen", "bezahlt"),
]  # fmt: skip


@dataclass(frozen=True)
class Phrase:
    """Words with heads inside the phrase; `top` is the word that others attach to. number: Sing or Plur; person as in feats."""

    words: tuple[Word, ...]
    top: int = 0
    number: str = "Sing"


def word(form: str, lemma: str, pos: str, tag: str, feats: str = "", space: bool = True) -> Phrase:
    return Phrase((Word(form, lemma, pos, tag, feats, 0, "ROOT", space),))


def join(head: int, *parts: tuple[Phrase, str]) -> Phrase:
    """Put phrases one after the other; all attach to the part number `head` with their relation."""
    words: list[Word] = []
    tops, offset = [], 0
    for phrase, _ in parts:
        tops.append(offset + phrase.top)
        words += [replace(w, head=w.head + offset) for w in phrase.words]
        offset += len(phrase.words)
    for k, (_, dep) in enumerate(parts):
        words[tops[k]] = replace(words[tops[k]], head=tops[head], dep="ROOT" if k == head else dep)
    return Phrase(tuple(words), tops[head], parts[head][0].number)


def tight(phrase: Phrase) -> Phrase:
    """Return the phrase with no blank after it."""
    return replace(phrase, words=(*phrase.words[:-1], replace(phrase.words[-1], space=False)))


def comma() -> Phrase:
    return word(",", ",", "PUNCT", "$,")


def stop(mark: str = ".") -> Phrase:
    return word(mark, mark, "PUNCT", "$.")


class Maker:
    """Draws sentences; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def sentences(self, count: int) -> list[Tree]:
        frames: list[tuple[Callable[[], Phrase], int]] = [
            (self.that_clause, 3), (self.verb_second, 3), (self.quote_after, 4), (self.indirect_after, 3), (self.act, 4),
            (self.two_verbs, 3), (self.according, 3), (self.so_phrase, 2), (self.as_told, 2), (self.it_was_said, 1), (self.quote_before, 2),
            (self.split_quote, 2), (self.plain_konjunktiv, 2),
        ]  # fmt: skip
        kinds = [f for f, n in frames for _ in range(n)]
        return [self._finish(self.rng.choice(kinds)()) for _ in range(count)]

    def _finish(self, phrase: Phrase) -> Tree:
        first = phrase.words[0]
        start = 1 if first.pos == "PUNCT" else 0
        w = phrase.words[start]
        words = list(phrase.words)
        words[start] = replace(w, form=w.form[:1].upper() + w.form[1:])
        return _without_doubled_commas(words)

    # phrases

    def article(self, case: str, gender: str, number: str, definite: bool) -> Phrase:
        key = gender if number == "Sing" else "Plur"
        form = ARTICLES[case][key] if definite else EIN[case][key]
        feats = f"Case={case}|Gender={gender}|Number={number}" if number == "Sing" else f"Case={case}|Number=Plur"
        return word(form, "der" if definite else "ein", "DET", "ART", feats)

    def noun(self, entry: tuple[str, str, str, str, str], case: str, number: str, modify: bool = True) -> Phrase:
        """Return article, adjective, noun; plural without an article at times."""
        lemma, gender, genitive, plural, dative = entry
        number = number if plural else "Sing"
        definite = number == "Plur" or self.rng.random() < 0.75
        bare = number == "Plur" and self.rng.random() < 0.4
        weak = {"Präsident": "Präsidenten", "Experte": "Experten", "Zeuge": "Zeugen", "Soldat": "Soldaten", "Beamter": "Beamten"}
        if number == "Plur":
            form = dative if case == "Dat" else plural
            form = "Beamten" if lemma == "Beamter" and not bare else form
        else:
            form = genitive if case == "Gen" else weak.get(lemma, lemma) if case in ("Dat", "Acc") else lemma
            form = "Beamte" if lemma == "Beamter" and case == "Nom" and definite else form
        feats = f"Case={case}|Gender={gender}|Number={number}"
        parts: list[tuple[Phrase, str]] = []
        if not bare:
            parts.append((self.article(case, gender, number, definite), "det"))
        if modify and self.rng.random() < 0.35:
            stem = self.rng.choice(ADJECTIVES)
            end = (STRONG_PLURAL[case] if bare else "en") if number == "Plur" else (WEAK if definite else MIXED).get((case, gender), "en")
            parts.append((word(stem + end, stem, "ADJ", "ADJA", feats), "amod"))
        parts.append((word(form, lemma, "NOUN", "NN", feats), "ROOT"))
        return replace(join(len(parts) - 1, *parts), number=number)

    def name(self, case: str) -> Phrase:
        first, last = self.rng.choice(FIRST), self.rng.choice(LAST)
        feats = f"Case={case}|Gender={'Fem' if first[-1] in 'ae' else 'Masc'}|Number=Sing"
        surname = word(last, last, "PROPN", "NE", feats)
        if self.rng.random() < 0.15:
            return surname
        return join(0, (word(first, first, "PROPN", "NE", feats), "ROOT"), (surname, "flat"))

    def seat(self, case: str) -> Phrase:
        place = self.rng.choice(SEATS)
        form = place + "s" if case == "Gen" and place[-1] not in "sz" else place
        return word(form, place, "PROPN", "NE", f"Case={case}|Gender=Neut|Number=Sing")

    def speaker(self, case: str = "Nom", pronouns: bool = True) -> Phrase:
        """Return somebody who can speak."""
        r = self.rng.random()
        if r < 0.08 and pronouns and case == "Nom":
            form = self.rng.choice(["er", "sie", "man"])
            tag = "PIS" if form == "man" else "PPER"
            feats = "Case=Nom|Number=Sing" if form == "man" else f"Case=Nom|Gender={'Masc' if form == 'er' else 'Fem'}|Number=Sing|Person=3"
            return word(form, form, "PRON", tag, feats)
        if r < 0.2 and case != "Gen":
            return self.seat(case)
        if r < 0.33 and case != "Gen":
            return self.name(case)
        entry = self.rng.choice(SPEAKERS)
        head = self.noun(entry, case, "Plur" if self.rng.random() < 0.2 else "Sing")
        if head.number == "Plur" or entry[0] in ("Polizei", "Regierung"):
            return self._with_place(head) if self.rng.random() < 0.3 else head
        if entry[0] in ("Nachrichtenagentur", "Zeitung", "Partei", "Konzern", "Gewerkschaft"):
            title = self.rng.choice(["Reuters", "AFP", "Interfax", "Bloomberg", "Union", "Morgenpost", "Tass", "Verdi"])
            return join(0, (head, "ROOT"), (word(title, title, "PROPN", "NE", f"Case={case}|Number=Sing"), "appos")) if r < 0.8 else head
        return self._described(head, case)

    def _with_place(self, head: Phrase) -> Phrase:
        return join(0, (head, "ROOT"), (self.prepositional("in", self.seat("Dat")), "nmod"))

    def _described(self, head: Phrase, case: str) -> Phrase:
        r = self.rng.random()
        if r < 0.3:
            head = join(0, (head, "ROOT"), (self.noun(self.rng.choice(OWNERS), "Gen", "Sing"), "nmod"))
        if 0.15 < r < 0.4:
            return join(
                0, (tight(head), "ROOT"), (join(1, (comma(), "punct"), (tight(self.name(case)), "ROOT"), (comma(), "punct")), "appos")
            )
        if r > 0.75:
            return join(0, (head, "ROOT"), (self.name(case), "appos"))
        return head

    def prepositional(self, form: str, inner: Phrase) -> Phrase:
        return join(1, (word(form, form, "ADP", "APPR"), "case"), (inner, "ROOT"))

    def when(self) -> Phrase:
        r = self.rng.random()
        if r < 0.6:
            am = word("am", "an", "ADP", "APPRART", "Case=Dat|Gender=Masc|Number=Sing")
            day = self.rng.choice(DAYS)
            return join(1, (am, "case"), (word(day, day, "NOUN", "NN", "Case=Dat|Gender=Masc|Number=Sing"), "ROOT"))
        if r < 0.8:
            return self.prepositional("in", self.seat("Dat"))
        return self.prepositional("gegenüber", self.noun(self.rng.choice(SPEAKERS[-2:]), "Dat", "Sing", modify=False))

    def finite(self, entry: tuple[str, str, str, str, str, str, bool], number: str) -> Phrase:
        past = self.rng.random() < 0.8
        form = (entry[1] if number == "Sing" else entry[2]) if past else (entry[3] if number == "Sing" else _plural(entry))
        lemma = entry[0].removeprefix(entry[5])
        feats = f"Mood=Ind|Number={number}|Person=3|Tense={'Past' if past else 'Pres'}|VerbForm=Fin"
        return word(form, lemma, "VERB", "VVFIN", feats)

    def adverb(self) -> Phrase:
        form = self.rng.choice(ADVERBS)
        tag = "PAV" if form in ("Außerdem", "Daraufhin", "Dagegen") else "ADV"
        return word(form, form.lower(), "ADV", tag)

    def aux(self, form: str, lemma: str, number: str, sub: bool, tense: str = "Pres") -> Phrase:
        return word(form, lemma, "AUX", "VAFIN", f"Mood={'Sub' if sub else 'Ind'}|Number={number}|Person=3|Tense={tense}|VerbForm=Fin")

    # clauses of content

    def content(self, order: str, sub: bool | None = None) -> Phrase:
        """Return a clause; order "second" or "last"; `sub`: Konjunktiv or indicative."""
        sub = self.rng.random() < 0.75 if sub is None else sub
        who = self.speaker()
        r = self.rng.random()
        if r < 0.25:
            return self._passive(order, sub)
        lemma, konj, infinitive, participle = self.rng.choice(DEEDS)
        what = self.noun(self.rng.choice(THINGS), "Acc", "Plur" if self.rng.random() < 0.5 else "Sing")
        extra = [(word("nicht", "nicht", "PART", "PTKNEG"), "advmod")] if self.rng.random() < 0.25 else []
        if r < 0.6:
            aux = self._perfect(who.number, sub)
            verb = word(participle, lemma, "VERB", "VVPP", "VerbForm=Part")
            return self._clause(order, who, aux, [(what, "obj"), *extra], verb)
        if r < 0.8:
            aux = self._future(who.number, sub)
            return self._clause(order, who, aux, [(what, "obj"), *extra], word(infinitive, lemma, "VERB", "VVINF", "VerbForm=Inf"))
        split = lemma == "ablehnen"
        if who.number == "Plur" or not sub or split:
            return self._clause(
                order, who, self._future(who.number, sub), [(what, "obj")], word(infinitive, lemma, "VERB", "VVINF", "VerbForm=Inf")
            )
        verb = word(konj, lemma, "VERB", "VVFIN", "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
        if order == "second":
            return join(1, (who, "nsubj"), (verb, "ROOT"), (what, "obj"), *extra)
        return join(len(extra) + 2, (who, "nsubj"), (what, "obj"), *extra, (verb, "ROOT"))

    def _perfect(self, number: str, sub: bool) -> Phrase:
        if sub:
            return self.aux("habe", "haben", "Sing", True) if number == "Sing" else self.aux("hätten", "haben", "Plur", True, "Past")
        return self.aux("hat" if number == "Sing" else "haben", "haben", number, False)

    def _future(self, number: str, sub: bool) -> Phrase:
        if sub:
            return self.aux("werde", "werden", "Sing", True) if number == "Sing" else self.aux("würden", "werden", "Plur", True, "Past")
        return self.aux("wird" if number == "Sing" else "werden", "werden", number, False)

    def _clause(self, order: str, who: Phrase, aux: Phrase, middle: list[tuple[Phrase, str]], verb: Phrase) -> Phrase:
        if order == "second":
            return join(2 + len(middle), (who, "nsubj"), (aux, "aux"), *middle, (verb, "ROOT"))
        return join(1 + len(middle), (who, "nsubj"), *middle, (verb, "ROOT"), (aux, "aux"))

    def _passive(self, order: str, sub: bool) -> Phrase:
        what = self.noun(self.rng.choice(THINGS), "Nom", "Plur" if self.rng.random() < 0.5 else "Sing")
        lemma, _, _, participle = self.rng.choice(DEEDS)
        number = what.number
        if sub:
            aux = self.aux("sei" if number == "Sing" else "seien", "sein", number, True)
        else:
            aux = self.aux("ist" if number == "Sing" else "sind", "sein", number, False)
        done = word("worden", "werden", "AUX", "VAPP", "VerbForm=Part")
        verb = word(participle, lemma, "VERB", "VVPP", "VerbForm=Part")
        if order == "second":
            return join(2, (what, "nsubj:pass"), (aux, "aux"), (verb, "ROOT"), (done, "aux:pass"))
        return join(1, (what, "nsubj:pass"), (verb, "ROOT"), (done, "aux:pass"), (aux, "aux"))

    # frames

    def _middle(self) -> list[tuple[Phrase, str]]:
        return [(self.when(), "obl")] if self.rng.random() < 0.45 else []

    def _frame(self, who: Phrase, entry: tuple[str, str, str, str, str, str, bool]) -> Phrase:
        """Return subject, verb and particle in the order of a main clause, an adverb or a time first at times."""
        verb = self.finite(entry, who.number)
        particle = [(word(entry[5], entry[5], "ADP", "PTKVZ"), "compound:prt")] if entry[5] else []
        r = self.rng.random()
        if r < 0.25:
            return join(1, (self.adverb(), "advmod"), (verb, "ROOT"), (who, "nsubj"), *self._middle(), *particle)
        if r < 0.4:
            return join(1, (self.when(), "obl"), (verb, "ROOT"), (who, "nsubj"), *particle)
        return join(1, (who, "nsubj"), (verb, "ROOT"), *self._middle(), *particle)

    def that_clause(self) -> Phrase:
        frame = self._frame(self.speaker(), self.rng.choice(VERBS))
        that = word("dass", "dass", "SCONJ", "KOUS")
        inner = join(2, (comma(), "punct"), (that, "mark"), (self.content("last"), "ROOT"))
        return join(0, (tight(frame), "ROOT"), (tight(inner), "ccomp"), (stop(), "punct"))

    def verb_second(self) -> Phrase:
        frame = self._frame(self.speaker(), self.rng.choice(VERBS))
        inner = join(1, (comma(), "punct"), (self.content("second", True), "ROOT"))
        return join(0, (tight(frame), "ROOT"), (tight(inner), "ccomp"), (stop(), "punct"))

    def _quoted(self, inner: Phrase, final: bool = False) -> Phrase:
        left, right = self.rng.choice(QUOTES)
        mark = word(left, left, "PUNCT", "$(", space=False)
        close = word(right, right, "PUNCT", "$(")
        parts = [(mark, "punct"), (tight(inner), "ROOT"), (close, "punct")]
        if final:
            parts.insert(2, (tight(stop()), "punct"))
        return join(1, *parts)

    def _inverted(self) -> Phrase:
        """Return `sagte X am Montag`, `teilte X mit`."""
        entry = self.rng.choice(VERBS)
        who = self.speaker()
        particle = [(word(entry[5], entry[5], "ADP", "PTKVZ"), "compound:prt")] if entry[5] else []
        return join(0, (self.finite(entry, who.number), "ROOT"), (who, "nsubj"), *self._middle(), *particle)

    def _after(self, content: Phrase) -> Phrase:
        return join(2, (tight(content), "ccomp"), (comma(), "punct"), (tight(self._inverted()), "ROOT"), (stop(), "punct"))

    def quote_after(self) -> Phrase:
        return self._after(self._quoted(self.content("second", False)))

    def indirect_after(self) -> Phrase:
        return self._after(self.content("second", True))

    def quote_before(self) -> Phrase:
        frame = self._frame(self.speaker(), self.rng.choice(VERBS))
        colon = word(":", ":", "PUNCT", "$.")
        return join(0, (tight(frame), "ROOT"), (colon, "punct"), (self._quoted(self.content("second", False), final=True), "ccomp"))

    def split_quote(self) -> Phrase:
        """`"A", sagte X. ` with more of the sentence after the frame: `"A", sagte X, "B."`"""
        first = self._quoted(self.content("second", False))
        second = join(1, (comma(), "punct"), (self._quoted(self.content("second", False)), "ROOT"))
        return join(
            2,
            (tight(first), "ccomp"),
            (comma(), "punct"),
            (tight(self._inverted()), "ROOT"),
            (tight(second), "parataxis"),
            (stop(), "punct"),
        )

    def act(self) -> Phrase:
        """`Unterdessen wies Moskau die Vorwürfe zurück.`"""
        entry = self.rng.choice(ACTS)
        who = self.speaker()
        what = self.noun(self.rng.choice(THINGS), "Acc", "Plur" if self.rng.random() < 0.5 else "Sing")
        particle = [(word(entry[5], entry[5], "ADP", "PTKVZ"), "compound:prt")] if entry[5] else []
        verb = self.finite(entry, who.number)
        r = self.rng.random()
        if r < 0.5:
            first = (self.adverb(), "advmod") if r < 0.35 else (self.when(), "obl")
            body = join(1, first, (verb, "ROOT"), (who, "nsubj"), (what, "obj"), *particle)
        elif r < 0.7 and "Masc" in what.words[what.top].feats and what.number == "Sing":
            body = join(1, (what, "obj"), (verb, "ROOT"), (who, "nsubj"), *self._middle(), *particle)
        else:
            body = join(1, (who, "nsubj"), (verb, "ROOT"), (what, "obj"), *self._middle(), *particle)
        return join(0, (tight(body), "ROOT"), (stop(), "punct"))

    def two_verbs(self) -> Phrase:
        """One subject, two verbs: `X hat A dementiert und behauptet, …` or `X wies A zurück und sagte, …`."""
        who, act, say = self.speaker(pronouns=False), self.rng.choice(ACTS), self.rng.choice(VERBS)
        what = self.noun(self.rng.choice(THINGS), "Acc", "Plur" if self.rng.random() < 0.5 else "Sing")
        und = word("und", "und", "CCONJ", "KON")
        inner = join(1, (comma(), "punct"), (self.content("second", True), "ROOT"))
        if self.rng.random() < 0.5:
            aux = self._perfect(who.number, False)
            first = word(act[4], act[0], "VERB", "VVPP", "VerbForm=Part")
            second = join(1, (und, "cc"), (tight(word(say[4], say[0], "VERB", "VVPP", "VerbForm=Part")), "ROOT"), (tight(inner), "ccomp"))
            return join(3, (who, "nsubj"), (aux, "aux"), (what, "obj"), (first, "ROOT"), (second, "conj"), (stop(), "punct"))
        particle = [(word(act[5], act[5], "ADP", "PTKVZ"), "compound:prt")] if act[5] else []
        own = [(word(say[5], say[5], "ADP", "PTKVZ"), "compound:prt")] if say[5] else []
        said = join(0, (self.finite(say, who.number), "ROOT"), *own)
        second = join(1, (und, "cc"), (tight(said), "ROOT"), (tight(inner), "ccomp"))
        return join(
            1, (who, "nsubj"), (self.finite(act, who.number), "ROOT"), (what, "obj"), *particle, (second, "conj"), (stop(), "punct")
        )

    def _source(self) -> Phrase:
        """Return `laut X`, `nach Angaben des X`, `X zufolge`."""
        r = self.rng.random()
        if r < 0.35:
            return self.prepositional("laut", self.speaker("Dat"))
        if r < 0.7:
            words = word(self.rng.choice(["Angaben", "Aussagen"]), "Angabe", "NOUN", "NN", "Case=Dat|Gender=Fem|Number=Plur")
            owner = self.noun(self.rng.choice(SPEAKERS), "Gen", "Sing")
            return self.prepositional("nach", join(0, (words, "ROOT"), (owner, "nmod")))
        zufolge = word("zufolge", "zufolge", "ADP", "APPO")
        return join(0, (self.speaker("Dat"), "ROOT"), (zufolge, "case"))

    def according(self) -> Phrase:
        """`Laut X hat Y …`, `X zufolge habe Y …`."""
        sub = self.rng.random() < 0.4
        who = self.speaker()
        lemma, _, _, participle = self.rng.choice(DEEDS)
        what = self.noun(self.rng.choice(THINGS), "Acc", "Plur" if self.rng.random() < 0.5 else "Sing")
        verb = word(participle, lemma, "VERB", "VVPP", "VerbForm=Part")
        body = join(4, (self._source(), "obl"), (self._perfect(who.number, sub), "aux"), (who, "nsubj"), (what, "obj"), (verb, "ROOT"))
        return join(0, (tight(body), "ROOT"), (stop(), "punct"))

    def so_phrase(self) -> Phrase:
        """`…, so X.`"""
        so = word("so", "so", "ADV", "ADV")
        source = join(2, (comma(), "punct"), (so, "advmod"), (self.speaker(pronouns=False), "ROOT"))
        content = self.content("second", True) if self.rng.random() < 0.6 else self._quoted(self.content("second", False))
        return join(0, (tight(content), "ROOT"), (tight(source), "parataxis"), (stop(), "punct"))

    def as_told(self) -> Phrase:
        """`Wie X mitteilte, hat Y … .`"""
        entry = self.rng.choice(VERBS)
        who, other = self.speaker(), self.speaker()
        form = entry[5] + (entry[1] if who.number == "Sing" else entry[2])
        verb = word(form, entry[0], "VERB", "VVFIN", f"Mood=Ind|Number={who.number}|Person=3|Tense=Past|VerbForm=Fin")
        wie = word("wie", "wie", "ADV", "PWAV")
        told = join(2, (wie, "advmod"), (who, "nsubj"), (tight(verb), "ROOT"), (comma(), "punct"))
        lemma, _, _, participle = self.rng.choice(DEEDS)
        what = self.noun(self.rng.choice(THINGS), "Acc", "Plur" if self.rng.random() < 0.5 else "Sing")
        main = word(participle, lemma, "VERB", "VVPP", "VerbForm=Part")
        aux = self._perfect(other.number, self.rng.random() < 0.3)
        return join(4, (told, "advcl"), (aux, "aux"), (other, "nsubj"), (what, "obj"), (tight(main), "ROOT"), (stop(), "punct"))

    def it_was_said(self) -> Phrase:
        """`…, hieß es am Montag aus dem Ministerium.`"""
        es = word("es", "es", "PRON", "PPER", "Case=Nom|Gender=Neut|Number=Sing|Person=3")
        hiess = word("hieß", "heißen", "VERB", "VVFIN", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin")
        origin = self.prepositional("aus", self.noun(self.rng.choice(OWNERS), "Dat", "Sing"))
        frame = join(0, (hiess, "ROOT"), (es, "nsubj"), *self._middle(), (origin, "obl"))
        return join(2, (tight(self.content("second", True)), "ccomp"), (comma(), "punct"), (tight(frame), "ROOT"), (stop(), "punct"))

    def plain_konjunktiv(self) -> Phrase:
        return join(0, (tight(self.content("second", True)), "ROOT"), (stop(), "punct"))


def _without_doubled_commas(words: list[Word]) -> Tree:
    """Drop the comma that closes an apposition before another mark."""
    doubled = [i for i in range(len(words) - 1) if words[i].form == "," and words[i + 1].form in ",.:"]
    kept = [i for i in range(len(words)) if i not in doubled]
    where = {old: new for new, old in enumerate(kept)}
    return tuple(replace(words[i], head=where[words[i].head]) for i in kept)


def _plural(entry: tuple[str, str, str, str, str, str, bool]) -> str:
    """Return the present plural: the infinitive without its particle."""
    return entry[0].removeprefix(entry[5])

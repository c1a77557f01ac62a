"""Mentions: what German sentences name, and for which state it stands."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.extract.gazetteer import Gazetteer
from lagebild.extract.home import home_country
from lagebild.extract.mentions import best_name, country_of, find_mentions, mentions_in
from lagebild.extract.nouns import NounLexicon
from lagebild.extract.persons import name_key, person_key
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Mention, Region, within
from lagebild.parse import make_parser
from lagebild.parse.base import Parse, Parser


@cache
def pack() -> Pack:
    return load_pack("de")


@cache
def parser() -> Parser:
    return make_parser(pack())


def document(text: str) -> Document:
    return Document("t", text, "de", "", regions=(Region((0, len(text)), "body"),))


@cache
def mentions(text: str) -> tuple[Mention, ...]:
    return find_mentions(document(text), parser().parse(document(text)), pack())


def named(text: str, phrase: str) -> Mention:
    """Return the mention whose span is the last `phrase` in `text`."""
    start = text.rindex(phrase)
    span = (start, start + len(phrase))
    return next(m for m in mentions(text) if m.span == span)


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "name", "country"),
    [
        ("Die Regierung Frankreichs schwieg.", "Frankreichs", "state", "Frankreich", "FRA"),
        ("Das Abkommen mit den Vereinigten Staaten gilt.", "Vereinigten Staaten", "state", "USA", "USA"),
        ("Die DVRK testete eine Rakete.", "DVRK", "state", "Nordkorea", "PRK"),
        ("Sie reiste in die Türkei.", "Türkei", "place", "Türkei", "TUR"),
        ("Eine US-amerikanische Delegation traf ein.", "US-amerikanische", "state", "USA", "USA"),
        ("Moskau hat die Vorwürfe zurückgewiesen.", "Moskau", "state", "Russland", "RUS"),
        ("Die Gespräche in Moskau dauerten lange.", "Moskau", "place", "Moskau", "RUS"),
        ("Zwischen Pjöngjang und Seoul wächst die Spannung.", "Seoul", "state", "Südkorea", "KOR"),
        ("Der Kreml wies das zurück.", "Kreml", "state", "Kreml", "RUS"),
        ("Ein Sprecher des Weißen Hauses schwieg.", "Weißen Hauses", "state", "Weißes Haus", "USA"),
        ("Tausende flohen aus Aleppo.", "Aleppo", "place", "Aleppo", "SYR"),
        ("Die Kosovo-Albaner stimmten ab.", "Kosovo-Albaner", "group", "Kosovo-Albaner", "XKX"),
        ("Der UN-Sicherheitsrat tagte.", "UN-Sicherheitsrat", "organization", "UN-Sicherheitsrat", "IGO:UN"),
        ("Die Nachrichtenagentur Reuters berichtete.", "Reuters", "media", "Reuters", "GBR"),
        ("Das Magazin „Stern“ berichtete.", "Stern", "media", "Stern", "DEU"),
        ("Das neue Fusionsabkommen tritt in Kraft.", "Fusionsabkommen", "treaty", "Fusionsabkommen", None),
        ("Kiew erhielt zwölf Panzerhaubitzen.", "Panzerhaubitzen", "equipment", "Panzerhaubitzen", None),
        ("Norwegische Kampfflugzeuge stiegen auf.", "Kampfflugzeuge", "equipment", "Kampfflugzeuge", "NOR"),
    ],
)
def test_known_names(text: str, phrase: str, kind: str, name: str, country: str | None) -> None:
    found = named(text, phrase)
    assert (found.kind, found.name, found.country) == (kind, name, country)


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "name", "country"),
    [
        ("Die schwedische Außenministerin reiste ab.", "schwedische Außenministerin", "person", "Außenminister (SWE)", "SWE"),
        ("Russische Truppen rückten vor.", "Russische Truppen", "group", "Truppen (RUS)", "RUS"),
        ("Das US-Außenministerium schwieg.", "US-Außenministerium", "organization", "US-Außenministerium (USA)", "USA"),
        ("Die Präsidentin Moldaus reiste ab.", "Präsidentin Moldaus", "person", "Präsident (MDA)", "MDA"),
        ("Frankreichs Präsident reiste ab.", "Frankreichs Präsident", "person", "Präsident (FRA)", "FRA"),
        ("Die Polizei in Lyon nahm zwei Männer fest.", "Polizei in Lyon", "organization", "Polizei (Lyon)", "FRA"),
        ("Das Landgericht Bremen urteilte.", "Landgericht Bremen", "organization", "Landgericht (Bremen)", "DEU"),
        ("Ein Sprecher des Weißen Hauses schwieg.", "Sprecher des Weißen Hauses", "person", "Sprecher (Weißes Haus)", "USA"),
        ("Kolumbianische Rebellen griffen an.", "Kolumbianische Rebellen", "group", "Rebellen", None),
        ("Westliche Regierungen protestierten in Lima gegen Peru.", "Westliche Regierungen", "organization", "Regierungen", None),
        ("Estnische und finnische Soldaten übten.", "Estnische und finnische Soldaten", "group", "Soldaten (FIN)", "FIN"),
        ("Der Papst betete.", "Papst", "person", "Papst (VAT)", "VAT"),
    ],
)
def test_descriptions(text: str, phrase: str, kind: str, name: str, country: str | None) -> None:
    found = named(text, phrase)
    assert (found.kind, found.name, found.country) == (kind, name, country)


@pytest.mark.parametrize(
    ("text", "name", "role", "country"),
    [
        ("Die finnische Ministerin Tuula Lahti reiste ab.", "Tuula Lahti", "Minister", "FIN"),
        ("US-Präsident Joe Biden reiste ab.", "Joe Biden", "US-Präsident", "USA"),
        ("Der Berater des Weißen Hauses, Peter Stone, schwieg.", "Peter Stone", "Berater", "USA"),
        ("Anna Brandt, Sprecherin der norwegischen Regierung, schwieg.", "Anna Brandt", "Sprecher", "NOR"),
        ("Sie traf den estnischen Präsidenten Toomas Kask.", "Toomas Kask", "Präsident", "EST"),
        ("Der Kommissar für Handel Pavel Novak schwieg.", "Pavel Novak", "Kommissar", None),
        ("Ursula von der Leyen reiste ab.", "Ursula von der Leyen", None, "DEU"),
        ("Der Staatschef Kim Jong Un reiste ab.", "Kim Jong Un", "Staatschef", "PRK"),
        (
            "Russland lud ein, Russland zahlte. Die Präsidenten Sadur Tolkanow und Emil Rachtow kamen.",
            "Sadur Tolkanow",
            "Präsident",
            None,
        ),
        ("Die Wahlleitung sprach sich für Orosbek Dschamanow aus.", "Orosbek Dschamanow", None, None),
    ],
)
def test_persons(text: str, name: str, role: str | None, country: str | None) -> None:
    found = named(text, name)
    assert (found.kind, found.name, found.role, found.country) == ("person", name, role, country)


def test_a_surname_leads_back_to_the_full_name() -> None:
    text = "Die Ministerin Karin Lindqvist reiste nach Oslo. Dort lobte Lindqvist den Vertrag. Lindqvists Sprecher schwieg."
    found = [m for m in mentions(text) if m.name == "Karin Lindqvist" and "Lindqvist" in text[m.span[0] : m.span[1]]]
    assert len(found) == 3
    assert len({m.entity for m in found}) == 1


def test_spellings_of_one_name_are_one_entity() -> None:
    text = "Kim Jong-un sprach. Später lobte Kim Jong Un die Truppen."
    assert len({m.entity for m in mentions(text) if m.kind == "person" and "Jong" in m.name}) == 1
    assert name_key("KIM JONG UN") == name_key("Kim Jong-un")
    assert person_key("Hans Peter Kohl") == person_key("Hans Kohl")


def test_an_office_leads_back_to_its_holder() -> None:
    text = "Die kanadische Außenministerin Joan Miller sprach in Genf. Die Außenministerin lobte den Vertrag."
    assert named(text, "Außenministerin").name == "Joan Miller"


def test_a_bare_body_means_the_one_named_before() -> None:
    text = "Die Fluggesellschaft „Nordwind“ strich Flüge. Später entschuldigte sich die Fluggesellschaft."
    assert named(text, "Fluggesellschaft").name == "Nordwind"


def test_a_party_without_a_state_belongs_to_the_passage() -> None:
    text = "In Madrid kam es zu Protesten gegen die spanische Regierung. Die Polizei nahm 20 Menschen fest."
    assert named(text, "Polizei").country == "ESP"
    assert home_country(mentions(text)) == "ESP"


def test_helpers_name_a_phrase() -> None:
    text = "Der Sprecher des Auswärtigen Amtes, Jonas Weber, widersprach der Regierung in Wien."
    phrase = (0, text.index(", widersprach"))
    best = best_name(mentions(text), phrase)
    assert best is not None and best.name == "Jonas Weber"
    assert country_of(mentions(text), phrase) == "DEU"
    assert best_name(mentions(text), (text.index("widersprach"), text.index("widersprach") + 3)) is None
    assert [m.name for m in mentions_in(mentions(text), (len(text) - 5, len(text)))][-1] == "Wien"


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("Verteidigungsministerinnen", "Verteidigungsminister"),
        ("UN-Sonderbeauftragten", "UN-Sonderbeauftragter"),
        ("Regierungstruppen", "Regierungstruppe"),
        ("Staatsanwältin", "Staatsanwalt"),
        ("Parlamenten", "Parlament"),
        ("Polizeiangaben", "Polizei"),
    ],
)
def test_nouns_are_known_by_their_end(word: str, lemma: str) -> None:
    form = pack().get(NounLexicon.from_pack).lookup(word)
    assert form is not None and form.lemma == lemma


@pytest.mark.parametrize("word", ["Kampfflugzeuge", "Lautsprecher", "Generalstreik", "Halbjahr", "Wetter", "Brücke", "und", "Zug"])
def test_other_nouns_name_no_party(word: str) -> None:
    assert pack().get(NounLexicon.from_pack).lookup(word) is None


def test_every_state_has_a_name_and_no_code_stands_twice() -> None:
    rows = pack().table("states.tsv")
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes)) > 195
    gazetteer = pack().get(Gazetteer.from_pack)
    for row in rows:
        entry = gazetteer.lookup(row["name"])
        assert entry is not None and entry.country == row["code"], row["name"]


TEXT = (
    "Der die des russische Präsident Putins Kim Jong Un Angela Merkel in Moskau , und „ “ US-Außenministerium Sprecher von der Leyen "
    "Regierung Reuters laut sagte . ( CDU ) zwischen Peking al-Assad Truppen Deutschen Xis ' - Ⅷ 10.000 é"
)
WORDS = st.sampled_from(TEXT.split())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=30))
def test_any_words_give_sound_spans(words: list[str]) -> None:
    text = " ".join(words)
    parse: Parse = parser().parse(document(text))
    found = find_mentions(document(text), parse, pack())
    assert found == find_mentions(document(text), parse, pack())
    spans = [m.span for m in found]
    assert spans == sorted(spans, key=lambda s: (s[0], -s[1])) and len(spans) == len(set(spans))
    assert all(0 <= s < e <= len(text) and text[s:e].strip() for s, e in spans)
    assert all(within(a, b) or within(b, a) or a[1] <= b[0] or b[1] <= a[0] for a in spans for b in spans)
    assert all(m.name for m in found)


def test_no_words_no_mentions() -> None:
    assert mentions("") == ()


@pytest.mark.parametrize(
    ("text", "phrase", "members"),
    [
        ("Peru und Chile bauen einen Tunnel. Die beiden Länder teilen sich die Kosten.", "beiden Länder", ("PER", "CHL")),
        ("Oslo und Kopenhagen verhandeln in Genf. Beide Seiten sprachen von Fortschritten.", "Beide Seiten", ("NOR", "DNK")),
        ("Estland, Lettland und Litauen üben. Die drei Staaten planten das lange.", "drei Staaten", ("EST", "LVA", "LTU")),
        ("Der finnische Präsident empfing den estnischen. Beide Staatschefs schwiegen.", "Beide Staatschefs", ("FIN", "EST")),
    ],
)
def test_pairs_of_states(text: str, phrase: str, members: tuple[str, ...]) -> None:
    found = named(text, phrase)
    assert (found.members, found.country) == (members, None)


@pytest.mark.parametrize(
    "text",
    [
        "Bahn und Gewerkschaft verhandeln. Beide Seiten sprachen von Fortschritten.",
        "Peru, Chile und Kuba bauen einen Tunnel. Die beiden Länder teilen sich die Kosten.",
        "Viele Länder bauen Tunnel.",
    ],
)
def test_pairs_that_stay_open(text: str) -> None:
    assert not any(m.members for m in mentions(text))


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        ("Togo kann seine Schulden nicht zahlen. Das westafrikanische Land verhandelt.", "westafrikanische Land", "TGO"),
        ("Malta bekommt Kredite aus Italien. Der Inselstaat ist verschuldet.", "Inselstaat", "MLT"),
        ("Indien flog Angriffe auf Nepal. Die Atommacht spricht von Notwehr.", "Atommacht", "IND"),
        ("Österreich wählt. In der Alpenrepublik regnet es.", "Alpenrepublik", "AUT"),
    ],
)
def test_a_state_by_a_trait(text: str, phrase: str, country: str) -> None:
    found = named(text, phrase)
    assert (found.kind, found.country) == ("state", country)


@pytest.mark.parametrize(
    ("text", "first", "later"),
    [
        ("Außenminister Ulf Berg kam aus Norwegen. Der Minister schwieg.", "Ulf Berg", "Minister"),
        ("Ministerpräsident Rui Sousa gewann. Der Regierungschef dankte.", "Rui Sousa", "Regierungschef"),
        ("Jewgeni Scharow sprach. Yevgeny Sharov wurde befördert.", "Jewgeni Scharow", "Yevgeny Sharov"),
        ("Der Premier Ante Horvatić sprach. Horvatic lobte den Vertrag.", "Ante Horvatić", "Horvatic"),
        ("Der Verein der Bergführer Tirol (VBT) wuchs. Der VBT warnt.", "Verein der Bergführer Tirol", "VBT"),
        ("Die Nato übt. Das Bündnis schickt Schiffe.", "Nato", "Bündnis"),
    ],
)
def test_later_forms(text: str, first: str, later: str) -> None:
    assert named(text, first).entity == named(text, later).entity


@pytest.mark.parametrize(
    ("text", "first", "second", "third"),
    [
        ("Minister Max Vogt kam mit seiner Frau Eva Vogt. Minister Vogt sprach.", "Max Vogt", "Eva Vogt", "Vogt"),
        ("Jan Wirth und Ute Wirth sagten aus. Frau Wirth weinte, Herr Wirth schwieg.", "Jan Wirth", "Ute Wirth", "Wirth"),
    ],
)
def test_two_bearers_of_a_surname(text: str, first: str, second: str, third: str) -> None:
    one, two, bare = named(text, first), named(text, second), named(text, third)
    assert one.entity != two.entity
    assert bare.entity == one.entity


def test_an_office_without_a_name_is_nobody_of_the_tables() -> None:
    for text in ("Der US-Präsident unterschrieb das Gesetz.", "Die Bundeskanzlerin reiste ab.", "Der Papst betete."):
        assert all(" " not in m.name.partition(" (")[0] for m in mentions(text) if m.kind == "person")


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("Die Nordlicht Solar AG wächst.", "Nordlicht Solar AG", "organization"),
        ("Das Baltic Harbour Research Institute warnt.", "Baltic Harbour Research Institute", "organization"),
        ("Die Bank of Ireland wächst.", "Bank of Ireland", "organization"),
        ("Bermuda wählt.", "Bermuda", "place"),
    ],
)
def test_bodies_by_shape_and_territories(text: str, phrase: str, kind: str) -> None:
    assert named(text, phrase).kind == kind


def test_wikidata_ids_of_states_and_bodies() -> None:
    text = "Chile und die Nato üben mit der Reederei Nordwind."
    assert [m.wikidata for m in mentions(text) if m.name != "Reederei"][:2] == ["Q298", "Q7184"]
    assert all(m.wikidata is None for m in mentions(text) if "Nordwind" in m.name)


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        ("Der EU-Kommissar für Handel und Wettbewerb Pavel Kral sprach in Oslo.", "Pavel Kral", "IGO:EU"),
        ("Der Vorsitzende der Versammlung des Europarats, Jan Kral, sprach in Oslo.", "Jan Kral", "IGO:COE"),
        ("Der UN-Botschafter Nordkoreas, Ri Song-min, schwieg.", "Ri Song-min", "PRK"),
        ("Ein Rebellenführer drohte in Sanaa. Jemens Regierung schwieg.", "Rebellenführer", None),
        ("Haiti wählt. Der Botschafter des Landes in Ottawa sprach.", "Botschafter des Landes", "HTI"),
    ],
)
def test_whose_an_office_is(text: str, phrase: str, country: str | None) -> None:
    assert named(text, phrase).country == country


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Der Laden schloss. Laden für Laden gab auf.", "Laden"),
        ("Das kostet 20 Millionen Franken.", "Franken"),
        ("Die Datei hat 16 GB.", "GB"),
        ("Das Buch hat eine ISBN.", "ISBN"),
        ("Finanzminister Max Winter sprach. Im Winter wird abgestimmt.", "Winter"),
    ],
)
def test_words_that_only_look_like_names(text: str, word: str) -> None:
    last = text.rindex(word)
    assert not any(m.span[0] <= last < m.span[1] for m in mentions(text))

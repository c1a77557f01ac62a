"""Entity resolution in its parts: names, features, keys, components, judgements, states and offices."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.lang.pack import load_pack
from lagebild.link.compare.activity import apart, compare_activity
from lagebild.link.compare.company import compare_company
from lagebild.link.compare.countries import compare_countries
from lagebild.link.compare.names import compare_person_names, compare_words, skeletons
from lagebild.link.compare.offices import compare_fields, compare_offices, compare_single
from lagebild.link.compare.weights import probability, weights
from lagebild.link.entities import (
    Holder,
    Judgement,
    LocalEntity,
    NameWords,
    Side,
    fold,
    fold_key,
    fold_state,
    holder,
    keys,
    link_entities,
    local_entities,
    place_offices,
    resolve,
    wanted,
)  # fmt: skip
from lagebild.link.records import Entity, MentionIn
from tests.link.invented import person

WORDS = load_pack("de").get(NameWords.from_pack)
W = weights()


def body(doc: int, name: str, country: str | None = None, role: str | None = None, ord: int = 0) -> MentionIn:
    return MentionIn(doc, ord, "organization", name, None, country, role)


def locals_of(*mentions: MentionIn) -> list[LocalEntity]:
    """Return the local entities of mentions; documents are of one day."""
    by_doc: dict[int, list[MentionIn]] = defaultdict(list)
    for m in mentions:
        by_doc[m.doc].append(m._replace(ord=len(by_doc[m.doc])))
    return [x for doc, group in by_doc.items() for x in local_entities(group, WORDS, f"d{doc}", "2024-11-15")]


def resolved(*mentions: MentionIn) -> list[set[int]]:
    """Return the documents of each entity of the first mention's kind, as one component."""
    found = resolve([x for x in locals_of(*mentions) if x.kind == mentions[0].kind], near=WORDS.near)
    return sorted(({doc for doc, _ in e.members} for e in found), key=sorted)


SAME = [
    ("Wolodymyr Selenskyj", "Volodymyr Zelensky"), ("Wolodymyr Selenskyj", "Wolodymyr Zelenskyy"), ("Sergej Lawrow", "Sergey Lavrov"),
    ("Kim Jong Un", "Kim Dschong Un"), ("Kim Jong Un", "Kim Jong-un"), ("Kim Jong Un", "Kim Jongun"), ("Dmitri Peskow", "Dmytro Peskov"),
    ("Walerij Saluschnyj", "Valery Zaluzhny"), ("Emomali Rahmon", "Emomali Rachmon"), ("Askar Dschunusow", "Askar Schunussow"),
    ("Sadyr Dschaparow", "Sadyr Japarov"), ("Jewgenij Prigoschin", "Yevgeny Prigozhin"), ("Mahmud Abbas", "Mahmoud Abbas"),
    ("Dr. Anna Kessler", "Anna Kessler"), ("A. Kessler", "Anna Kessler"), ("Viktor Orbán", "Orbán Viktor"),
    ("Ursula von der Leyen", "Ursula Leyen"), ("Karl-Heinz Brand", "Karl Heinz Brand"), ("Machthaber Kim Jong Un", "Kim Jong Un"),
    ("Wladimir Wladimirowitsch Putin", "Vladimir Putin"),
]  # fmt: skip
OTHER = [
    ("Kim Jong Un", "Kim Jong Il"), ("Hans Maier", "Karl Maier"), ("George H. Bush", "George W. Bush"),
    ("Stefan Berger", "Stefanie Bergen"),
    ("Ri Yong Ho", "Ri Su Yong"), ("Iwan Petrow", "Iwan Petrenko"), ("Maria Sacharowa", "Maria Sakarjan"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), SAME)
def test_names_of_one(a: str, b: str) -> None:
    one, other = WORDS.person(a, "HUN" if "Orbán" in a else None), WORDS.person(b, "HUN" if "Orbán" in b else None)
    assert compare_person_names(one, other, True, W.name) is not None
    shared = [set(skeletons(n.family.split()[-1])) for n in (one, other)]
    assert shared[0] & shared[1], "one index key"


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_names_of_two(a: str, b: str) -> None:
    assert compare_person_names(WORDS.person(a, None), WORDS.person(b, None), True, W.name) is None


@given(st.sampled_from([n for pair in SAME + OTHER for n in pair]), st.sampled_from([n for pair in SAME + OTHER for n in pair]))
def test_names_are_compared_either_way(a: str, b: str) -> None:
    one, other = WORDS.person(a, None), WORDS.person(b, None)
    there, back = compare_person_names(one, other, True, W.name), compare_person_names(other, one, True, W.name)
    assert (there and there.bits) == (back and back.bits)


@given(st.text(max_size=12), st.text(max_size=12))
def test_words_are_compared_either_way(a: str, b: str) -> None:
    assert compare_words(a, b) == compare_words(b, a)
    assert compare_words(a, a) == "same"


def test_features_tell_for_and_against() -> None:
    assert compare_countries({"RUS": 2}, {"RUS": 1}, W.country).bits > 0
    assert compare_countries({"RUS": 1}, {"UKR": 1}, W.country).bits < compare_countries({"RUS": 8}, {"UKR": 1}, W.country).bits < 0
    assert compare_countries({"RUS": 1}, {}, W.country) is None
    assert compare_countries({"NOR": 1}, {"IGO:NATO": 1}, W.country).bits > compare_countries({"NOR": 1}, {"SWE": 1}, W.country).bits
    assert compare_offices({"trainer"}, {"trainer", "spieler"}, W.office).bits > 0
    assert compare_offices({"trainer"}, {"richter"}, W.office) is None
    assert compare_fields({"sport"}, {"justice"}, WORDS.near, W.office).bits < 0
    assert compare_fields({"politics"}, {"justice"}, WORDS.near, W.office).bits == 0
    assert compare_fields(set(), {"justice"}, WORDS.near, W.office) is None
    assert compare_single({("praesident", "FRA")}, {("praesident", "SRB")}, W.office).bits < 0
    assert compare_single({("praesident", "FRA")}, {("praesident", "FRA")}, W.office) is None


def test_company_counts_by_the_share_of_reports() -> None:
    few = compare_company({"p:tulin": 1}, {"p:tulin": 1}, (1, 1), W.company)
    once_in_many = compare_company({"p:tulin": 1}, {"p:tulin": 1}, (1, 100), W.company)
    assert few.bits > 5 * once_in_many.bits > 0
    state = compare_company({"s:DEU": 1}, {"s:DEU": 1}, (1, 1), W.company)
    assert few.bits > state.bits
    apart_ = {f"p:{n}": 1 for n in "abcd"}, {f"p:{n}": 1 for n in "efgh"}
    assert compare_company(*apart_, (1, 1), W.company, common=True).bits < compare_company(*apart_, (1, 1), W.company).bits < 0
    assert compare_company({"p:a": 1}, {"p:b": 1}, (1, 1), W.company) is None


def test_days_between_reports() -> None:
    assert apart([10, 100], [40, 97]) == 3 and apart([], [1]) is None
    assert compare_activity([1], [2000], W.time).bits < 0 < compare_activity([1], [5], W.time).bits


@pytest.mark.parametrize(
    ("name", "role", "form"),
    [
        ("Sergej Lawrow", "Außenminister", "name"), ("Lawrow", "Außenminister", "surname"),
        ("Außenminister (RUS)", "Außenminister", "office"),
        ("der russische Außenminister", "Außenminister", "office"), ("Sprecher (Hafenamt)", "Sprecher", "description"),
        ("Mann", "Mann", "description"), ("Frau (RUS)", "Frau", "description"),
    ],
)  # fmt: skip
def test_forms_of_persons(name: str, role: str, form: str) -> None:
    (x,) = locals_of(person(1, name, "RUS", role))
    assert x.form == form


@pytest.mark.parametrize(
    ("name", "role", "described"),
    [
        ("Länder", "Land", True), ("Behörden (DEU)", "Behörde", True), ("Ministerien (DEU)", "Ministerium", True), ("SVT", "Sender", False),
        ("Gremien", "Gremium", True), ("Ostsee Solar AG", "Firma", False), ("Regierung (SWE)", "Regierung", True),
        ("Bankhaus Metten", "Bank", False),
    ],
)  # fmt: skip
def test_forms_of_bodies(name: str, role: str, described: bool) -> None:
    (x,) = locals_of(body(1, name, "DEU" if "DEU" in name else None, role))
    assert (x.form == "description") == described
    assert not x.short


def test_a_state_by_its_name_is_a_state_whatever_it_was_read_as() -> None:
    found = locals_of(person(1, "Spanien", "ESP"), MentionIn(1, 0, "place", "Spanien", None, "ESP", None), person(1, "Spanien"))
    assert [(x.kind, x.form) for x in found] == [("person", "surname"), ("state", "state")]
    assert not list(keys(found[1]))


@given(st.sampled_from(SAME + OTHER), st.sampled_from([None, "RUS"]))
def test_json_and_back(names: tuple[str, str], country: str | None) -> None:
    for x in locals_of(*(person(1, n, country, "Minister") for n in names), body(1, "Hafen Nord AG (HNA)")):
        assert LocalEntity.from_json(x.doc, x.doc_id, x.published, json.loads(json.dumps(x.as_json()))) == x


def test_no_key_is_a_given_name_or_a_country_alone() -> None:
    for x in locals_of(person(1, "Sergej Lawrow", "RUS"), person(1, "Anna", "DEU")):
        assert all("sergei" not in key and key[1:] != ("RUS",) for key in keys(x))
    lone, full = locals_of(person(1, "Lavrov"), person(2, "Sergej Lawrow", "RUS"))
    assert set(keys(lone)) & set(keys(full))


BODIES = [
    (["Ostsee Solar AG", "Ostsee Solar"], 1), (["Ostsee Solar AG", "Ostsee Solar GmbH"], 2), (["Ostsee Solar", "Ostsee Wind"], 2),
    (["Hafenwerk", "Hafenwerk-Gruppe"], 1), (["Gewerkschaft der Schlepper Nord (GSN)", "GSN"], 1), (["IG Tiefbau", "IG Tiefbau Bayern"], 2),
]  # fmt: skip


@pytest.mark.parametrize(("names", "count"), BODIES)
def test_bodies(names: list[str], count: int) -> None:
    assert len(resolved(*(body(n, name) for n, name in enumerate(names, 1)))) == count


def test_initials_ask_for_something_beside_them() -> None:
    long, short = body(1, "Royal Harbour Services Institute"), body(2, "RHSI")
    assert len(resolved(long, short)) == 2
    assert (
        len(
            resolved(
                long, person(1, "Otto Brennicke"), person(1, "Jegor Tulin"), short, person(2, "Otto Brennicke"), person(2, "Jegor Tulin")
            )
        )
        == 1
    )


def test_courts_are_told_by_their_town_and_kind() -> None:
    assert len(resolved(body(1, "Harlingen", role="Landgericht"), body(2, "Harlingen", role="Staatsanwaltschaft"))) == 2


def test_a_body_read_as_a_person_joins_the_body() -> None:
    ships = [body(d, "Marlin Gulf Shipping", role="Reederei") for d in (1, 2)]
    (found,) = resolve(locals_of(*ships, person(3, "Marlin Gulf Shipping")), near=WORDS.near)
    assert found.kind == "organization"


def test_somebody_is_one_in_copies_only() -> None:
    company = [person(d, n) for d in (1, 2) for n in ("Otto Brennicke", "Jegor Tulin", "Anna Kesslau")]
    assert len(resolve([x for x in locals_of(person(1, "Mann", role="Mann"), person(2, "Mann", role="Mann")) if x.kind == "person"])) == 2
    found = resolve(
        [x for x in locals_of(person(1, "Mann", role="Mann"), person(2, "Mann", role="Mann"), *company) if x.form == "description"]
    )
    assert len(found) == 1


def test_one_of_two_bearers_stays_open() -> None:
    weber = [person(1, "Klara Ferchland", "AUT", "Richter"), person(2, "Jonas Ferchland", "AUT", "Richter"), person(3, "Ferchland", "AUT")]
    assert resolved(*weber) == [{1}, {2}, {3}]
    assert resolved(weber[0], person(2, "Jonas Ferchland", "DEU", "Trainer"), person(3, "Ferchland", "AUT", "Richter")) == [{1, 3}, {2}]


def side(x: LocalEntity) -> Side:
    return Side(tuple(n for n, _ in x.names), x.kind, x.country, x.doc_id, x.ords[0])


def test_judgements_join_and_keep_apart_and_are_undone() -> None:
    one, other = locals_of(person(1, "Sergej Lawrow", "RUS"), person(2, "Sergei Lavrov", "RUS"))
    two = Judgement("different", side(one), side(other), "2025-01-02T10:00", "Ada", "zwei Brüder")
    assert len(resolve([one, other])) == 1
    assert len(kept := resolve([one, other], [two])) == 2
    assert any("Ada decided on 2025-01-02" in r.text for e in kept for r in e.reasons)
    assert len(resolve([one, other], [replace(two, undone="2025-01-03")])) == 1
    kramp, akk = locals_of(person(1, "Annegret Kramp-Karrenbauer", "DEU"), person(2, "AKK", "DEU"))
    same = Judgement("same", side(kramp), side(akk), author="Ada")
    assert set(keys(kramp, [same])) & set(keys(akk, [same])) and not set(keys(kramp)) & set(keys(akk))
    (joined,) = resolve([kramp, akk], [same])
    assert any("are one" in r.text and r.score == 1 for r in joined.reasons)


def test_a_judgement_outlives_the_mention_that_it_names() -> None:
    one, other = locals_of(person(1, "Sergej Lawrow", "RUS"), person(2, "Sergei Lavrov", "RUS"))
    gone = Judgement("different", replace(side(one), doc_id="gone"), replace(side(other), doc_id="gone"))
    assert len(resolve([one, other], [gone])) == 2


def test_states_add_up() -> None:
    mentions = [MentionIn(d, 0, "state", n, None, "PRK", None) for d, n in enumerate(("Nordkorea", "Pjöngjang", "Nordkorea", "DVRK"))]
    found = locals_of(*mentions)
    whole = fold_state("PRK", found)
    assert fold_state("PRK", found[2:], fold_state("PRK", found[:2])) == whole
    assert fold_state("PRK", (), whole, removed=found[3:]) == fold_state("PRK", found[:3])
    assert whole.name == "Nordkorea" and whole.country == "PRK"


@given(st.data())
def test_folds_add_up_in_any_parts(data: st.DataObject) -> None:
    names = ["Menschen (DEU)", "Regierung (DEU)", "Frauen (DEU)"]
    mentions = [MentionIn(d, 0, "group", data.draw(st.sampled_from(names)), None, "DEU", "Mensch") for d in range(1, 8)]
    found = locals_of(*mentions)
    cut = data.draw(st.integers(0, len(found)))
    for key in {fold_key(x) for x in found} - {None}:
        one, other = ([x for x in part if fold_key(x) == key] for part in (found[:cut], found[cut:]))
        assert fold(key, other, fold(key, one)) == fold(key, [*one, *other])


def test_offices_go_to_their_holder_of_the_time() -> None:
    (office,) = locals_of(person(1, "Außenminister (RUS)", "RUS", "Außenminister"))
    now, before = Holder("e1", "Jegor Tulin", (739205,)), Holder("e2", "Iwan Rudin", (738000,))
    assert wanted(office) == ("aussenminister", "RUS")
    assert [entity for _, entity, _ in place_offices([office], [now, before])] == ["e1"]
    assert [entity for _, entity, _ in place_offices([office], [now, replace_days(before, now)])] == [None]
    assert [entity for _, entity, _ in place_offices([office], [])] == [None]
    named = locals_of(person(2, "Jegor Tulin", "RUS", "Außenminister"))
    assert holder("e1", "Jegor Tulin", ("aussenminister", "RUS"), named).families == ("tulin",)


def replace_days(holder_: Holder, other: Holder) -> Holder:
    return holder_._replace(days=other.days)


NAMES = [
    "Sergej Lawrow",
    "Sergei Lavrov",
    "Lawrow",
    "Hans Maier",
    "Karl Maier",
    "Maier",
    "Kim Jong-un",
    "Kim",
    "Mann",
    "Thomas Weber",
    "GSN",
]
ROLES = [None, "Außenminister", "Trainer", "Mann"]
MENTIONS = st.builds(
    MentionIn, doc=st.integers(1, 7), ord=st.integers(0, 5), kind=st.sampled_from(["person", "person", "organization", "place"]),
    name=st.sampled_from(NAMES), local=st.sampled_from([None, "a", "b"]), country=st.sampled_from([None, "RUS", "DEU"]),
    role=st.sampled_from(ROLES),
)  # fmt: skip
PILES = st.lists(MENTIONS, max_size=25, unique_by=lambda m: (m.doc, m.ord))


def _components(found: list[LocalEntity]) -> list[list[LocalEntity]]:
    groups: list[tuple[set[object], list[LocalEntity]]] = []
    for x in found:
        own: set[object] = set(keys(x)) or {fold_key(x)}
        touched = [g for g in groups if g[0] & own]
        groups = [g for g in groups if not g[0] & own]
        groups.append((own.union(*(g[0] for g in touched)), [x, *(y for g in touched for y in g[1])]))
    return [group for _, group in groups]


@given(PILES, st.randoms())
@settings(max_examples=150, deadline=None)
def test_components_are_resolved_alone_and_in_any_order(mentions: list[MentionIn], chance: random.Random) -> None:
    found = [x for x in locals_of(*mentions) if x.form != "state"]
    whole = {_plain(e) for e in resolve(found, near=WORDS.near)}
    parts = {_plain(e) for group in _components(found) for e in resolve(group, near=WORDS.near)}
    assert whole == parts
    chance.shuffle(found)
    assert {_plain(e) for e in resolve(found, near=WORDS.near)} == whole
    assert sorted(m for e in whole for m in e[2]) == sorted((x.doc, o) for x in found for o in x.ords)


def _plain(e: Entity) -> tuple[object, ...]:
    return e.id, e.name, tuple(e.members), tuple((r.score, r.text) for r in e.reasons)


def test_probability_is_a_share_of_one() -> None:
    assert probability(-99) == 0 and probability(0) == 0.5 and probability(99) == 1


def test_the_whole_case_keeps_every_mention_once() -> None:
    mentions = [person(1, "Jegor Tulin", "RUS", "Außenminister"), person(2, "Außenminister (RUS)", "RUS", "Außenminister")]
    (entity,) = link_entities(mentions, lambda doc: (f"d{doc}", "2024-11-15"))
    assert entity.name == "Jegor Tulin" and len(entity.packed) == 2
    assert any("reports of that time" in r.text for r in entity.reasons)


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("Velbrunn Capital", "velbrunn"),
        ("Vörbrünn Capital", "voerbruenn"),
        ("Österreichische Nordbank", ""),
        ("Bürger Capital", ""),
        ("Börse Nord", ""),
    ],
)
def test_the_first_word_of_a_name_leads_where_no_document_has_it(name: str, lead: str) -> None:
    """Words are looked up as they are written: their umlauts make them others."""
    (local,) = locals_of(body(1, name))
    assert local.lead == lead

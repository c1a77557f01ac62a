from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.link.claims import link_claims
from lagebild.link.lineage import link_lineage
from lagebild.link.origins import Provenance
from lagebild.link.outlets import OutletNames
from lagebild.link.records import ClaimOut, CreditIn, DocumentIn, Edge, Reason, Unit
from tests.link.invented import denial, document, event, figure, saying

ARMS = "Nordland habe Panzer und Haubitzen nach Ostland geliefert"


def known(documents: list[DocumentIn], *copies: tuple[int, int]) -> Provenance:
    edges = [Edge(a, b, None, "copy", Reason(1.0, "copy")) for a, b in copies]
    return Provenance.of(documents, edges, OutletNames(documents))


def claims(units: list[Unit], documents: list[DocumentIn] | None = None, *copies: tuple[int, int]) -> list[ClaimOut]:
    documents = documents or [document(n, f"Blatt {n}") for n in {u.doc for u in units}]
    return list(link_claims(sorted(units, key=lambda u: u.order), known(documents, *copies)))


def test_one_event_in_two_documents_is_one_claim() -> None:
    units = [event(1, "TRANSFER", "NOR", "OST", ARMS, object_kind="arms"), event(2, "TRANSFER", "NOR", "OST", ARMS, object_kind="arms")]
    (claim,) = claims(units)
    assert len(claim.units) == 2 and len(claim.origins) == 2
    assert claim.reasons and claim.reasons[0].score >= 0.6


OTHER = [
    {"type": "AID"},
    {"actors": ("SUD",)},
    {"recipients": ("WES",)},
    {"object_kind": "money"},
    {"status": "planned"},
    {"published": "2023-01-01"},
]


@pytest.mark.parametrize("change", OTHER)
def test_what_differs_in_one_feature_is_another_claim(change: dict[str, object]) -> None:
    units = [
        event(1, "TRANSFER", "NOR", "OST", ARMS, object_kind="arms"),
        event(2, **{"type": "TRANSFER"} | {"actors": "NOR", "recipients": "OST"}, words=ARMS, object_kind="arms"),
    ]  # type: ignore[arg-type]
    assert len(claims([units[0], units[1]._replace(**change)])) == 2  # type: ignore[arg-type]


def test_dates_tell_events_apart() -> None:
    day = [event(n, "ASSAULT", "NOR", "OST", "Angriff auf den Hafen", date=date) for n, date in enumerate(["2024-11-02", "2024-12-20"])]
    assert len(claims(day)) == 2
    same = [event(n, "ASSAULT", "NOR", "OST", "Angriff auf den Hafen", date=date) for n, date in enumerate(["2024-11-02", "2024-11"])]
    assert len(claims(same)) == 1


def test_parties_say_many_things_to_each_other() -> None:
    units = [
        event(1, "ACCUSE", "NOR", "OST", "Bruch des Fischereiabkommens"),
        event(2, "ACCUSE", "NOR", "OST", "Fälschung der Parlamentswahl"),
    ]
    assert len(claims(units)) == 2


def test_a_number_that_grows_is_one_claim() -> None:
    units = [
        event(n, "MOBILIZE", "NOR", "OST", "Soldaten verlegt an die Grenze", object_kind="troops", quantity=figure(value))
        for n, value in enumerate([3000.0, 10000.0, 12000.0])
    ]
    (claim,) = claims(units)
    assert [u.quantity.value for u in claim.units if u.quantity] == [3000.0, 10000.0, 12000.0]


def test_copies_count_once() -> None:
    units = [event(n, "TRANSFER", "NOR", "OST", ARMS, object_kind="arms") for n in (1, 2, 3)]
    (claim,) = claims(units, None, (2, 1))
    assert len(claim.origins) == 2
    assert any("one text" in reason for o in claim.origins for reason in o.reasons)


def test_sayings_of_one_source_count_once_and_of_two_twice() -> None:
    same = [saying(n, "Otto Keller", ARMS, "NOR OST") for n in (1, 2)]
    (claim,) = claims(same)
    assert [o.name for o in claim.origins] == ["Otto Keller"] and "both rest on Otto Keller" in claim.origins[0].reasons[0]
    (claim,) = claims([saying(1, "Otto Keller", ARMS, "NOR OST"), saying(2, "Anna Weiß", ARMS, "NOR OST")])
    assert [o.name for o in claim.origins] == ["Otto Keller", "Anna Weiß"]


def test_an_unnamed_source_is_one_with_itself_only_through_the_same_outlet() -> None:
    def insider(doc: int, via: str) -> Unit:
        return saying(doc, "Insider", ARMS, "NOR OST", chain=(via, "Insider"), source_class="anonymous", speaker=None)

    assert len(claims([insider(1, "Herald"), insider(2, "Herald")])[0].origins) == 1
    assert len(claims([insider(1, "Herald"), insider(2, "Courier")])[0].origins) == 2


def test_a_documents_own_voice_rests_on_the_source_that_it_names() -> None:
    told = event(1, "TRANSFER", "NOR", "OST", ARMS, object_kind="arms", start=5)
    said = event(
        1, "TRANSFER", "NOR", "OST", ARMS, object_kind="arms", start=90, event=1, statement=0, who="Otto Keller", chain=("Otto Keller",)
    )
    (claim,) = claims([told, said])
    assert [o.name for o in claim.origins] == ["Otto Keller"]


def test_documents_that_hand_on_one_agency_count_once() -> None:
    credit = CreditIn("agency", "Agentur X", None, (0, 3))
    units = [event(n, "TRANSFER", "NOR", "OST", ARMS, object_kind="arms") for n in (1, 2)]
    (claim,) = claims(units, [document(1, "A", "2024-11-15", credit), document(2, "B", "2024-11-15", credit)])
    assert [o.name for o in claim.origins] == ["Agentur X"]


def test_a_denial_beside_the_claim_and_one_elsewhere() -> None:
    units = [
        event(1, "TRANSFER", "NOR", "OST", ARMS, object_kind="arms", spans=((10, 80),)),
        denial(1, "Sprecher", "", spans=((20, 60),)),
        denial(2, "Botschafter", "keine Panzer und Haubitzen nach Ostland geliefert", "NOR OST"),
    ]
    (claim,) = claims(units)
    assert [u.who for u in claim.units if u.side == "denies"] == ["Sprecher", "Botschafter"]
    assert claim.best.side == "supports" and len(claim.origins) == 1


def test_nobody_denies_his_own_words() -> None:
    units = [saying(1, "Otto Keller", ARMS, "NOR", spans=((10, 80),)), denial(1, "Otto Keller", ARMS, "NOR", spans=((10, 80),))]
    assert claims(units) == []


def test_a_denial_of_something_else_is_a_claim_of_its_own() -> None:
    units = [
        event(1, "TRANSFER", "NOR", "OST", ARMS, object_kind="arms"),
        denial(2, "Bank", "man habe niemals Gelder der Sparer veruntreut", "NOR"),
    ]
    assert sorted((len(c.units), len(c.origins)) for c in claims(units)) == [(1, 0), (1, 1)]


def test_a_lone_statement_is_no_claim_and_a_lone_event_is() -> None:
    assert claims([saying(1, "Otto Keller", ARMS, "NOR")]) == []
    assert len(claims([event(1, "PROTEST", "NOR")])) == 1


def test_a_statement_joins_the_event_that_it_tells() -> None:
    (claim,) = claims([event(1, "TRANSFER", "NOR", "OST", ARMS, object_kind="arms"), saying(2, "Otto Keller", ARMS, "NOR OST")])
    assert {u.doc for u in claim.units} == {1, 2}


TEXTS = [ARMS, "Vertrag der Bank"]
TYPES = ["TRANSFER", "ACCUSE", "CONSULT"]
UNITS = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(TYPES), st.sampled_from(["NOR", "OST", ""]), st.sampled_from(TEXTS), st.booleans()),
    max_size=14,
)  # fmt: skip


@given(UNITS, st.randoms())
@settings(max_examples=120, deadline=None)
def test_any_order_gives_the_same_claims(drawn: list[tuple[int, str, str, str, bool]], chance: random.Random) -> None:
    units: list[Unit] = []
    for n, (doc, kind, party, words, speaks) in enumerate(drawn):
        start = 40 * n
        place = {"start": start, "spans": ((start, start + 30),)}
        if speaks:
            maker = denial if kind == "ACCUSE" else saying
            units.append(maker(doc, party or "Wer", words, "NOR", statement=n, **place))
        else:
            units.append(event(doc, kind, party, "WES", words, event=n, **place))
    found = claims(units)
    assert len({c.id for c in found}) == len(found)
    shuffled = list(units)
    chance.shuffle(shuffled)
    assert claims(shuffled) == found


def test_provenance_needs_no_text() -> None:
    assert link_lineage([], lambda _doc: "") == []
    assert claims([]) == []

"""Which claim a denial joins, and which it must not."""

from __future__ import annotations

from lagebild.link.claims import link_claims
from lagebild.link.origins import Provenance
from lagebild.link.outlets import OutletNames
from lagebild.link.records import ClaimOut, Unit
from tests.link.invented import denial, document, event, figure, saying

SHIPS = "Nordland habe vier Fregatten an Ostland verkauft"


def claims(*units: Unit) -> list[ClaimOut]:
    documents = [document(n, f"Blatt {n}") for n in {u.doc for u in units}]
    known = Provenance.of(documents, [], OutletNames(documents))
    return list(link_claims(sorted(units, key=lambda u: u.order), known))


def contested(*units: Unit) -> list[ClaimOut]:
    return [c for c in claims(*units) if any(u.side == "denies" for u in c.units)]


def pointing(who: str, home: str | None, **changes: object) -> Unit:
    """Return a denial like `Der Sprecher wies den Bericht zurück`."""
    return denial(1, who, "wies den Bericht zurück", pointing=True, told=False, home=home, spans=((300, 340),), **changes)


def test_what_points_back_denies_the_last_claim_about_its_own_side() -> None:
    about = event(1, "TRANSFER", "NOR", "OST", SHIPS, start=10, spans=((10, 80),))
    other = event(1, "CONSULT", "SUD", "WES", "Südmark und Westheim berieten über Fischerei", event=1, start=200, spans=((200, 250),))
    (claim,) = contested(about, other, pointing("Sprecher", "NOR"))
    assert claim.type == "TRANSFER"


def test_what_points_back_denies_nothing_of_its_own_side_and_nothing_about_others() -> None:
    own = saying(1, "Minister", "Nordland werde niemals Fregatten verkaufen", "NOR", home="NOR", start=200, spans=((200, 250),))
    other = event(1, "CONSULT", "SUD", "WES", "Südmark und Westheim berieten über Fischerei", event=1, start=10, spans=((10, 50),))
    assert contested(own, other, pointing("Sprecher", "NOR")) == []


def test_where_the_side_is_not_known_only_what_stands_right_before_is_meant() -> None:
    far = event(1, "TRANSFER", "NOR", "OST", SHIPS, start=10, spans=((10, 80),))
    assert contested(far._replace(start=0), pointing("Firma", None, start=600)) == []
    assert len(contested(far, pointing("Firma", None, start=150))) == 1


def test_a_denial_with_words_of_its_own_does_not_take_the_nearest_claim() -> None:
    units = [
        saying(1, "Anna Weiß", "Strafzölle gegen Nordland verhängen", "NOR", start=200, spans=((200, 240),)),
        denial(1, "Palast", "Berichte über den Einsatz nordländischer Fregatten", "NOR", told=False, spans=((300, 360),)),
    ]
    assert contested(*units) == []


def test_a_denial_elsewhere_needs_words_enough_and_a_claim_that_was_there() -> None:
    claim = event(1, "TRANSFER", "NOR", "OST", SHIPS, published="2024-11-15")
    no = denial(2, "Palast", "vier Fregatten an Ostland verkauft zu haben", "NOR OST", published="2024-11-17")
    assert [len(c.units) for c in contested(claim, no)] == [2]
    assert [len(c.units) for c in contested(claim._replace(published="2024-12-05"), no)] == [1]
    few = denial(2, "Palast", "Fregatten verkauft", "NOR OST", published="2024-11-17")
    assert [len(c.units) for c in contested(claim, few)] == [1]


def test_a_denial_that_nobody_claims_stands_for_itself_only_where_it_tells_what_is_denied() -> None:
    told = denial(1, "Palast", "den Verkauf von Fregatten an Ostland", "NOR OST")
    (claim,) = claims(told)
    assert not claim.origins and claim.best == told
    assert claims(told._replace(told=False)) == []


def test_one_side_denying_one_thing_twice_is_one() -> None:
    units = [
        denial(1, "Palast", "Einsatz nordländischer Fregatten", "NOR", home="NOR"),
        denial(2, "Otto Keller", "Berichte über den Einsatz nordländischer Fregatten", "NOR", home="NOR", told=False),
        denial(3, "Rat", "Einsatz nordländischer Fregatten", "NOR", home="SUD"),
    ]
    assert sorted(len(c.units) for c in claims(*units)) == [1, 2]
    assert all(c.best.told for c in claims(*units))


def test_a_denied_event_joins_the_telling_of_it_by_parties_and_type() -> None:
    claim = event(1, "TRANSFER", "NOR", "OST", SHIPS, object_kind="arms")
    denied = event(2, "TRANSFER", "NOR", "OST", "Waffen geliefert", object_kind="arms", status="denied", side="denies", statement=0)
    (found,) = contested(claim, denied)
    assert found.best == claim and len(found.units) == 2


def test_what_is_told_in_the_negative_is_a_claim_and_no_denial() -> None:
    (claim,) = claims(event(1, "TRANSFER", "NOR", "OST", "keine Waffen liefern", status="negated", side="denies"))
    assert [u.side for u in claim.units] == ["supports"] and len(claim.origins) == 1


def test_a_figure_that_grows_from_report_to_report_is_one_claim_and_one_that_leaps_is_not() -> None:
    def shot(doc: int, day: str, value: float, words: str) -> Unit:
        return event(doc, "ASSAULT", "OST", "", words, published=day, quantity=figure(value, "pieces"), object_kind="arms")

    grown = [
        shot(1, "2024-11-01", 223, "Luftabwehr schoss seit September Ballons ab"),
        shot(2, "2024-11-08", 300, "Mehr als dreihundert Ballons seit September zerstört"),
        shot(3, "2024-11-20", 400, "Rund vierhundert Ballons seit September vom Himmel geholt"),
    ]
    (claim,) = claims(*grown)
    assert [u.quantity.value for u in claim.units if u.quantity] == [223, 300, 400]
    assert len(claims(grown[0], shot(2, "2024-11-08", 9000, "Ganz andere Zählung von Ballons seit September"))) == 2


def test_copies_of_an_event_without_parties_are_one() -> None:
    words = "Explosion zerstörte Lagerhaus Hafen Nacht Feuerwehr"
    assert len(claims(event(1, "ASSAULT", words=words), event(2, "ASSAULT", words=words))) == 1
    assert len(claims(event(1, "ASSAULT", words=words), event(2, "ASSAULT", words=words + " Schule"))) == 2


def test_the_headline_is_a_whole_proposition_with_parties_and_figures() -> None:
    part = event(1, "TRANSFER", "NOR", "OST", SHIPS, whole=False, published="2024-11-10")
    whole = event(2, "TRANSFER", "NOR", "OST", SHIPS, quantity=figure(4, "pieces"))
    (claim,) = claims(part, whole, denial(1, "Palast", SHIPS, "NOR OST"))
    assert claim.best == whole and len(claim.units) == 3

"""Structured attributes of events: what is read, and that each leads back to its characters."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lagebild.extract.arms import ArmsWords, arms_details, consideration_details
from lagebild.extract.contacts import ContactWords, contact_details
from lagebild.extract.deeds import Deed, Details, clause_of
from lagebild.extract.deployments import DeploymentWords, deployment_details
from lagebild.extract.details import DetailWords, event_details
from lagebild.extract.marks import MarkWords, marks
from lagebild.extract.relations import governor
from lagebild.extract.sanctions import SanctionWords, sanction_details
from lagebild.extract.scene import Scene, make_scene
from lagebild.extract.treaties import TreatyWords, recognition_details, treaty_details
from lagebild.model import Document, EventObject, Party, Region
from tests.extract.drawn import drawn, pack, parser

CATEGORIES = Path(__file__).resolve().parents[2] / "lagebild" / "arms_categories.toml"


def _scene(text: str) -> Scene:
    document = Document("t", text, "de", "", published="2023-05-10", regions=(Region((0, len(text)), "body"),))
    found = drawn(text)
    return make_scene(document, parser().parse(document), found.mentions, found.times, found.quantities, found.statements, pack())


def deed(text: str, trigger: str, kind: str, thing: str = "", actor: str = "", recipient: str = "", **more: Any) -> Deed:
    """Lay an event over a text by hand: the readers of details are tested apart from the models that find events."""
    scene = _scene(text)

    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    i = scene.parse.at(span(trigger)).start
    lemma = scene.parse.tokens[i].lemma.lower()
    verb = governor(scene.parse, i)
    parties = [(Party(span(words), words),) if words else () for words in (actor, recipient)]
    given = {"mode": "", "status": "asserted", "negated": False, "object_kind": "other", **more}
    return Deed(
        scene, i, verb, lemma, lemma, kind, given["mode"], given["status"], given["negated"], parties[0], parties[1],
        EventObject(span(thing), given["object_kind"]) if thing else None, clause_of(scene, i, verb),
    )  # fmt: skip


def values(details: Details) -> dict[str, str]:
    return {key: value for key, (value, _) in details.items()}


@pytest.mark.parametrize(
    ("thing", "category"),
    [
        ("tausend Artilleriegranaten", "artillery_ammunition"), ("Kampfpanzer", "battle_tanks"), ("Leopard 2", "battle_tanks"),
        ("Schützenpanzer", "armoured_vehicles"), ("Grad-Raketenwerfer", "artillery"), ("HIMARS", "artillery"), ("F-16", "combat_aircraft"),
        ("Kampfhubschrauber", "helicopters"), ("zwei Fregatten", "warships"), ("KN-23", "missiles"), ("Patriot-Systeme", "air_defence"),
        ("Shahed-136", "drones"), ("unbemannte Fluggeräte", "drones"), ("Kalaschnikows", "small_arms"), ("Gewehrpatronen", "ammunition"),
        ("Landminen", "bombs_mines"), ("Sprengstoff", "explosives"), ("Mikrochips", "electronics"), ("Drohnenbauteile", "components"),
        ("Dual-Use-Güter", "dual_use"), ("angereichertes Uran", "nuclear"), ("chemische Waffen", "chemical_biological"),
        ("Militärlastwagen", "vehicles"), ("Schutzwesten", "protective"), ("einen Spionagesatelliten", "space"),
        ("Termine", None), ("Waffen", None), ("Kreise", None),
    ],
)  # fmt: skip
def test_category_of_arms(thing: str, category: str | None) -> None:
    found = arms_details(deed(f"Ruritanien lieferte {thing}.", "lieferte", "TRANSFER", thing, mode="arms"), pack().get(ArmsWords.from_pack))
    assert values(found).get("arms") == category


@pytest.mark.parametrize(
    ("trigger", "category"),
    [
        ("Waffenlieferung", None),
        ("Munitionslieferung", "ammunition"),
        ("Raketentest", "missiles"),
        ("Atomtest", "nuclear"),
        ("Besuch", None),
    ],
)
def test_category_of_arms_in_a_compound_trigger(trigger: str, category: str | None) -> None:
    found = arms_details(deed(f"Die {trigger} war erfolgreich.", trigger, "MOBILIZE"), pack().get(ArmsWords.from_pack))
    assert values(found).get("arms") == category


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Polen lieferte Haubitzen an Tschechien.", {"arms"}), ("Polen verlegte Truppen.", {"forces"}), ("Sie lieferten Brot.", set()),
        ("Sie sprachen über den Pakt.", {"treaty", "topic"}), ("Sie verhängten ein Embargo gegen Mali.", {"sanction"}),
    ],
)  # fmt: skip
def test_marks_tell_what_an_act_is_about(text: str, expected: set[str]) -> None:
    scene = _scene(text)
    verb = next(t.i for t in scene.parse.tokens if t.pos == "VERB")
    assert marks(scene.parse, verb, pack().get(MarkWords.from_pack)) == expected


def test_vehicles_are_arms_only_where_the_act_is_military() -> None:
    words = pack().get(ArmsWords.from_pack)
    text = "Der Konzern lieferte Fahrzeuge."
    assert arms_details(deed(text, "lieferte", "TRANSFER", "Fahrzeuge", object_kind="goods"), words) == {}
    assert values(arms_details(deed(text, "lieferte", "AID", "Fahrzeuge"), words)) == {"arms": "vehicles"}


@pytest.mark.parametrize(
    ("text", "paid", "kind"),
    [
        ("Otto lieferte Munition im Gegenzug für Öl.", "Öl", "energy"),
        ("Otto lieferte Munition gegen Getreide und Reis.", "Getreide und Reis", "food"),
        ("Otto lieferte Munition für zwei Milliarden Euro.", "zwei Milliarden Euro", "money"),
        ("Otto lieferte Munition. Im Gegenzug erhielt er Satellitentechnik.", "Satellitentechnik", "technology"),
        ("Otto lieferte Munition für die Armee.", None, None),
        ("Otto lieferte Munition und sprach über den Austausch von Gefangenen.", None, None),
        ("Otto lieferte Munition gegen die Invasion.", None, None),
    ],
)
def test_what_is_given_in_return(text: str, paid: str | None, kind: str | None) -> None:
    found = values(consideration_details(deed(text, "lieferte", "TRANSFER", "Munition"), pack().get(ArmsWords.from_pack)))
    assert (found.get("paid_with"), found.get("consideration")) == (paid, kind)


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "expected"),
    [
        ("Polen verlegte Soldaten von Danzig nach Litauen.", "verlegte", "MOBILIZE", {"forces": "army", "from": "Danzig", "to": "Litauen"}),
        ("Kenia schickte am Montag Polizisten nach Haiti.", "schickte", "MOBILIZE", {"forces": "police", "to": "Haiti"}),
        ("Der Abzug der Blauhelme aus Zypern begann.", "Abzug", "RETREAT", {"forces": "peacekeepers", "from": "Zypern"}),
        ("Freiwillige wurden in den Sudan entsandt.", "entsandt", "MOBILIZE", {"forces": "volunteers", "to": "Sudan"}),
        ("Das Land verlegte Milizen zur Unterstützung an die Grenze.", "verlegte", "MOBILIZE", {"forces": "militia", "to": "die Grenze"}),
    ],
)
def test_deployments(text: str, trigger: str, kind: str, expected: dict[str, str]) -> None:
    assert values(deployment_details(deed(text, trigger, kind), pack().get(DeploymentWords.from_pack))) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "expected"),
    [
        ("Beide Länder ratifizierten den Beistandspakt.", "ratifizierten", "AGREE", ("den Beistandspakt", "ratified")),
        ("Das Abkommen trat am Montag in Kraft.", "trat", "AGREE", ("Das Abkommen", "in_force")),
        ("Otto zog sich aus dem Vertrag zurück.", "zog", "RETREAT", ("dem Vertrag", "terminated")),
        ("Die Unterzeichnung des Vertrags verzögert sich.", "Unterzeichnung", "AGREE", ("des Vertrags", "signed")),
        ("Sie paraphierten ein Handelsabkommen.", "paraphierten", "AGREE", ("ein Handelsabkommen", "initialled")),
        ("Moskau setzte das Abkommen aus.", "setzte", "REJECT", ("das Abkommen", "suspended")),
        ("Otto kündigte das Abkommen an.", "kündigte", "AGREE", ("das Abkommen", None)),
        ("Otto schloss die Tür ab.", "schloss", "AGREE", (None, None)),
    ],
)
def test_treaties(text: str, trigger: str, kind: str, expected: tuple[str | None, str | None]) -> None:
    found = values(treaty_details(deed(text, trigger, kind), pack().get(TreatyWords.from_pack)))
    assert (found.get("treaty"), found.get("stage")) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "thing", "more", "expected"),
    [
        ("Oslo erkannte die Unabhängigkeit an.", "erkannte", "die Unabhängigkeit", {}, ("granted", "die Unabhängigkeit")),
        ("Oslo erkannte die Grenze nicht an.", "erkannte", "die Grenze", {"negated": True}, ("refused", "die Grenze")),
        ("Oslo verweigert die Anerkennung der Regierung.", "verweigert", "", {}, ("refused", "der Regierung")),
        ("Die Anerkennung Palästinas freute viele.", "Anerkennung", "", {}, ("granted", "Palästinas")),
        ("Oslo unterstützt die Regierung.", "unterstützt", "die Regierung", {}, (None, None)),
    ],
)
def test_recognition(text: str, trigger: str, thing: str, more: dict[str, Any], expected: tuple[str | None, str | None]) -> None:
    found = values(recognition_details(deed(text, trigger, "SUPPORT", thing, **more), pack().get(TreatyWords.from_pack)))
    assert (found.get("recognition"), found.get("recognized")) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "expected"),
    [
        ("Wegen der Invasion verhängte Oslo Sanktionen gegen zwölf Banken.", "verhängte", "SANCTION",
         {"measure": "impose", "instrument": "general", "listed": "zwölf Banken", "occasion": "der Invasion"}),
        ("Die EU verlängerte die Sanktionen gegen Syrien.", "verlängerte", "SANCTION",
         {"measure": "extend", "instrument": "general", "listed": "Syrien"}),
        ("Die EU lockerte das Waffenembargo gegen Syrien.", "lockerte", "CONCEDE",
         {"measure": "ease", "instrument": "arms_embargo", "listed": "Syrien"}),
        ("Bern fror das Vermögen des Oligarchen ein.", "fror", "SANCTION", {"measure": "impose", "instrument": "asset_freeze"}),
        ("Bern fordert Sanktionen gegen Mali.", "fordert", "REQUEST", {"measure": "demand", "instrument": "general", "listed": "Mali"}),
        ("Bern erhöhte die Strafzölle.", "erhöhte", "SANCTION", {"measure": "tighten", "instrument": "tariffs"}),
        ("Bern wies drei Diplomaten aus.", "wies", "SANCTION", {"measure": "impose", "instrument": "expulsion"}),
        ("Bern verbot die Einfuhr von Diamanten.", "verbot", "SANCTION", {"measure": "impose", "instrument": "import_ban"}),
        ("Wegen Verstößen gegen das Embargo belegte Oslo die Reederei mit Sanktionen.", "belegte", "SANCTION",
         {"measure": "impose", "instrument": "general", "listed": "die Reederei", "occasion": "Verstößen gegen das Embargo"}),
        ("Ein Gericht verdoppelte die Strafe.", "verdoppelte", "SANCTION", {}),
        ("Nach der Besetzung der Botschaft brach Oslo die Gespräche ab.", "Besetzung", "COERCE", {}),
        ("Bern lobte den Plan.", "lobte", "SUPPORT", {}),
    ],
)  # fmt: skip
def test_sanctions(text: str, trigger: str, kind: str, expected: dict[str, str]) -> None:
    assert values(sanction_details(deed(text, trigger, kind), pack().get(SanctionWords.from_pack))) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "expected"),
    [
        ("Die Außenminister trafen sich in Tokio zu Gesprächen über Taiwan.", "trafen", "Die Außenminister",
         {"form": "meeting", "topic": "Taiwan", "level": "ministers"}),
        ("Die Präsidenten sprachen am Telefon über den Krieg.", "sprachen", "Die Präsidenten",
         {"form": "call", "topic": "den Krieg", "level": "leaders"}),
        ("Der General besuchte Prag.", "besuchte", "Der General", {"form": "visit", "level": "military"}),
        ("Die Präsidenten besuchten eine Gedenkfeier.", "besuchten", "Die Präsidenten", {"form": "visit", "level": "leaders"}),
        ("Das Gipfeltreffen begann am Montag.", "Gipfeltreffen", "", {"form": "summit"}),
        ("Die Videokonferenz dauerte lange.", "Videokonferenz", "", {"form": "video"}),
    ],
)  # fmt: skip
def test_contacts(text: str, trigger: str, actor: str, expected: dict[str, str]) -> None:
    assert values(contact_details(deed(text, trigger, "CONSULT", actor=actor), pack().get(ContactWords.from_pack))) == expected


def test_every_detail_leads_back_to_its_characters() -> None:
    text = "Nordkorea lieferte 5.000 Artilleriegranaten an Russland im Gegenzug für Öl."
    words = pack().get(DetailWords.from_pack)
    found = event_details(deed(text, "lieferte", "TRANSFER", "5.000 Artilleriegranaten"), words)
    assert {key: text[slice(*span)] for key, (_, span) in found.items()} == {
        "arms": "Artilleriegranaten", "in_return": "Gegenzug", "paid_with": "Öl", "consideration": "Öl", "context": "Artilleriegranaten",
    }  # fmt: skip


def test_events_carry_details_with_their_spans() -> None:
    text = "Russland und Nordkorea ratifizierten den Beistandspakt."
    events = drawn(text).events
    assert events and all(set(e.details) == set(e.evidence) for e in events)


def test_categories_of_arms_are_those_of_the_headings() -> None:
    table = tomllib.loads(CATEGORIES.read_text(encoding="utf-8"))
    assert {row["category"] for row in pack().table("arms.tsv")} == set(table)
    assert all(set(heading) == {"register", "wassenaar"} for heading in table.values())

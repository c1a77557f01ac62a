"""The structured attributes of an event: arms, what pays for them, deployments, treaties, recognition, sanctions, contacts; its context."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lagebild.extract import arms, contacts, deployments, sanctions, treaties
from lagebild.extract.arms import ArmsWords
from lagebild.extract.contacts import ContactWords
from lagebild.extract.context import ContextWords, context_details
from lagebild.extract.deeds import Deed, Details
from lagebild.extract.deployments import DeploymentWords
from lagebild.extract.sanctions import SanctionWords
from lagebild.extract.treaties import TreatyWords
from lagebild.lang.pack import Pack
from lagebild.model import Event

PAID = frozenset({"TRANSFER", "AID", "COOPERATE", "AGREE"})


@dataclass(frozen=True)
class DetailWords:
    """The vocabularies of all kinds of details."""

    arms: ArmsWords
    deployments: DeploymentWords
    treaties: TreatyWords
    sanctions: SanctionWords
    contacts: ContactWords
    contexts: ContextWords

    @classmethod
    def from_pack(cls, pack: Pack) -> DetailWords:
        return cls(
            ArmsWords.from_pack(pack),
            DeploymentWords.from_pack(pack),
            TreatyWords.from_pack(pack),
            SanctionWords.from_pack(pack),
            ContactWords.from_pack(pack),
            ContextWords.from_pack(pack),
        )


def event_details(deed: Deed, lexica: DetailWords) -> Details:
    """Return the details of one event by key (docs/records.md), each with the characters that it is read from."""
    details: Details = {}
    if deed.type in arms.MOVING | arms.USING | arms.SPEAKING:
        details |= arms.arms_details(deed, lexica.arms)
    if deed.type in PAID:
        details |= arms.consideration_details(deed, lexica.arms)
    if deed.type in deployments.MOVES:
        details |= deployments.deployment_details(deed, lexica.deployments)
    if deed.type in treaties.ABOUT:
        details |= treaties.treaty_details(deed, lexica.treaties)
    if deed.type in treaties.RECOGNISING:
        details |= treaties.recognition_details(deed, lexica.treaties)
    if deed.type in sanctions.OWN | sanctions.ABOUT:
        details |= sanctions.sanction_details(deed, lexica.sanctions)
    if deed.type == "CONSULT":
        details |= contacts.contact_details(deed, lexica.contacts)
    return details | context_details(deed, lexica.contexts)


def with_details(event: Event, details: Details) -> Event:
    """Return the event with these details and where they are read."""
    return replace(event, details={k: v for k, (v, _) in details.items()}, evidence={k: span for k, (_, span) in details.items()})

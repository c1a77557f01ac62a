"""Invented reports as told records: who rewrote whom, and who only tells of the same affair."""

from __future__ import annotations

import re

from lagebild.link.records import CreditIn
from lagebild.link.rewrites import Name, Told, When

PERSONS = "Petra Lindholm|Lindholm|Arne Sörensen|Sörensen|Igor Wolkow|Wolkow|Igor Volkov|Volkov|Jana Krüll|Krüll"
BODIES = "Nordwerft|Hafenamt|Tarnow-Brücke|Gewerkschaft Küste|Reederei Altmann|Wasserwacht|Kreistag"
PLACES = "Greifhaven|Kolm|Tarnow|Sandersby|Wolchow"
DATES = {"3. Februar": "2031-02-03", "12. Januar": "2031-01-12", "Montag": "2031-03-10", "Dienstag": "2031-03-11", "Sonntag": "2031-03-09"}


def told(doc: int, text: str, published: str = "2031-03-11", outlet: str = "", title: str = "", *credits: CreditIn) -> Told:
    """Return the records of an invented text, as the stages before would draw them."""
    names = [Name(m.span(), "person", m.group(), None) for m in re.finditer(PERSONS, text)]
    names += [Name(m.span(), "organization", m.group(), None) for m in re.finditer(BODIES, text)]
    names += [Name(m.span(), "place", m.group(), None) for m in re.finditer(PLACES, text)]
    times = [When(m.span(), DATES[m.group()], "DATE") for m in re.finditer("|".join(DATES), text)]
    quotes = tuple(m.span(1) for m in re.finditer("„([^“]+)“", text))
    return Told(
        doc, f"d{doc}", outlet or f"Blatt {doc}", published, "de", title, text, ((0, len(text)),), credits, tuple(sorted(names)),
        times=tuple(times), quotes=quotes,
    )  # fmt: skip


CRANE = (
    "Im Hafen von Greifhaven ist am Montag ein 68 Meter hoher Kran der Nordwerft umgestürzt. Vier Arbeiter wurden verletzt, einer "
    "von ihnen schwebt in Lebensgefahr, wie Polizeisprecherin Petra Lindholm mitteilte. Der Ausleger durchschlug das Dach einer "
    "Lagerhalle, in der 370 Fässer mit Lösungsmittel standen. Die Feuerwehr legte einen Schaumteppich und pumpte 2900 Liter ab. "
    "Das Hafenamt hatte die Anlage zuletzt am 12. Januar geprüft und dabei Risse im Drehkranz bemängelt. „Wir haben die Mängel "
    "gemeldet und eine Frist gesetzt“, sagte Amtsleiter Arne Sörensen. Den Schaden schätzt die Werft auf 8,4 Millionen Euro."
)
CRANE_REWRITTEN = (
    "Schock an der Kaikante: Ein Kran der Nordwerft, 68 Meter hoch, kippte zu Wochenbeginn einfach um! Vier Männer kamen ins "
    "Krankenhaus, um das Leben des einen bangen die Ärzte, so Petra Lindholm von der Polizei in Greifhaven. Der stählerne Ausleger"
    " krachte durch ein Hallendach – darunter lagerten 370 Fässer Lösungsmittel. Mit Schaum hielt die Feuerwehr dagegen, 2900 "
    "Liter mussten abgepumpt werden. Besonders bitter: Schon am 12. Januar fielen den Prüfern vom Hafenamt Risse am Drehkranz auf."
    " Man habe das gemeldet und eine Frist gesetzt, beteuert dessen Chef Arne Sörensen. Auf 8,4 Millionen Euro beziffert die Werft"
    " ihren Verlust."
)
CRANE_ELSEWHERE = (
    "Nach dem Kranunglück auf der Nordwerft fordert die Gewerkschaft Küste Aufklärung. Seit Jahren werde an der Wartung gespart, "
    "klagte deren Bezirksleiterin Jana Krüll am Dienstag vor dem Werkstor in Greifhaven. Rund 150 Beschäftigte hatten sich dort "
    "versammelt. Ein Kollege erzählte, man habe das Knarren des Auslegers seit Wochen gehört. Die Werft wies die Vorwürfe zurück: "
    "Man halte alle Prüffristen ein. Der Betriebsrat will nun ein eigenes Gutachten. Zwei der vier Verletzten haben die Klinik "
    "inzwischen verlassen."
)
BRIDGE = (
    "Die Tarnow-Brücke bleibt länger gesperrt als geplant. Gutachter fanden bei der Hauptprüfung 23 gebrochene Spannglieder, "
    "teilte die Straßenverwaltung in Kolm mit. Lastwagen müssen seit dem 3. Februar einen Umweg von 41 Kilometern fahren. Ein "
    "Notüberbau kostet nach ersten Rechnungen 17,6 Millionen Euro und könnte im Herbst stehen. Der Kreistag verlangte eine Fähre. "
    "„Ohne Fähre stirbt das linke Ufer“, warnte Landrätin Jana Krüll."
)
BRIDGE_TRANSLATED = (
    "Die Brücke von Tarnow wird für eine längere Zeit geschlossen bleiben als erwartet. Die Experten haben 23 gebrochene Spann-"
    "Glieder gefunden während der Haupt-Inspektion, sagte die Straßenbehörde von Kolm in einer Aussage. Trucks sind gezwungen zu "
    "nehmen einen Umweg von 41 Kilometern seit dem 3. Februar. Eine temporäre Struktur würde 17,6 Millionen Euro kosten und könnte"
    " in dem Herbst fertig sein. Der Kreistag forderte eine Fähre. „Ohne eine Fähre, das linke Ufer wird sterben“, sagte die "
    "Landrätin Jana Krüll."
)
BRIDGE_ELSEWHERE = (
    "Wer in diesen Tagen von Kolm ans linke Ufer will, braucht Geduld. Die gesperrte Tarnow-Brücke zwingt Pendler in den Bus, und "
    "der kommt nur alle zwei Stunden. Bäckerin Heide Marlow verlor die Hälfte ihrer Kundschaft. Ihr Vorschlag: eine "
    "Fußgängerbrücke aus Holz. Im Rathaus hält man davon wenig, denn das Hochwasser vom vergangenen Mai riss schon einen Steg mit."
    " Schulkinder werden nun mit dem Boot der Wasserwacht gebracht."
)
SPEECH = (
    "Außenminister Igor Wolkow hat den Nachbarn mit Vergeltung gedroht. „Wer unsere Schiffe aufhält, wird bald keine eigenen mehr "
    "haben“, sagte er am Sonntag vor Kadetten in Wolchow. Beobachter sehen darin eine Antwort auf die Beschlagnahme von drei "
    "Frachtern. Die Börse reagierte kaum. In der Hauptstadt begann derweil die Ernte der frühen Kirschen."
)
SPEECH_HEARD_TOO = (
    "Mit scharfen Worten eröffnete Igor Wolkow das Schuljahr der Marineakademie. Der Minister lobte die Disziplin des Jahrgangs "
    "und versprach neue Unterkünfte. Dann wurde er grundsätzlich: „Wer unsere Schiffe aufhält, wird bald keine eigenen mehr "
    "haben.“ Eltern klatschten, einige Diplomaten verließen die Tribüne. Unsere Reporterin sprach danach mit einem Absolventen, "
    "der lieber Lotse würde."
)
REWRITES = ((CRANE, CRANE_REWRITTEN), (BRIDGE, BRIDGE_TRANSLATED))
APART = (
    (CRANE, CRANE_ELSEWHERE), (CRANE_REWRITTEN, CRANE_ELSEWHERE), (BRIDGE, BRIDGE_ELSEWHERE), (BRIDGE_TRANSLATED, BRIDGE_ELSEWHERE),
    (SPEECH, SPEECH_HEARD_TOO), (CRANE, BRIDGE), (BRIDGE_ELSEWHERE, CRANE_ELSEWHERE),
)  # fmt: skip

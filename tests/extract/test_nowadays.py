"""*Heute* as the day of publication and as these days, through the real parser."""

from __future__ import annotations

import pytest

from tests.extract.drawn import drawn

TODAY, NOW = "2023-05-10", "PRESENT_REF"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Die Ministerin hat heute den Vertrag unterzeichnet.", TODAY),
        ("Der Bundestag stimmt heute über den Haushalt ab.", TODAY),
        ("Das Gericht wird heute sein Urteil verkünden.", TODAY),
        ("Der Rat will heute über die Strafen entscheiden.", TODAY),
        ("Früher war das Viertel arm. Heute leben dort Ärzte und Anwälte.", NOW),
        ("Die Fabrik wurde 1904 gebaut und gehört heute einer Stiftung.", NOW),
        ("Bis heute fehlt von den Tätern jede Spur.", NOW),
        ("Die Brücke steht heute noch.", NOW),
        ("Am Montag kam der Minister. Heute ist er in Riga.", TODAY),
    ],
)
def test_today(text: str, value: str) -> None:
    assert [t.value for t in drawn(text).times if text[slice(*t.span)].lower() == "heute"] == [value]

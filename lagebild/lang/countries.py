"""Countries and territories: ISO 3166-1 alpha-3 codes, and their names in a language, from the Unicode CLDR that `babel` brings along."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from babel.core import Locale, get_global

# CLDR leads these to a present code, but ISO 3166-1 has withdrawn them (ISO 3166-3), reserves them, or leaves them to users.
_WITHDRAWN: Final = frozenset(("BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"))
_RESERVED: Final = frozenset(("ASC", "CPT", "DGA", "TAA"))
_USERS: Final = re.compile(r"AA.|Q[M-Z].|X..|ZZ.")
_LENGTH: Final = 3
KOSOVO: Final = ("XKX", "XK")  # in common use, and in CLDR as XK; user-assigned in ISO 3166-1


@lru_cache(maxsize=1)
def iso_codes() -> dict[str, str]:
    """Return alpha-3 → alpha-2 of every code of ISO 3166-1."""
    aliases = get_global("territory_aliases")
    codes = {long: short[0] for long, short in aliases.items() if len(long) == _LENGTH and long.isalpha() and len(short) == 1}
    return {long: short for long, short in sorted(codes.items()) if long not in _WITHDRAWN | _RESERVED and not _USERS.fullmatch(long)}


def country_names(lang: str) -> dict[str, str]:
    """Return alpha-3 → CLDR's name in a language (ISO 639-1), Kosovo's as XKX. Raises babel's UnknownLocaleError."""
    names = Locale.parse(lang).territories
    return {long: names[short] for long, short in (*iso_codes().items(), KOSOVO) if short in names}

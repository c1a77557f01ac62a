"""What a web address tells: the outlet's host, the language it writes in, a date in the path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
_PATH_LANG = re.compile(r"/([a-z]{2})(?:-[a-z]{2})?/")
_SUBDOMAIN_LANG = re.compile(r"^([a-z]{2})\.[a-z0-9-]+\.")


@dataclass(frozen=True)
class Hosts:
    """Languages by host, by top-level domain, and by outlet name (`hosts.tsv`)."""

    hosts: dict[str, str]
    domains: dict[str, str]
    outlets: dict[str, str]

    def language_of_url(self, url: str) -> str | None:
        """Return the ISO 639-1 code of the language that the page at `url` is most likely written in, None if unknown."""
        host = host_of(url)
        if host is None:
            return None
        named = _SUBDOMAIN_LANG.match(host) or _PATH_LANG.match(path_of(url))
        if named is not None and named[1] in self.domains.values():
            return named[1]
        parts = host.split(".")
        known = (self.hosts.get(".".join(parts[i:])) for i in range(len(parts) - 1))
        return next((k for k in known if k), None) or self.domains.get(parts[-1])

    def language_of_outlet(self, name: str) -> str | None:
        """Return the language of an outlet known by name, None if unknown."""
        return self.outlets.get(name.casefold().removeprefix("the ").strip())


@lru_cache(maxsize=1)
def load_hosts() -> Hosts:
    """Read the table that ships with the package."""
    tables: dict[str, dict[str, str]] = {"host": {}, "domain": {}, "outlet": {}}
    for line in (HERE / "hosts.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        if line and not line.startswith("#"):
            kind, key, lang = line.split("\t")
            tables[kind][key.casefold()] = lang
    return Hosts(tables["host"], tables["domain"], tables["outlet"])


def host_of(url: str) -> str | None:
    """Return the host of a web address without `www.`; None where there is none or the address is broken."""
    try:
        host = urlsplit(url if "://" in url else "//" + url).hostname
    except ValueError:
        return None
    if not host or "." not in host or len(host) > 253:
        return None
    return host.removeprefix("www.")


def path_of(url: str) -> str:
    """Return the path of a web address, "" where it is broken."""
    try:
        return urlsplit(url if "://" in url else "//" + url).path
    except ValueError:
        return ""

"""The weights of features, read from `weights.toml`, where each is explained."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp2
from typing import Any, NamedTuple, TypeAlias

Table: TypeAlias = Mapping[str, float]


class Feature(NamedTuple):
    """What one comparison tells: `bits` for (+) or against (−) two records being one, and why in words."""

    name: str
    bits: float
    text: str


@dataclass(frozen=True, slots=True)
class Weights:
    """The tables of `weights.toml`."""

    decide: Table
    name: Table
    surname: Table
    office: Table
    country: Table
    company: Table
    time: Table
    words: Table
    body: Table
    offices: Mapping[str, Any]


@cache
def weights() -> Weights:
    """Return the shipped weights, read once."""
    return Weights(**tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8")))


def probability(bits: float) -> float:
    """Return what a sum of bits says as a share of 1."""
    return round(1 / (1 + exp2(-max(min(bits, 60.0), -60.0))), 3)

"""Which commune of today an address lies in: read by `domain/overlaps`, named by the pack `places`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import polars as pl

from haidang.apps.enterprises.reference import name_commune
from haidang.domain.overlaps.addresses import with_places
from haidang.domain.vietnamese import fold

_OURS: Final = re.compile(r"\b(?:hai phong|hai duong|hp|hd)\b")


def communes_of(addresses: Sequence[str]) -> list[str]:
    """The official name of the commune of each address, "" where it does not tell or lies elsewhere."""
    found = with_places(pl.DataFrame({"address": list(addresses)}, schema={"address": pl.String}), "address")
    return [
        name_commune(name, address) if name and _OURS.search(fold(address)) else ""
        for name, address in zip(found["commune"].to_list(), addresses, strict=True)
    ]

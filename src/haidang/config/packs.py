"""Loads a data pack: its tables through the importers, its report text, then the computed figures and the checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml
from django.db import transaction

from haidang.apps.observations.services import check_period, collect_measures
from haidang.apps.reporting.models import Round
from haidang.apps.reporting.services import find_written_report, load_report, refresh_generated_blocks
from haidang.domain.worktime import parse_period
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.importing.services import run_import


class PackError(ValueError):
    """A pack cannot be loaded; the message lists the faults, one a line."""


@dataclass(frozen=True)
class Loaded:
    """One file of a pack and what it did."""

    kind: str
    created: int
    changed: int
    unchanged: int


@transaction.atomic
def load_pack(
    folder: Path, *, by: Actor, at: datetime, tell: Callable[[Loaded], None] = lambda _loaded: None
) -> list[Loaded]:
    """Load everything a pack lists, or nothing. Loading it again changes nothing."""
    manifest = yaml.safe_load((folder / "pack.yaml").read_text(encoding="utf-8"))
    loaded = []
    for entry in manifest["load"]:
        step = _load_file(entry["kind"], folder / entry["file"], by, at)
        loaded.append(step)
        tell(step)
    return loaded


def _load_file(kind: str, path: Path, by: Actor, at: datetime) -> Loaded:
    content = path.read_bytes()
    if kind == "report":
        _compute(by, at)
        if written := find_written_report(content):
            refresh_generated_blocks(report=written, by=by, at=at)
            return Loaded(kind, 0, 0, 1)
        report = load_report(content=content, by=by, at=at)
        refresh_generated_blocks(report=report, by=by, at=at)
        return Loaded(kind, 1, 0, 0)
    report_ = run_import(kind=kind, content=content, name=path.name, by=by, at=at)
    if report_.faults:
        raise PackError("\n".join(str(fault) for fault in report_.faults))
    return Loaded(kind, len(report_.created), len(report_.changed), report_.unchanged)


def _compute(by: Actor, at: datetime) -> None:
    """The computed figures of every round's period, then the checks that use them."""
    for code in sorted(set(Round.objects.values_list("period", flat=True))):
        collect_measures(period=parse_period(code), by=by, at=at)
        check_period(period=code, by=by, at=at)

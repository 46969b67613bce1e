"""Giving the numerals of a draft what they lack: a figure that they quote, or the reason why they are none."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from haidang.apps.observations.models import Basis, Figure
from haidang.apps.reporting.block_texts import map_texts, text_of
from haidang.apps.reporting.models import Block
from haidang.apps.reporting.services.editing import save_block
from haidang.domain.quoting import (
    NUMERAL_KINDS,
    FigureToken,
    NumeralMark,
    Run,
    replace_stray,
    stray_numerals_of,
)
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


@dataclass(frozen=True)
class NumeralPlace:
    """The numeral nobody accounts for that is number `index` (from 0) of its block, as it was read."""

    block: Block
    index: int
    text: str
    seen_version: int


def mark_numeral(*, place: NumeralPlace, kind: str, by: Actor, at: datetime) -> Block:
    """Say why a numeral is no figure. Raises what `save_block` raises; ValidationError if it is not there any more."""
    if kind not in NUMERAL_KINDS:
        raise ValidationError(_("Choose why the numeral is no figure."), code="no_such_kind")
    return _replace(place, NumeralMark(kind, place.text), by, at)


def bind_numeral(*, place: NumeralPlace, figure: Figure, by: Actor, at: datetime) -> Block:
    """Put a quoted figure where a numeral stands. Raises as `mark_numeral`."""
    return _replace(place, token_of(figure, place.block.section.report.round.period), by, at)


def token_of(figure: Figure, period: str) -> FigureToken:
    """The token that quotes a figure in a report on `period`."""
    return FigureToken(
        figure.indicator.code,
        unit=figure.unit.code,
        period="" if figure.period == period else figure.period,
        basis="" if figure.basis == Basis.REPORTED else figure.basis,
    )


def _replace(place: NumeralPlace, run: Run, by: Actor, at: datetime) -> Block:
    by.require(Permission.RUN_ROUNDS)
    left = place.index
    found = False

    def changed(text: str) -> str:
        nonlocal left, found
        strays = stray_numerals_of(text)
        here, left = left, left - len(strays)
        if not 0 <= here < len(strays) or strays[here].text != place.text:
            return text
        found = True
        return replace_stray(text, here, run)

    block = copy(place.block)
    block.content = map_texts(block, changed)
    if not found:
        raise ValidationError(_("The text changed meanwhile: this numeral is no longer there."), code="moved")
    return save_block(
        block=place.block, text=text_of(block), seen_version=place.seen_version,
        why=_("“%(text)s” accounted for") % {"text": place.text}, by=by, at=at,
    )  # fmt: skip

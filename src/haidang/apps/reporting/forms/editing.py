"""Forms of the editor: a block as a plain field or, for a table, as a grid of fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.apps.observations.models import Basis
from haidang.apps.reporting.block_texts import content_of, text_of
from haidang.apps.reporting.models import Block, BlockKind

WIDEST: Final = 12
LONGEST_TABLE: Final = 200
_REMOVAL: Final = re.compile(r"remove-(row|column)-(\d+)")


class BlockForm(forms.Form):
    """What was typed in a block, which version was read, and why it changes."""

    seen_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    why = forms.CharField(label=_("Why (may be left out)"), max_length=250, required=False)


class FigureSearchForm(forms.Form):
    """Which figure is looked for."""

    q = forms.CharField(label=_("Words of indicator or unit"), max_length=200, required=False)
    period = forms.CharField(label=_("Period"), max_length=20, required=False)
    basis = forms.ChoiceField(label=_("Basis"), choices=[("", _("Any")), *Basis.choices], required=False)


class FrameForm(forms.Form):
    """What Decree 30/2020 puts around the text."""

    subject = forms.CharField(label=_("Subject"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)
    addressees = forms.CharField(
        label=_("Addressees, one a line"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )
    authority = forms.CharField(
        label=_("Authority of the signer, one line each"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
    )
    signer = forms.CharField(label=_("Name of the signer"), max_length=120, required=False)
    recipients = forms.CharField(
        label=_("Recipients, one a line"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
    )


@dataclass(frozen=True)
class Grid:
    """A table as fields: caption, headings, rows of cells."""

    caption: str
    columns: list[str]
    rows: list[list[str]]


def grid_of(block: Block, text: str) -> Grid:
    """The fields of a table for a text of it; short rows are filled up."""
    content = content_of(block, text)
    width = max([1, len(content["columns"]), *map(len, content["rows"])])
    filled = [[*row, *[""] * (width - len(row))] for row in (content["columns"], *content["rows"])]
    return Grid(content["caption"], filled[0], filled[1:])


def typed_text(block: Block, data: Mapping[str, Any]) -> str:
    """The text that was typed for a block, whether in one field or in the fields of a table."""
    if block.kind != BlockKind.TABLE or "text" in data:
        return str(data.get("text", ""))
    return _written(block, _typed_grid(data))


def reshaped(block: Block, data: Mapping[str, Any]) -> str:
    """The typed table with a row or column more or less, as the pressed button says."""
    grid, deed = _typed_grid(data), str(data.get("shape", ""))
    removal = _REMOVAL.fullmatch(deed)
    if deed == "add-row" and len(grid.rows) < LONGEST_TABLE:
        grid.rows.append([""] * len(grid.columns))
    elif deed == "add-column" and len(grid.columns) < WIDEST:
        for row in (grid.columns, *grid.rows):
            row.append("")
    elif removal and removal[1] == "row" and int(removal[2]) < len(grid.rows):
        del grid.rows[int(removal[2])]
    elif removal and removal[1] == "column" and int(removal[2]) < len(grid.columns) > 1:
        for row in (grid.columns, *grid.rows):
            del row[int(removal[2])]
    return _written(block, grid)


def _typed_grid(data: Mapping[str, Any]) -> Grid:
    width = next((n for n in range(WIDEST + 1) if f"column-{n}" not in data), WIDEST)
    height = next((n for n in range(LONGEST_TABLE + 1) if f"cell-{n}-0" not in data), LONGEST_TABLE)
    return Grid(
        str(data.get("caption", "")),
        [str(data[f"column-{n}"]) for n in range(width)],
        [[str(data.get(f"cell-{row}-{n}", "")) for n in range(width)] for row in range(height)],
    )


def _written(block: Block, grid: Grid) -> str:
    typed = copy(block)
    caption = " ".join(grid.caption.split())
    typed.content = {"caption": caption, "columns": grid.columns, "rows": grid.rows}
    return text_of(typed)

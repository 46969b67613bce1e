"""A comparison as plain data: what the command prints, and what crosses from the confined process."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final, TypeVar, get_args

from haidang.domain.official_document.comparison.model import (
    AddedNumeral,
    BlockChange,
    Comparison,
    FigureChange,
    FigureFate,
    LineChange,
    Piece,
    Place,
)

_Record = TypeVar("_Record")
_FATES: Final[tuple[FigureFate, ...]] = get_args(FigureFate)


def as_record(comparison: Comparison) -> dict[str, Any]:
    """The comparison as data for JSON.

    Figures by what befell them (`changed`, `removed`, `copied`, `moved`, `detached`), numerals `added`, `blocks`; the
    fields are those of the model, `quote` for `quote_id`.
    """
    figures: dict[str, list[dict[str, Any]]] = {fate: [] for fate in _FATES}
    for figure in comparison.figures:
        record = asdict(figure)
        figures[record.pop("fate")].append({"quote": record.pop("quote_id"), **record})
    return {
        "document": comparison.document_id,
        "unchanged": comparison.is_unchanged,
        "by_place": comparison.by_place,
        "pictures": comparison.pictures,
        "mended": comparison.mended,
        **figures,
        "added": [asdict(numeral) for numeral in comparison.numerals],
        "blocks": [_block_record(block) for block in comparison.blocks],
    }


def _block_record(block: BlockChange) -> dict[str, Any]:
    record = asdict(block)
    for line in record["lines"]:
        line["new"] = [[_piece_record(piece) for piece in cell] for cell in line["new"]]
    return record


def _piece_record(piece: Mapping[str, Any]) -> dict[str, Any]:
    quote = {"quote": piece["quote_id"]} if piece["quote_id"] else {}
    return {"text": piece["text"], **quote, **({"layout": True} if piece["layout"] else {})}


def comparison_from(record: Mapping[str, Any]) -> Comparison:
    """The comparison again that as_record wrote. Raises ValueError for anything else."""
    try:
        return Comparison(
            document_id=record["document"],
            figures=tuple(_figure(fate, item) for fate in _FATES for item in record[fate]),
            numerals=tuple(_placed(AddedNumeral, item) for item in record["added"]),
            blocks=tuple(_block(item) for item in record["blocks"]),
            by_place=record["by_place"],
            pictures=record["pictures"],
            mended=record["mended"],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("this is not the record of a comparison") from error


def _figure(fate: FigureFate, record: Mapping[str, Any]) -> FigureChange:
    facts = {name: value for name, value in record.items() if name != "quote"}
    before = _place(record["before"])
    return _placed(FigureChange, facts | {"fate": fate, "quote_id": record["quote"], "before": before})


def _block(record: Mapping[str, Any]) -> BlockChange:
    return _placed(BlockChange, {**record, "lines": tuple(_line(line) for line in record["lines"])})


def _line(record: Mapping[str, Any]) -> LineChange:
    new = tuple(
        tuple(Piece(p["text"], p.get("quote", ""), p.get("layout", False)) for p in cell)
        for cell in record["new"]
    )
    return _placed(LineChange, {**record, "new": new})


def _placed(make: Callable[..., _Record], record: Mapping[str, Any]) -> _Record:
    return make(**{**record, "place": _place(record["place"])})


def _place(record: Mapping[str, Any]) -> Place:
    return Place(**{**record, "section": tuple(record["section"])})

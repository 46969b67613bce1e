"""Blocks of the report that are generated: what they say is markup, so that every number in them is a quote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from haidang.apps.competitiveness.selectors import CITY, MOVEMENT_INDICATORS
from haidang.apps.observations.models import Figure
from haidang.apps.organisations.models import UnitKind
from haidang.apps.reporting.models import AppendixStatus, Assignment, AssignmentStatus, Round
from haidang.domain.quoting import literal
from haidang.domain.vietnamese import sort_key
from haidang.domain.worktime import Period, parse_period

VALIDITY: Final = "validity.first_submission_rate"
MOST_YEARS: Final = 5

_APPENDIX_VI: Final = {
    AppendixStatus.YES: "Có",
    AppendixStatus.PARTLY: "Chưa đầy đủ",
    AppendixStatus.NO: "Thiếu",
    AppendixStatus.UNKNOWN: "–",
}
_KIND_ORDER: Final = [UnitKind.DEPARTMENT, UnitKind.CENTRAL, UnitKind.DISTRICT, UnitKind.ORGANISATION]


@dataclass(frozen=True)
class Generated:
    """Content of a generated block (a table, or the text of a paragraph), and whether it rests on illustrative data."""

    content: dict[str, Any]
    is_illustrative: bool


def _place(kind: str, name: str) -> tuple[int, Any]:
    order = _KIND_ORDER.index(UnitKind(kind)) if kind in _KIND_ORDER else len(_KIND_ORDER)
    return order, sort_key(name)


def _sent(assignment: Assignment) -> str:
    if assignment.status == AssignmentStatus.EXCUSED:
        return "Được miễn"
    return "Đã gửi" if assignment.is_received else "Chưa gửi"


def generate_round_units(round_: Round) -> Generated:
    """Appendix: which units sent their report, and whether its tables came with it."""
    assignments = sorted(
        Assignment.objects.filter(round=round_).select_related("unit"),
        key=lambda a: _place(a.unit.kind, a.unit.name_vi),
    )
    rows = [
        [
            f"[[list_marker:{number}]]",
            literal(a.unit.name_vi),
            _sent(a),
            _APPENDIX_VI[AppendixStatus(a.appendix)],
        ]
        for number, a in enumerate(assignments, start=1)
    ]
    content = {"caption": "", "columns": ["TT", "Đơn vị", "Báo cáo", "Phụ lục số liệu"], "rows": rows}
    return Generated(content, any(a.is_illustrative for a in assignments))


def generate_first_submission_validity(round_: Round) -> Generated:
    """Appendix: share of dossiers valid at first submission per unit, best first."""
    found = Figure.objects.filter(
        indicator__code=VALIDITY, period=round_.period, basis="reported", dimensions=""
    )
    known = [
        (figure.latest.value, figure, figure.latest.is_illustrative)
        for figure in found.select_related("unit", "latest")
        if figure.latest is not None and figure.latest.value is not None
    ]
    known.sort(key=lambda entry: (-entry[0], sort_key(entry[1].unit.name_vi)))
    rows = [
        [
            f"[[list_marker:{number}]]",
            literal(figure.unit.name_vi),
            f"{{{{{VALIDITY} unit={figure.unit.code}}}}}",
        ]
        for number, (_rate, figure, _flag) in enumerate(known, start=1)
    ]
    columns = ["TT", "Đơn vị", "Tỷ lệ hồ sơ hợp lệ ngay từ lần nộp đầu tiên"]
    illustrative = any(flag for _rate, _figure, flag in known)
    return Generated({"caption": "", "columns": columns, "rows": rows}, illustrative)


def generate_index_movements(round_: Round) -> Generated:
    """How many sub-indices of the index rose and fell, year by year up to the round's: computed figures alone.

    A year whose scores are not all known has no such figure, and no row.
    """
    rows = [
        [f"[[year:{year.start.year}]]", *(_movement(code, year) for code in MOVEMENT_INDICATORS)]
        for year in _years_with_movements(round_)[-MOST_YEARS:]
    ]
    columns = ["Năm", "Số chỉ số thành phần tăng điểm", "Số chỉ số thành phần giảm điểm"]
    return Generated({"caption": "", "columns": columns, "rows": rows}, False)


def generate_index_sentence(round_: Round) -> Generated:
    """The same of the newest year that is known, as a sentence; it names the year, so that no other one is meant."""
    years = _years_with_movements(round_)
    if not years:
        return Generated({"text": ""}, False)
    rose, fell = (_movement(code, years[-1]) for code in MOVEMENT_INDICATORS)
    year = years[-1].start.year
    text = (
        f"So với năm [[year:{year - 1}]], năm [[year:{year}]] thành phố có {rose} chỉ số thành phần tăng điểm "
        f"và {fell} chỉ số thành phần giảm điểm."
    )
    return Generated({"text": text}, False)


def _years_with_movements(round_: Round) -> list[Period]:
    """The years up to the round's of which both counts are known, in order."""
    found = Figure.objects.filter(
        indicator__code__in=MOVEMENT_INDICATORS, unit__code=CITY, basis="computed", dimensions="",
        latest__value__isnull=False,
    )  # fmt: skip
    known: dict[Period, set[str]] = {}
    for period, code in found.values_list("period", "indicator__code"):
        known.setdefault(parse_period(period), set()).add(code)
    last = parse_period(round_.period).end
    return sorted(
        p for p, codes in known.items() if len(codes) == len(MOVEMENT_INDICATORS) and p.start < last
    )


def _movement(code: str, year: Period) -> str:
    return f"{{{{{code} unit={CITY} period={year.code} basis=computed}}}}"


GENERATORS: Final[dict[str, Callable[[Round], Generated]]] = {
    "round_units": generate_round_units,
    "first_submission_validity": generate_first_submission_validity,
    "index_movements": generate_index_movements,
    "index_sentence": generate_index_sentence,
}

GENERATOR_NAMES: Final = {
    "round_units": _("Table: units and their reports"),
    "first_submission_validity": _("Table: dossiers valid at first submission"),
    "index_movements": _("Table: sub-indices that rose and fell, by year"),
    "index_sentence": _("Sentence: sub-indices that rose and fell"),
}
"""What the editor offers, by the name of the generator."""

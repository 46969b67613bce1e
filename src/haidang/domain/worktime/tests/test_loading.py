"""A calendar is loaded whole or not at all."""

from datetime import date
from pathlib import Path

import pytest

from haidang.domain.worktime import CalendarDataError, Confidence, load_calendar

PACK = Path(__file__).resolve().parents[5] / "packs" / "calendars" / "vn-public-holidays.csv"
HEADER = "date,kind,name_vi,basis,confidence\n"
PACK_LINES = PACK.read_text(encoding="utf-8").splitlines(keepends=True)


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "days.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_data_package_holds_three_years() -> None:
    calendar = load_calendar(PACK)
    assert (calendar.first_day, calendar.last_day) == (date(2024, 1, 1), date(2026, 12, 31))
    assert all(row.basis and row.name_vi for row in calendar.exceptions)


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2026, 11, 23), 3, date(2026, 11, 27)),  # 24 November is a holiday since 2026
        (date(2025, 11, 24), 1, date(2025, 11, 25)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # Tết 2026
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # Hùng Kings' day on a Sunday
        (date(2024, 5, 3), 1, date(2024, 5, 4)),  # Saturday worked for 29 April
    ],
)
def test_due_dates_around_holidays(day: date, count: int, due: date) -> None:
    assert load_calendar(PACK).add_working_days(day, count) == due


def test_every_swapped_saturday_pays_for_a_day_off() -> None:
    kinds = [row.kind for row in load_calendar(PACK).exceptions if "hoán đổi" in row.name_vi]
    swapped = [row for row in load_calendar(PACK).exceptions if row.kind == "SWAPPED_WORKDAY"]
    assert len(kinds) == len(swapped)


def test_rows_say_how_sure_they_are() -> None:
    culture_day = load_calendar(PACK).find_exception(date(2026, 11, 24))
    assert culture_day is not None
    assert culture_day.confidence is Confidence.SOURCED


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "columns"),
        ("date,kind\n", "columns"),
        (HEADER, "no rows"),
        (HEADER + "2026-01-01,HOLIDAY,Tết\n", "line 2"),
        (HEADER + "01/01/2026,HOLIDAY,Tết,luật,sourced\n", "line 2"),
        (HEADER + "2026-01-01,HOLLIDAY,Tết,luật,sourced\n", "line 2"),
        (HEADER + "2026-01-01,HOLIDAY,Tết,luật,sourced,x\n", "line 2"),
        (HEADER + "2026-01-01,HOLIDAY,Tết,luật,sourced\n", "2026 lacks the public holiday 2026-04-30"),
    ],
)
def test_unusable_files_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(CalendarDataError, match=problem):
        load_calendar(_written(tmp_path, text))


def test_a_year_without_its_new_year_block_is_not_complete(tmp_path: Path) -> None:
    without_tet = "".join(line for line in PACK_LINES if "Nguyên đán" not in line or "2026" not in line[:4])
    with pytest.raises(CalendarDataError, match="2026 has 7 holidays"):
        load_calendar(_written(tmp_path, without_tet))

"""Plans as agencies file them: rows under the headings that officials use."""

import csv
import io
from datetime import timedelta
from itertools import count

import pytest
from django.conf import settings
from django.utils import translation

from haidang.apps.inspections.models import PlanLine, PlanYear
from haidang.apps.inspections.services import bring_plan, open_year, resolve_stale_years, take_plan
from haidang.apps.inspections.services.filing import keep_source
from haidang.apps.organisations.models import Unit
from haidang.domain.plan_tables import open_source

HEADINGS = (
    "STT",
    "Tên doanh nghiệp",
    "Mã số thuế",
    "Địa chỉ",
    "Nội dung",
    "Hình thức",
    "Thời gian",
    "Số ngày",
    "Số người",
)
# codes with a right check digit that no tax office issues, and a personal number of a century to come
ONE, TWO, THREE = "9900000016", "9900000023", "9900000030"
PERSON = "031990000123"
DOTS = "•" * 12


@pytest.fixture(autouse=True)
def _in_english(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    with translation.override("en"):
        yield


def row(
    name, code="", *, address="", content="Phòng cháy", form="Kiểm tra", time="Tháng 5", days="5", staff="4"
):
    return (name, code, address, content, form, time, days, staff)


def as_csv(*rows, headings=HEADINGS, title=""):
    out = io.StringIO()
    writer = csv.writer(out)
    if title:
        writer.writerow([title])
    writer.writerow(headings)
    for number, cells in enumerate(rows, 1):
        writer.writerow([number, *cells])
    return out.getvalue().encode()


@pytest.fixture
def unit():
    """`unit("SCT")` is the unit of a code."""
    return lambda code: Unit.objects.get(code=code)


@pytest.fixture
def clock(at):
    """`clock()` is a little later each time."""
    ticks = count(1)
    return lambda: at + timedelta(seconds=next(ticks))


@pytest.fixture
def inspectorate(actor_for):
    return actor_for("thanhtra")


@pytest.fixture
def year(db, inspectorate, at):
    return open_year(year=2024, by=inspectorate, at=at)


@pytest.fixture
def bring(year, unit, inspectorate, clock):
    """`bring("SCT", content)` lets a file be read in its confined process, as a draft."""

    def run(code, content, *, name="ke-hoach.csv", by=None):
        return bring_plan(
            year=year, unit=unit(code), content=content, name=name, by=by or inspectorate, at=clock()
        )

    return run


@pytest.fixture
def file_plan(year, unit, inspectorate, clock):
    """`file_plan("SCT", rows…)` puts a plan in force and returns its lines."""

    def run(code, *rows, into=None):
        source = open_source(as_csv(*rows), "ke-hoach.csv")
        draft = keep_source(
            year=into or year, unit=unit(code), source=source, content=None, sha256="0" * 64,
            by=inspectorate, at=clock(),
        )  # fmt: skip
        filing = take_plan(
            filing=draft, seen=draft.seen, by=inspectorate, at=clock(), with_faults=True, with_other_year=True
        )
        return list(filing.lines.all())

    return run


@pytest.fixture
def resolve(clock):
    """`resolve()` works out who is who, as the worker does."""
    return lambda: resolve_stale_years(at=clock())


@pytest.fixture
def entities(year):
    """`entities()` groups the names of all lines in force by what they were found to be."""

    def groups():
        found = {}
        for line in PlanLine.objects.in_force().filter(year=PlanYear.objects.get(pk=year.pk)).order_by("pk"):
            found.setdefault(line.entity, []).append(line.name)
        return sorted(found.values())

    return groups

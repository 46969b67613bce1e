"""A province of any size: units, indicators, a plan, and what every unit reported for the year before."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from django.db import connection, transaction

from haidang.apps.observations.models import Behaviour, Category, Indicator, IndicatorKind
from haidang.apps.organisations.models import Unit, UnitKind
from haidang.apps.programme.models import Part, Plan, Task, TaskKind, TaskUnit
from haidang.apps.reporting.models import Round
from haidang.apps.reporting.services import RoundRules
from haidang.domain.vietnamese import fold
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.accounts.models import RoleGrant, User
from haidang.foundation.permissions import Role

INDICATORS: Final = 300
CATEGORIES: Final = 10
TASKS: Final = 12
DUTIES: Final = 3
WORKING_UNITS: Final = 8
"""Units whose people take part in what is measured, and whose figures go back several years."""
AT: Final = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
PERIOD: Final = "2026-9M"
BEFORE: Final = "2025-Y"
EARLIER: Final = ("2025-9M", "2024-Y", "2024-9M", "2023-9M", "2022-9M", "2021-9M")
_NAMES: Final = (
    "Xã An Hòa",
    "Phường Đông Hải",
    "Đặc khu Cát Hải",
    "Sở Công Thương",
    "Xã Vĩnh Bảo",
    "Phường Lê Chân",
)
_FIGURES: Final = """
    INSERT INTO observations_figure (indicator_id, unit_id, period, basis, dimensions)
    SELECT i.id, u.id, %s, 'reported', '' FROM organisations_unit u CROSS JOIN observations_indicator i
    WHERE u.in_programme AND u.code <= %s ORDER BY u.id, i.id
"""
_OBSERVATIONS: Final = """
    INSERT INTO observations_observation (figure_id, revision, status, value, qualifier, stage, provenance,
        source_urn, source_sha256, note, reason, recorded_at, recorded_by_id, recorded_by_name)
    SELECT id, 1, 'value', CAST(100 + id % 37 AS varchar(40)), 'exact', 'final', 'reported',
        'urn:haidang:file:bench', '', '', '', %s, 'system:bench', 'bench'
    FROM observations_figure WHERE latest_id IS NULL
"""
_LATEST: Final = """
    UPDATE observations_figure SET latest_id =
        (SELECT o.id FROM observations_observation o WHERE o.figure_id = observations_figure.id)
    WHERE latest_id IS NULL
"""


@transaction.atomic
def build_world(units: int) -> None:
    """Write it all into an empty, migrated database."""
    office = Unit.objects.create(
        code="STC", name_vi="Sở Tài chính", kind=UnitKind.DEPARTMENT, search="stc so tai chinh"
    )
    members = Unit.objects.bulk_create([_unit(number) for number in range(1, units + 1)], batch_size=500)
    categories = Category.objects.bulk_create(
        [
            Category(scheme="PCI", code=f"C{n}", name_vi=f"Chỉ số thành phần {n}", position=n)
            for n in range(CATEGORIES)
        ]
    )
    indicators = Indicator.objects.bulk_create(
        [_indicator(n, categories) for n in range(INDICATORS)], batch_size=100
    )
    plan = Plan.objects.create(code="KH-BENCH")
    _add_tasks(plan, indicators, members)
    _add_people(office, members[:WORKING_UNITS])
    Round.objects.create(
        code="BENCH-2025-Y", period=BEFORE, plan=plan, coordinator=office, cutoff_scheme="calendar"
    )
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, [BEFORE, members[-1].code])
        for period in EARLIER:
            cursor.execute(_FIGURES, [period, members[min(WORKING_UNITS, units) - 1].code])
        cursor.execute(_OBSERVATIONS, [AT])
        cursor.execute(_LATEST)


def refresh_statistics() -> None:
    """Let the database look at what it holds, as it does by itself on a server that has been running."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _unit(number: int) -> Unit:
    name = f"{_NAMES[number % len(_NAMES)]} {number}"
    code = f"U{number:05d}"
    return Unit(
        code=code, name_vi=name, kind=UnitKind.COMMUNE, in_programme=True, search=fold(f"{code} {name}")
    )


def _indicator(number: int, categories: list[Category]) -> Indicator:
    behaviour = Behaviour.CUMULATIVE if number % 3 == 0 else Behaviour.UNKNOWN
    name = f"Số hồ sơ được giải quyết thuộc lĩnh vực {number}"
    return Indicator(
        code=f"i{number:03d}", name_vi=name, category=categories[number % CATEGORIES], kind=IndicatorKind.COUNT,
        unit_measure="hồ sơ", behaviour=behaviour, search=fold(name),
    )  # fmt: skip


def _add_tasks(plan: Plan, indicators: list[Indicator], members: list[Unit]) -> None:
    tasks = Task.objects.bulk_create(
        Task(plan=plan, code=f"T{n}", title_vi=f"Nhiệm vụ {n}", kind=TaskKind.values[0], position=n)
        for n in range(1, TASKS + 1)
    )
    Task.indicators.through.objects.bulk_create(
        (
            Task.indicators.through(task=tasks[n % TASKS], indicator=indicator)
            for n, indicator in enumerate(indicators)
        ),
        batch_size=100,
    )
    TaskUnit.objects.bulk_create(
        (
            TaskUnit(task=tasks[(n + step) % TASKS], unit=unit, part=Part.COORDINATE if step else Part.LEAD)
            for n, unit in enumerate(members)
            for step in range(DUTIES)
        ),
        batch_size=200,
    )


def _add_people(office: Unit, members: list[Unit]) -> None:
    """The co-ordinator `dieuphoi`; for each working unit an officer and a head, named after its code."""
    people = [("dieuphoi", Role.COORDINATOR, office)]
    for unit in members:
        people += [
            (f"canbo-{unit.code}", Role.REPORTING_OFFICER, unit),
            (f"thutruong-{unit.code}", Role.UNIT_HEAD, unit),
        ]
    for name, role, unit in people:
        user = User.objects.create(username=name.lower(), full_name=name, created_at=AT)
        RoleGrant.objects.create(user=user, role=role, unit_code=unit.code, valid_from=date(2025, 1, 1))


def rules() -> RoundRules:
    """The round that is measured."""
    return RoundRules(
        "BENCH-2026-9M",
        parse_period(PERIOD),
        Plan.objects.get(),
        Unit.objects.get(code="STC"),
        CutoffScheme.ND09,
        5,
    )

"""Runs in a temporary home: an empty database with units, indicators and the relations of the file it is given."""

import sys
from pathlib import Path

import django


def set_up(units: int, relations: Path) -> None:
    """Write what the import needs to find."""
    from bench.observations.tables import INDICATORS, RELATIONS, code, is_share  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from haidang.apps.observations.models import Indicator  # noqa: PLC0415
    from haidang.apps.organisations.models import Unit  # noqa: PLC0415
    from haidang.foundation.accounts.actor import Actor  # noqa: PLC0415
    from haidang.foundation.importing.services import run_import  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    Unit.objects.bulk_create(
        (Unit(code=f"U{n:05d}", name_vi=f"Xã {n}", kind="commune") for n in range(1, units + 1)),
        batch_size=500,
    )
    shares = {3 * relation for relation in range(RELATIONS) if is_share(relation)}
    Indicator.objects.bulk_create(
        Indicator(
            code=code(n), name_vi=f"Chỉ tiêu {n}", kind="percent" if n in shares else "count", unit_measure="hồ sơ",
            decimals=2 if n in shares else 0,
        )
        for n in range(INDICATORS)
    )  # fmt: skip
    report = run_import(
        kind="relations", content=relations.read_bytes(), name="relations.csv", by=Actor.system("bench"),
        at=timezone.now(),
    )  # fmt: skip
    assert report.written, report.faults


if __name__ == "__main__":
    django.setup()
    set_up(int(sys.argv[1]), Path(sys.argv[2]))

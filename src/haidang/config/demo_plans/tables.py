"""The plans of all agencies as one table, as `haidang import inspection-plan` takes it."""

import csv
from io import StringIO

from haidang.config.demo_plans.world import make_world
from haidang.domain.vietnamese import format_date

SAID = "Dữ liệu minh họa"
_COLUMNS = (
    "unit",
    "year",
    "name",
    "tax_code",
    "address",
    "content",
    "form",
    "window",
    "days",
    "staff",
    "note",
)
_FORMS = {"thanh_tra": "Thanh tra", "kiem_tra": "Kiểm tra"}


def plans_as_table() -> bytes:
    """Return a CSV file with a row for each visit; every row says that it is made up."""
    world = make_world()
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for agency, visits in world.plans:
        for visit in visits:
            window = f"{format_date(visit.first)} - {format_date(visit.last)}"
            writer.writerow(
                [agency.unit, world.year, visit.name, visit.code, visit.address, visit.content,
                 _FORMS.get(visit.form, ""), window, visit.days, visit.staff, SAID]
            )  # fmt: skip
    return out.getvalue().encode()

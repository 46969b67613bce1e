"""The files of all agencies, and the truth about every row in them."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from haidang.config.demo_plans.sheets import grouped, plain
from haidang.config.demo_plans.texts import document, listed, pages
from haidang.config.demo_plans.world import Agency, Visit, make_world
from haidang.domain.vietnamese import fold

TRUTH = "truth.csv"
_Layout = Callable[[Agency, Sequence[Visit], int], tuple[bytes, list[Visit]]]
_LAYOUTS: dict[str, tuple[str, _Layout]] = {
    "plain": ("xlsx", plain),
    "grouped": ("xlsx", grouped),
    "list": ("csv", listed),
    "document": ("docx", document),
    "pages": ("pdf", pages),
}
COLUMNS = (
    "file", "number", "unit", "agency", "tier", "entity", "name", "mst", "addr", "content", "form", "first", "last",
    "days", "staff", "note",
)  # fmt: skip


def make_plans(folder: Path) -> list[Path]:
    """Write the plan of each agency and truth.csv; return the files of the agencies, in the order of the pack.

    In truth.csv `number` counts the rows of a file from above, `entity` tells which rows are one enterprise, and all
    else is what the file says of the row (a document and a PDF say less: they have no notes, or no sheets for forms).
    """
    folder.mkdir(parents=True, exist_ok=True)
    world = make_world()
    files = []
    with (folder / TRUTH).open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(COLUMNS)
        for place, (agency, visits) in enumerate(world.plans, 1):
            suffix, layout = _LAYOUTS[agency.layout]
            content, order = layout(agency, visits, world.year)
            path = folder / f"{place:02d}-{fold(agency.unit or agency.name).replace(' ', '-')}.{suffix}"
            path.write_bytes(content)
            files.append(path)
            for number, visit in enumerate(order, 1):
                note = visit.note if agency.layout in ("plain", "list", "document") else ""
                writer.writerow(
                    [path.name, number, agency.unit, agency.name, agency.tier, visit.entity, visit.name, visit.code,
                     visit.address, visit.content, visit.form, visit.first, visit.last, visit.days, visit.staff, note]
                )  # fmt: skip
    return files

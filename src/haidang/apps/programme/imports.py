"""Plans with their tasks, and which indicators speak of a task, imported from tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.apps.documents.models import Document
from haidang.apps.observations.models import Category, Indicator
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Obligation, Part, Plan, Repeats, Task, TaskKind, TaskUnit
from haidang.domain.vietnamese import fold
from haidang.foundation.importing import columns as read
from haidang.foundation.importing.columns import Column
from haidang.foundation.importing.importer import Change, Context, Importer, Record
from haidang.foundation.importing.upsert import upsert

Tasks = dict[tuple[str, str], Task]
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)


def near_day(value: Any) -> date:
    """A day that the pages take too: the next answers are reckoned from it."""
    found = read.day(value)
    if not FIRST_DAY <= found <= LAST_DAY:
        raise read.CellError(
            _("“%(text)s” does not lie between 1900 and 2200") % {"text": read.shown(value)},
            _("check the year"),
        )
    return found


class PlanImporter(Importer):
    """Tasks by plan and code; units, parents and bases are named by code. Units that differ are replaced.

    What people set here since then stays: a corrected title, date or unit, the next answer's date, an address.
    """

    kind = "plan"
    rows_stand_alone = False
    title = gettext_lazy("Plan and tasks")
    columns: ClassVar = (
        Column("plan", "Kế hoạch", read.text, required=True),
        Column("code", "Mã nhiệm vụ", read.code, required=True),
        Column("parent_code", "Nhiệm vụ cha", read.code),
        Column("category", "Chỉ số thành phần", read.text),
        Column("title_vi", "Nhiệm vụ", read.text, required=True),
        Column("title_en", "Tên tiếng Anh", read.text, empty=""),
        Column("kind", "Loại", read.one_of(*TaskKind.values), required=True),
        Column("lead_units", "Chủ trì", read.codes, empty=()),
        Column("coordinating_units", "Phối hợp", read.codes, empty=()),
        Column("lead_basis", "Căn cứ chủ trì", read.one_of("stated", "inferred"), empty="stated"),
        Column("basis_document", "Căn cứ", read.text),
        Column("due_date", "Thời hạn", near_day),
        Column("position", "Thứ tự", read.integer, empty=0),
        Column("source_line", "Dòng trong báo cáo gốc", read.integer),
        Column("note", "Ghi chú", read.text, empty=""),
        Column("obligation", "Loại nghĩa vụ", read.one_of(*Obligation.values), empty=Obligation.TASK.value),
        Column("rhythm", "Định kỳ", read.one_of(*Repeats.values), empty=""),
        Column("starts_on", "Ngày bắt đầu", near_day),
        Column("published_url", "Địa chỉ công khai", read.text, empty=""),
        Column("proposal", "Kiến nghị", read.text, empty=""),
        Column("decided_by", "Cơ quan quyết định", read.text, empty=""),
        Column("decision_number", "Số văn bản chỉ đạo", read.text, empty=""),
        Column("decided_on", "Ngày văn bản chỉ đạo", read.day),
    )

    def apply(self, records: Sequence[Record], context: Context) -> None:
        categories = {category.code: category for category in Category.objects.all()}
        documents = {document.number: document for document in Document.objects.all()}
        longest = Plan._meta.get_field("code").max_length or 0
        for record in records:
            if len(record["plan"]) > longest:
                context.fault(record, "plan", _("the code is too long"), _("correct the code"))
        if context.faults:
            return
        plans = self._plans(records, documents)
        known = Task.objects.filter(plan__in=plans.values()).select_related("plan")
        ours = {(task.plan.code, task.code): _set_here(task) for task in known}
        rows = [
            (r, _without(ours.get((r["plan"], r["code"]), ()), values))
            for r in records
            for values in [self._values(r, plans[r["plan"]], categories, documents, context)]
        ]
        tasks = upsert(
            Task, rows, key=("plan", "code"), key_column="code", label=lambda t: t.title_vi, context=context,
            existing=known,
            derive=lambda t: {"search": fold(f"{t.code} {t.title_vi} {t.title_en}")[:700]},
        )  # fmt: skip
        if context.faults:
            return
        by_code = {(task.plan.code, task.code): task for task in tasks.values()}
        self._link_parents(records, by_code, context)
        self._link_units(records, by_code, context)

    def _plans(self, records: Sequence[Record], documents: dict[str, Document]) -> dict[str, Plan]:
        codes = {record["plan"] for record in records}
        return {
            code: Plan.objects.get_or_create(code=code, defaults={"document": documents.get(code)})[0]
            for code in codes
        }

    def _values(
        self,
        record: Record,
        plan: Plan,
        categories: dict[str, Category],
        documents: dict[str, Document],
        context: Context,
    ) -> dict[str, Any]:
        names = (
            "code", "title_vi", "title_en", "kind", "due_date", "position", "note", "obligation", "rhythm",
            "starts_on", "published_url", "proposal", "decided_by", "decision_number", "decided_on",
        )  # fmt: skip
        found = {
            "category": categories.get(record["category"]),
            "basis": documents.get(record["basis_document"]),
        }
        for column, name in (("category", "category"), ("basis_document", "basis")):
            if record[column] and found[name] is None:
                context.fault(
                    record,
                    column,
                    _("“%(text)s” is not known here") % {"text": record[column]},
                    _("import it first, or correct the code"),
                )
        return {
            **{name: record[name] for name in names},
            **found,
            "plan": plan,
            "lead_is_inferred": record["lead_basis"] == "inferred",
            "origin_line": record["source_line"],
        }

    def _link_parents(self, records: Sequence[Record], tasks: Tasks, context: Context) -> None:
        moved = []
        for record in records:
            code, task = record["parent_code"], tasks[record["plan"], record["code"]]
            parent = tasks.get((record["plan"], code)) if code else None
            if code and parent is None:
                context.fault(
                    record,
                    "parent_code",
                    _("there is no task %(code)s") % {"code": code},
                    _("correct the code"),
                )
            elif task.parent_id != (parent.pk if parent else None):
                task.parent = parent
                moved.append(task)
                context.note_link(record, task.title_vi, {"parent": ("", code or "–")})
        Task.objects.bulk_update(moved, ["parent"], batch_size=500)

    def _link_units(self, records: Sequence[Record], tasks: Tasks, context: Context) -> None:
        units = {unit.code: unit for unit in Unit.objects.all()}
        wanted: dict[tuple[int, int], TaskUnit] = {}
        open_to_import = [task for task in tasks.values() if not task.by_hand]
        for record in records:
            task = tasks[record["plan"], record["code"]]
            for column, part in (("coordinating_units", Part.COORDINATE), ("lead_units", Part.LEAD)):
                for code in record[column]:
                    if code not in units:
                        context.fault(
                            record,
                            column,
                            _("there is no unit %(code)s") % {"code": code},
                            _("add it or correct the code"),
                        )
                        continue
                    if not task.by_hand:
                        wanted[task.pk, units[code].pk] = TaskUnit(task=task, unit=units[code], part=part)
        if not context.faults:
            touched = _replace(wanted, [task.pk for task in open_to_import])
            for record in records:
                task = tasks[record["plan"], record["code"]]
                if task.pk in touched:
                    duties = ";".join([*record["lead_units"], *record["coordinating_units"]])
                    context.note_link(record, task.title_vi, {"units": ("", duties)})


def _set_here(task: Task) -> tuple[str, ...]:
    """The fields of a task that were set here and are no longer the file's to say."""
    names: tuple[str, ...] = ("title_vi", "due_date", "lead_is_inferred") if task.by_hand else ()
    if task.version:
        names += ("published_url",)
        if task.rhythm:
            names += ("due_date",)
    return names


def _without(names: Sequence[str], values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _replace(wanted: dict[tuple[int, int], TaskUnit], task_ids: list[int]) -> set[int]:
    """Make the units of tasks what they should be; the tasks for which something changed."""
    known = {(tu.task_id, tu.unit_id): tu for tu in TaskUnit.objects.filter(task__in=task_ids)}
    stale = [tu.pk for key, tu in known.items() if key not in wanted or wanted[key].part != tu.part]
    kept = {key for key, tu in known.items() if tu.pk not in set(stale)}
    TaskUnit.objects.filter(pk__in=stale).delete()
    fresh = [tu for key, tu in wanted.items() if key not in kept]
    TaskUnit.objects.bulk_create(fresh, batch_size=500)
    return {known_.task_id for known_ in known.values() if known_.pk in set(stale)} | {
        tu.task_id for tu in fresh
    }


class TaskIndicatorImporter(Importer):
    """Which indicators speak of which task; reads the table of indicators a second time."""

    kind = "task-indicators"
    title = gettext_lazy("Indicators of tasks")
    columns: ClassVar = (
        Column("code", "Mã", read.code, required=True),
        Column("task_code", "Mã nhiệm vụ", read.text),
    )

    def apply(self, records: Sequence[Record], context: Context) -> None:
        tasks = {task.code: task for task in Task.objects.order_by("plan_id")}
        indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
        through = Task.indicators.through
        known = set(through.objects.values_list("task_id", "indicator_id"))
        fresh = []
        for record in records:
            task, indicator = tasks.get(record["task_code"]), indicators.get(record["code"])
            if record["task_code"] and (task is None or indicator is None):
                context.fault(
                    record,
                    "task_code" if indicator else "code",
                    _("“%(text)s” is not known here")
                    % {"text": record["task_code" if indicator else "code"]},
                    _("import it first, or correct the code"),
                )
            elif task and indicator and (task.pk, indicator.pk) not in known:
                fresh.append(through(task_id=task.pk, indicator_id=indicator.pk))
                context.created.append(Change(f"{task.code} – {indicator.code}"))
            else:
                context.unchanged += 1
        through.objects.bulk_create(fresh, batch_size=500)


IMPORTERS = (PlanImporter(), TaskIndicatorImporter())

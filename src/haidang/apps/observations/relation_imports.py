"""Relations between figures, imported from a table.

A figure is named `indicator/unit/basis/period`, where the period may be a rule ("same", "year" …) and the unit `*`:
then the relation is judged for every unit by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.apps.observations.models import Basis, Indicator, Relation, RelationTerm
from haidang.apps.observations.services import check_period
from haidang.apps.organisations.models import Unit
from haidang.domain.relations import Compare, FormulaError, RelationKind
from haidang.domain.relations import Relation as DomainRelation
from haidang.domain.worktime import PeriodFormatError, PeriodResolutionError, parse_period, resolve
from haidang.foundation.importing import columns as read
from haidang.foundation.importing.columns import CellError, Column
from haidang.foundation.importing.importer import Context, Importer, Record
from haidang.foundation.importing.upsert import upsert

EVERY_UNIT: Final = "*"


@dataclass(frozen=True)
class Reference:
    """A figure as a relation names it."""

    indicator: str
    unit: str
    basis: str
    period_rule: str


def _reference(text: str) -> Reference:
    parts = [part.strip() for part in text.split("/")]
    if len(parts) != 4 or parts[2] not in Basis.values:
        raise CellError(
            _("“%(text)s” does not name a figure") % {"text": text},
            _("write it as indicator/unit/basis/period"),
        )
    return Reference(*parts)


def _identity(term: RelationTerm) -> tuple[int, int, int | None, str, str]:
    return term.position, term.indicator_id, term.unit_id, term.basis, term.period_rule


def _references(value: Any) -> tuple[Reference, ...]:
    return tuple(_reference(part) for part in read.codes(value))


class RelationImporter(Importer):
    """Relations by their code; terms are replaced when they differ. All periods concerned are checked again."""

    kind = "relations"
    rows_stand_alone = False
    title = gettext_lazy("Relations between figures")
    columns: ClassVar = (
        Column("code", "Mã", read.text, required=True),
        Column("kind", "Loại", read.one_of(*(kind.value for kind in RelationKind)), required=True),
        Column("anchor_period", "Kỳ", read.text, required=True),
        Column("result", "Kết quả", lambda value: _reference(read.text(value))),
        Column("operands", "Các số hạng", _references, empty=()),
        Column("formula", "Công thức", read.text, empty=""),
        Column("compare", "Cách so sánh", read.one_of(*(c.value for c in Compare)), required=True),
        Column("decimals", "Số chữ số thập phân", read.integer, empty=0),
        Column("reference", "Mã mâu thuẫn", read.text, empty=""),
        Column("explanation_vi", "Giải thích", read.text, empty=""),
        Column("explanation_en", "Giải thích tiếng Anh", read.text, empty=""),
    )

    def apply(self, records: Sequence[Record], context: Context) -> None:
        names = (
            "code",
            "kind",
            "formula",
            "compare",
            "decimals",
            "reference",
            "explanation_vi",
            "explanation_en",
        )
        rows = []
        for record in records:
            self._check(record, context)
            rows.append((record, {**{n: record[n] for n in names}, "first_period": record["anchor_period"]}))
        relations = upsert(
            Relation, rows, key=("code",), key_column="code", label=lambda r: r.code, context=context
        )
        terms = self._terms(records, {r.code: r for r in relations.values()}, context)
        if context.faults:
            return
        self._replace(records, {r.code: r for r in relations.values()}, terms, context)
        for period in sorted({record["anchor_period"] for record in records}):
            check_period(period=period, by=context.by, at=context.at)

    def _replace(
        self,
        records: Sequence[Record],
        relations: dict[str, Relation],
        terms: Sequence[RelationTerm],
        context: Context,
    ) -> None:
        known, wanted = defaultdict(set), defaultdict(list)
        for term in RelationTerm.objects.filter(relation__in=[r.pk for r in relations.values()]):
            known[term.relation_id].add(_identity(term))
        for term in terms:
            wanted[term.relation_id].append(term)
        stale, fresh = [], []
        for record in records:
            relation = relations[record["code"]]
            if known[relation.pk] != {_identity(term) for term in wanted[relation.pk]}:
                stale.append(relation.pk)
                fresh += wanted[relation.pk]
                context.note_link(record, relation.code, {"operands": ("", relation.formula)})
        RelationTerm.objects.filter(relation__in=stale).delete()
        RelationTerm.objects.bulk_create(fresh, batch_size=500)

    def _check(self, record: Record, context: Context) -> None:
        try:
            anchor = parse_period(record["anchor_period"] or "")
            for term in (record["result"], *record["operands"]):
                if term is not None:
                    resolve(term.period_rule, anchor)
        except (PeriodFormatError, PeriodResolutionError) as error:
            context.fault(record, "anchor_period", str(error), _("write it like 2024-9M, 2024-Q3 or 2024-Y"))
        try:
            DomainRelation(
                kind=RelationKind(record["kind"]),
                formula="" if record["compare"] == Compare.INTERVAL else record["formula"],
                compare=Compare(record["compare"]),
                decimals=record["decimals"],
                operand_names=tuple(term.indicator for term in record["operands"]),
            )
        except (FormulaError, ValueError) as error:
            context.fault(record, "formula", str(error), _("use + - * / ( ) and o1, o2 … for the operands"))

    def _terms(
        self, records: Sequence[Record], relations: dict[str, Relation], context: Context
    ) -> list[RelationTerm]:
        indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
        units = {unit.code: unit for unit in Unit.objects.all()}
        terms = []
        for record in records:
            named = [("result", record["result"]), *(("operands", term) for term in record["operands"])]
            for position, (column, term) in enumerate(named):
                if term is None:
                    continue
                indicator, unit = indicators.get(term.indicator), units.get(term.unit)
                if indicator is None or (unit is None and term.unit != EVERY_UNIT):
                    context.fault(
                        record,
                        column,
                        _("there is no figure %(code)s") % {"code": f"{term.indicator}/{term.unit}"},
                        _("import indicators and units first, or correct the code"),
                    )
                    continue
                terms.append(
                    RelationTerm(
                        relation=relations[record["code"]],
                        position=position,
                        indicator=indicator,
                        unit=unit,
                        basis=term.basis,
                        period_rule=term.period_rule,
                    )
                )
        return terms

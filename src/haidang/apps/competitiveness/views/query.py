"""What addresses of the index say: whose province, which year; and tables as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from haidang.apps.competitiveness.index_tables import SheetOfCells
from haidang.apps.competitiveness.profiles import YearLine, lines_of
from haidang.apps.competitiveness.selectors import list_provinces, list_years, own_province

FORMS = ("xlsx", "csv")


@dataclass(frozen=True)
class Asked:
    """The province of an address (`?province=`, ours unless told) with its years."""

    province: str
    provinces: Sequence[str]
    is_own: bool
    lines: list[YearLine]

    @property
    def computable(self) -> list[int]:
        """Years with all scores and known weights."""
        return [line.year for line in self.lines if line.computed is not None]

    @property
    def context(self) -> dict[str, object]:
        """What the filters of every page need."""
        return {"province": self.province, "provinces": self.provinces}


def read_province(request: HttpRequest) -> Asked:
    """The province of an address and its years."""
    provinces = list_provinces()
    sent = request.GET.get("province", "")
    own = own_province(provinces)
    province = sent if sent in provinces else own
    return Asked(province, provinces, province == own, lines_of(list_years(province)))


def read_year(request: HttpRequest, years: Sequence[int]) -> int:
    """The year of an address (`?year=`, the last unless told); 0 of none."""
    sent = request.GET.get("year", "")
    return next((year for year in years if str(year) == sent), years[-1] if years else 0)


def file_of(table: SheetOfCells | None, name: str, form: str) -> HttpResponse:
    """A table as a file to keep; 404 for a form that is none, or where there is nothing to tell."""
    if form not in FORMS or table is None:
        raise Http404
    content, media_type = table.as_file(form)
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response

"""What the programme can count in its own tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from django.db.models import Q

from haidang.apps.observations.models import Category
from haidang.apps.observations.services import Measurement
from haidang.apps.organisations.models import UnitKind
from haidang.apps.organisations.selectors import list_programme_units
from haidang.domain.worktime import Period

CITY = "PROVINCE"


def measure_programme(period: Period) -> Iterator[Measurement]:
    """Sub-indices, participating units and districts as of the last day of the period."""
    day = period.end - timedelta(days=1)
    valid = (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))
    units = list_programme_units(day)
    counts = {
        "programme.subindices_total": Category.objects.filter(valid).count(),
        "programme.units_total": units.count(),
        "programme.districts_total": units.filter(kind=UnitKind.DISTRICT).count(),
    }
    for code, count in counts.items():
        yield Measurement(code, CITY, Decimal(count))

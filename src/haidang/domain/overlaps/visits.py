"""A line of a plan as the law sees it: a unit plans to visit an enterprise."""

from __future__ import annotations

from dataclasses import dataclass

from haidang.domain.overlaps.rules import Activity, activity_of


@dataclass(frozen=True, slots=True)
class Visit:
    """One row of a plan; `month` is 1 to 12 or None where the plan does not say, `days` × `staff` is its effort.

    `form` is what the plan says it is; without it, what its unit does by its name.
    """

    rid: str
    entity: str
    unit: str
    tier: int | None
    content: str
    month: int | None
    days: int
    staff: int
    form: Activity | None = None

    @property
    def effort(self) -> int:
        """Person-days."""
        return self.days * self.staff

    @property
    def activity(self) -> Activity:
        """Inspection, check or audit."""
        return self.form or activity_of(self.unit)

"""What an address says about which tasks are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from haidang.apps.programme.models import Obligation, Part, Status, Task
from haidang.apps.programme.selectors import list_tasks
from haidang.domain.vietnamese import normalise
from haidang.foundation.accounts.actor import Actor

OPEN = "open"


@dataclass(frozen=True)
class Wanted:
    """The filters of the list, as the address has them; a word that means nothing is no filter."""

    words: str = ""
    category: str = ""
    unit: str = ""
    part: str = ""
    obligation: str = ""
    status: str = ""
    overdue: bool = False

    @classmethod
    def read(cls, sent: QueryDict) -> Wanted:
        text = {
            name: normalise(sent.get(name, ""))[:100]
            for name in ("category", "unit", "part", "obligation", "status")
        }
        return cls(
            words=normalise(sent.get("q", ""))[:100],
            category=text["category"],
            unit=text["unit"],
            part=text["part"] if text["part"] in Part.values else "",
            obligation=text["obligation"] if text["obligation"] in Obligation.values else "",
            status=text["status"] if text["status"] in (*Status.values, OPEN) else "",
            overdue=sent.get("overdue", "") == "1",
        )

    def find(self, actor: Actor, today: date) -> QuerySet[Task]:
        """The tasks that are wanted."""
        return list_tasks(
            actor,
            words=self.words,
            category=self.category,
            unit=self.unit,
            part=self.part,
            obligation=self.obligation,
            status=self.status,
            overdue_on=today if self.overdue else None,
        )

    @property
    def address(self) -> str:
        """The filters as the end of an address; empty without any."""
        pairs = {"q": self.words, "overdue": "1" if self.overdue else ""}
        names = ("category", "unit", "part", "obligation", "status")
        pairs |= {name: getattr(self, name) for name in names}
        return urlencode({name: value for name, value in pairs.items() if value})

"""What the services of inspection plans are called with when somebody without the permission calls them."""

from haidang.apps.inspections.models import PlanFiling, PlanYear
from haidang.apps.inspections.services import Decision
from haidang.apps.organisations.models import Unit


def _filing():
    return PlanFiling(unit=Unit.objects.get(code="TAND"), year=PlanYear(year=2024))


def _unit():
    return Unit.objects.get(code="TAND")


# whoever may not is refused before anything else is looked at: what is None here is never reached
PLANS = {
    "open_year": lambda: {"year": 2024},
    "bring_plan": lambda: {"year": None, "unit": _unit(), "content": b"x", "name": "x.csv"},
    "say_columns": lambda: {"filing": _filing(), "columns": {}, "seen": ""},
    "take_plan": lambda: {"filing": _filing(), "seen": ""},
    "drop_plan": lambda: {"filing": _filing()},
    "decide_pair": lambda: {"pair": None, "answer": "same"},
    "undo_decision": lambda: {"decision": None},
    "propose_merges": lambda: {"year": None, "capacity": {}, "first_month": 1},
    "send_proposal": lambda: {"proposal": None, "answer_by": None},
    "drop_proposal": lambda: {"proposal": None},
    "give_opinion": lambda: {"merge": None, "unit": _unit(), "agrees": True, "text": ""},
    "agree_to_rest": lambda: {"proposal": None, "unit": _unit()},
    "decide_merge": lambda: {"merge": None, "decision": Decision(True, _unit(), 1)},
    "adopt_unopposed": lambda: {"proposal": None},
    "issue_plan": lambda: {"year": None, "words": None},
    "publish_plan": lambda: {"issued": None},
}

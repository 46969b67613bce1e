"""A unit's report for tests: every cell answered, every suspicion explained."""

from decimal import Decimal

from haidang.apps.reporting.services import Answer, Change, explain_suspicion, save_entries, save_narrative
from haidang.apps.reporting.suspicions import list_suspicions


def answer(text):
    return Answer("value", Decimal(text))


def fill(assignment, officer, at, value="1"):
    """Answer every cell with the same number, and write on the first task."""
    changes = [Change(entry, answer(value), entry.version) for entry in assignment.entries.all()]
    save_entries(assignment=assignment, changes=changes, origin="test", by=officer, at=at)
    narrative = assignment.narratives.first()
    save_narrative(narrative=narrative, text="Đã thực hiện.", seen_version=0, by=officer, at=at)
    for suspicion in list_suspicions(assignment):
        explain_suspicion(
            assignment=assignment, fingerprint=suspicion.fingerprint, text="Số liệu để thử nghiệm.", by=officer, at=at
        )  # fmt: skip

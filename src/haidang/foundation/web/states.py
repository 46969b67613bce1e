"""How states look: each value has a tone and a shape; the word always stands beside them."""

from __future__ import annotations

from typing import Final, NamedTuple


class Look(NamedTuple):
    """`tone` chooses the colours (components.css), `shape` the symbol (icons.svg)."""

    tone: str
    shape: str


_LOOKS: Final = {
    # findings
    "open": Look("attention", "attention"),
    "explained": Look("calm", "speech"),
    "mended": Look("good", "done"),
    # verdicts of relations
    "consistent": Look("good", "done"),
    "inconsistent": Look("attention", "attention"),
    "undetermined": Look("plain", "unknown"),
    # what units sent
    "expected": Look("calm", "waiting"),
    "opened": Look("calm", "draft"),
    "handed_over": Look("calm", "speech"),
    "received": Look("good", "done"),
    "returned": Look("attention", "previous"),
    "accepted": Look("good", "frozen"),
    "excused": Look("plain", "ended"),
    "missing": Look("attention", "absent"),
    "partly": Look("calm", "draft"),
    "yes": Look("good", "done"),
    "no": Look("attention", "absent"),
    "unknown": Look("plain", "unknown"),
    # plans of inspections and joint teams
    "taken": Look("good", "done"),
    "replaced": Look("plain", "ended"),
    "dropped": Look("plain", "ended"),
    "settled": Look("good", "frozen"),
    "proposed": Look("calm", "waiting"),
    "adopted": Look("good", "done"),
    "duplicate": Look("attention", "attention"),
    "exclusion": Look("attention", "attention"),
    "quota": Look("attention", "attention"),
    "burden": Look("calm", "speech"),
    # reports
    "draft": Look("calm", "draft"),
    "frozen": Look("good", "frozen"),
    # figures
    "provisional": Look("calm", "waiting"),
    "final": Look("good", "done"),
    "not_applicable": Look("plain", "absent"),
    # messages
    "queued": Look("calm", "waiting"),
    "sent": Look("good", "done"),
    "failed": Look("attention", "attention"),
    "no_address": Look("attention", "absent"),
    "cancelled": Look("plain", "ended"),
    "unread": Look("attention", "speech"),
    "read": Look("plain", "done"),
    # keys
    "valid": Look("good", "done"),
    "expired": Look("plain", "ended"),
    "revoked": Look("plain", "ended"),
    # obligations
    "not_started": Look("plain", "draft"),
    "in_progress": Look("calm", "waiting"),
    "delayed": Look("attention", "waiting"),
    "done": Look("good", "done"),
    "done_late": Look("calm", "done"),
    # proposals
    "changed": Look("good", "draft"),
    "refused": Look("plain", "ended"),
    # enterprises
    "active": Look("good", "done"),
    "suspended": Look("attention", "waiting"),
    "dissolved": Look("plain", "ended"),
    "gone": Look("attention", "absent"),
    "synthetic": Look("illustrative", "illustrative"),
    # inspections
    "prepared": Look("calm", "draft"),
    "working": Look("calm", "waiting"),
    "paused": Look("attention", "waiting"),
    "reporting": Look("calm", "report"),
    "concluded": Look("good", "done"),
    "followed": Look("good", "speech"),
    "closed": Look("plain", "frozen"),
    "withdrawn": Look("plain", "ended"),
    "late": Look("attention", "waiting"),
    "confirmed": Look("good", "done"),
    # time
    "overdue": Look("attention", "waiting"),
    "ended": Look("plain", "ended"),
}


def look_of(value: str) -> Look:
    """The look of a state; an unknown one is plain."""
    return _LOOKS.get(value, Look("plain", "unknown"))

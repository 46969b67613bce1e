"""What a package says. Built by who sends a report, or by `read_package` from a message that came in."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

NAMESPACE: Final = "urn:haidang:report-package:1"
VERSION: Final = "1.0"
MEDIA_TYPE: Final = "application/xml"
STATUSES: Final = ("value", "missing", "not_applicable")
QUALIFIERS: Final = ("exact", "about", "nearly", "more_than", "at_least", "at_most", "less_than")


@dataclass(frozen=True, slots=True)
class Party:
    """Who sends or receives: a code that both sides know, and a name for people."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReportHead:
    """Which report it is. `number` counts the approved versions from 1; `sha256` is the hash of what was approved."""

    code: str
    period: str
    form: str
    number: int
    approved_at: datetime
    approved_by: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """One figure. `about` is the unit it describes, `unit_mult` the power of ten of its value (SDMX UNIT_MULT).

    `version` is the version of the receiver's draft that the sender has seen; 0: none, nothing stands there yet.
    """

    code: str
    about: str
    period: str
    unit_measure: str
    unit_mult: int = 0
    status: str = "value"
    value: Decimal | None = None
    qualifier: str = "exact"
    note: str = ""
    task: str = ""
    dimensions: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Narrative:
    """What is said in words on a task. `version` as for figures."""

    task: str
    text: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """An enclosed file with its checksum. `content` is None where only the checksum travels."""

    name: str
    sha256: str
    size: int
    task: str = ""
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class ReportPackage:
    """A whole message. `message_id` is the sender's, new for every message."""

    message_id: str
    created_at: datetime
    sender: Party
    receiver: Party
    report: ReportHead
    indicators: tuple[IndicatorValue, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    attachments: tuple[Attachment, ...] = ()

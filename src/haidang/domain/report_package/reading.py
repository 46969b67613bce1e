"""From elements to a package: every fault is found, and one is enough to take nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from haidang.domain.report_package import limits
from haidang.domain.report_package.faults import FaultCode, UnreadablePackage
from haidang.domain.report_package.model import (
    NAMESPACE,
    QUALIFIERS,
    STATUSES,
    VERSION,
    Attachment,
    IndicatorValue,
    Narrative,
    Party,
    ReportHead,
    ReportPackage,
)
from haidang.domain.report_package.parsing import parse
from haidang.domain.report_package.spot import Faults, Spot

Part = TypeVar("Part")

_PARTS: Final = ("Header", "Indicators", "Narratives", "Attachments")
_HEADER: Final = ("MessageId", "CreatedAt", "Sender", "Receiver", "Report")


def read_package(content: bytes) -> ReportPackage:
    """What a message says. Raises UnreadablePackage with every fault; whether it fits a report is not asked here."""
    root, faults = parse(content), Faults()
    if root.tag != f"{{{NAMESPACE}}}ReportPackage":
        faults.add(FaultCode.OTHER_FORMAT, "", str(root.tag))
        raise UnreadablePackage(faults.found)
    top = Spot(root, "", faults)
    version = top.attribute("version")
    if version and version != VERSION:
        faults.add(FaultCode.OTHER_VERSION, "@version", version)
    package = _read(top)
    if faults.found:
        raise UnreadablePackage(faults.found)
    return package


def _read(top: Spot) -> ReportPackage:
    parts = top.children(_PARTS)
    header = parts["Header"][0] if parts["Header"] else top.missing("Header")
    told = header.children(_HEADER)

    def one(name: str) -> Spot:
        return told[name][0] if told[name] else header.missing(name)

    package = ReportPackage(
        message_id=one("MessageId").text(limits.MAX_CODE),
        created_at=one("CreatedAt").time(),
        sender=_party(one("Sender")),
        receiver=_party(one("Receiver")),
        report=_report(one("Report")),
        indicators=_list(parts["Indicators"], "Indicator", limits.MAX_INDICATORS, _indicator),
        narratives=_list(parts["Narratives"], "Narrative", limits.MAX_NARRATIVES, _narrative),
        attachments=_list(parts["Attachments"], "Attachment", limits.MAX_ATTACHMENTS, _attachment),
    )
    top.done()
    return package


def _list(parents: list[Spot], name: str, most: int, read: Callable[[Spot], Part]) -> tuple[Part, ...]:
    return tuple(_each(parents, name, most, read))


def _each(parents: list[Spot], name: str, most: int, read: Callable[[Spot], Part]) -> Iterator[Part]:
    for parent in parents[:1]:
        spots = parent.children((name,), many=True)[name]
        parent.done()
        if len(spots) > most:
            parent.fault(FaultCode.TOO_MANY, str(len(spots)))
        for spot in spots[:most]:
            yield read(spot)


def _party(spot: Spot) -> Party:
    party = Party(spot.attribute("code"), spot.text(limits.MAX_NAME, needed=False))
    spot.done()
    return party


def _report(spot: Spot) -> ReportHead:
    report = ReportHead(
        code=spot.attribute("code"),
        period=spot.attribute("period"),
        form=spot.attribute("form"),
        number=spot.number("number", least=1),
        approved_at=spot.time("approvedAt"),
        approved_by=spot.attribute("approvedBy", limits.MAX_NAME, needed=False),
        sha256=spot.hash("sha256", needed=False),
    )
    spot.done()
    return report


def _indicator(spot: Spot) -> IndicatorValue:
    children = spot.children(("Value", "Note"))
    status = spot.choice("status", STATUSES, FaultCode.UNKNOWN_STATUS)
    value = children["Value"][0].decimal() if children["Value"] else None
    if status == "value" and not children["Value"]:
        spot.fault(FaultCode.VALUE_MISSING)
    if status in STATUSES[1:] and children["Value"]:
        spot.fault(FaultCode.VALUE_UNEXPECTED, str(value))
    indicator = IndicatorValue(
        code=spot.attribute("code"),
        about=spot.attribute("about"),
        period=spot.attribute("period"),
        unit_measure=spot.attribute("unitMeasure", limits.MAX_NAME),
        unit_mult=spot.number("unitMult", least=-15, most=15),
        status=status,
        value=value,
        qualifier=spot.choice("qualifier", QUALIFIERS, FaultCode.UNKNOWN_QUALIFIER, usual="exact"),
        note=children["Note"][0].text(limits.MAX_NOTE, needed=False) if children["Note"] else "",
        task=spot.attribute("task", needed=False),
        dimensions=spot.attribute("dimensions", limits.MAX_NAME, needed=False),
        version=spot.number("version", needed=False),
    )
    spot.done()
    return indicator


def _narrative(spot: Spot) -> Narrative:
    said = Narrative(
        task=spot.attribute("task"),
        text=spot.text(limits.MAX_NARRATIVE, needed=False),
        version=spot.number("version", needed=False),
    )
    spot.done()
    return said


def _attachment(spot: Spot) -> Attachment:
    children = spot.children(("Content",))
    size, sha256 = spot.number("size"), spot.hash("sha256")
    content = children["Content"][0].base64(size, sha256) if children["Content"] else None
    attachment = Attachment(
        name=spot.attribute("name", limits.MAX_NAME),
        sha256=sha256,
        size=size,
        task=spot.attribute("task", needed=False),
        content=content,
    )
    spot.done()
    return attachment

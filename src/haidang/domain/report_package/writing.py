"""A package as XML. The same package gives the same bytes."""

import base64
import re
from typing import Final

from lxml import etree

from haidang.domain.report_package.decimals import decimal_text
from haidang.domain.report_package.limits import MAX_ATTACHMENT_BYTES, MAX_BYTES
from haidang.domain.report_package.model import (
    NAMESPACE,
    VERSION,
    Attachment,
    IndicatorValue,
    ReportPackage,
)

_PREFIXES: Final[dict[str | None, str]] = {None: NAMESPACE}
# what XML 1.0 cannot hold, not even escaped
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class PackageTooLarge(ValueError):
    """The enclosed files do not fit into one message: send them by their checksums only."""


def write_package(package: ReportPackage) -> bytes:
    """The message in UTF-8. Characters that XML cannot hold become spaces. Raises PackageTooLarge."""
    enclosed = [len(a.content) for a in package.attachments if a.content is not None]
    if any(size > MAX_ATTACHMENT_BYTES for size in enclosed) or sum(enclosed) * 4 // 3 > MAX_BYTES:
        raise PackageTooLarge
    root = etree.Element(f"{{{NAMESPACE}}}ReportPackage", {"version": VERSION}, nsmap=_PREFIXES)  # type: ignore[arg-type]  # the stubs forget the default one
    _write_head(root, package)
    indicators = _add(root, "Indicators")
    for indicator in package.indicators:
        _write_indicator(indicators, indicator)
    narratives = _add(root, "Narratives")
    for said in package.narratives:
        _add(narratives, "Narrative", said.text, task=said.task, version=_count(said.version))
    attachments = _add(root, "Attachments")
    for attachment in package.attachments:
        _write_attachment(attachments, attachment)
    etree.indent(root, space=" ")
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    if len(content) > MAX_BYTES:
        raise PackageTooLarge
    return content + b"\n"


def _write_head(root: etree._Element, package: ReportPackage) -> None:
    head, report = _add(root, "Header"), package.report
    _add(head, "MessageId", package.message_id)
    _add(head, "CreatedAt", package.created_at.isoformat())
    _add(head, "Sender", package.sender.name, code=package.sender.code)
    _add(head, "Receiver", package.receiver.name, code=package.receiver.code)
    _add(
        head,
        "Report",
        code=report.code,
        period=report.period,
        form=report.form,
        number=str(report.number),
        approvedAt=report.approved_at.isoformat(),
        approvedBy=report.approved_by,
        sha256=report.sha256,
    )


def _write_indicator(parent: etree._Element, indicator: IndicatorValue) -> None:
    element = _add(
        parent,
        "Indicator",
        code=indicator.code,
        about=indicator.about,
        period=indicator.period,
        unitMeasure=indicator.unit_measure,
        unitMult=str(indicator.unit_mult),
        status=indicator.status,
        qualifier="" if indicator.qualifier == "exact" else indicator.qualifier,
        task=indicator.task,
        dimensions=indicator.dimensions,
        version=_count(indicator.version),
    )
    if indicator.value is not None:
        _add(element, "Value", decimal_text(indicator.value))
    if indicator.note:
        _add(element, "Note", indicator.note)


def _write_attachment(parent: etree._Element, attachment: Attachment) -> None:
    text = None if attachment.content is None else base64.b64encode(attachment.content).decode("ascii")
    element = _add(
        parent,
        "Attachment",
        name=attachment.name,
        size=str(attachment.size),
        sha256=attachment.sha256,
        task=attachment.task,
    )
    if text is not None:
        _add(element, "Content", text, encoding="base64")


def _add(parent: etree._Element, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A child; empty attributes are left out."""
    told = {key: _NO_TEXT.sub(" ", value) for key, value in attributes.items() if value}
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", told)
    if text:
        element.text = _NO_TEXT.sub(" ", text)
    return element


def _count(version: int) -> str:
    return str(version) if version else ""

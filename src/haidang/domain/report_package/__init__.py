"""The message that carries a unit's report from one system to another: written, checked, read."""

from haidang.domain.report_package.decimals import decimal_from, decimal_text
from haidang.domain.report_package.faults import FaultCode, PackageFault, UnreadablePackage
from haidang.domain.report_package.limits import MAX_ATTACHMENT_BYTES, MAX_BYTES
from haidang.domain.report_package.model import (
    MEDIA_TYPE,
    NAMESPACE,
    Attachment,
    IndicatorValue,
    Narrative,
    Party,
    ReportHead,
    ReportPackage,
)
from haidang.domain.report_package.reading import read_package
from haidang.domain.report_package.writing import PackageTooLarge, write_package

__all__ = [
    "MAX_ATTACHMENT_BYTES",
    "MAX_BYTES",
    "MEDIA_TYPE",
    "NAMESPACE",
    "Attachment",
    "FaultCode",
    "IndicatorValue",
    "Narrative",
    "PackageFault",
    "PackageTooLarge",
    "Party",
    "ReportHead",
    "ReportPackage",
    "UnreadablePackage",
    "decimal_from",
    "decimal_text",
    "read_package",
    "write_package",
]

"""Writes to rounds and reports."""

from haidang.apps.reporting.services.deviations import notice_deviations
from haidang.apps.reporting.services.explaining import explain_text_finding
from haidang.apps.reporting.services.freezing import FreezeRefused, freeze_report
from haidang.apps.reporting.services.loading import load_report
from haidang.apps.reporting.services.quoting import ReportTextError
from haidang.apps.reporting.services.refreshing import refresh_generated_blocks

__all__ = [
    "FreezeRefused",
    "ReportTextError",
    "explain_text_finding",
    "freeze_report",
    "load_report",
    "notice_deviations",
    "refresh_generated_blocks",
]

"""A small report over figures of the pack, and the report of the pack itself."""

import copy
from decimal import Decimal

import pytest
import yaml
from django.utils import translation

from haidang.apps.observations.models import Figure, Finding, FindingState, Observation
from haidang.apps.observations.services import Correction, check_period, explain_finding, revise_figure
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.models import Assignment, Report
from haidang.apps.reporting.services import (
    RoundRules,
    approve_report,
    freeze_report,
    hand_over,
    load_report,
    open_round,
)
from haidang.domain.worktime import CutoffScheme, parse_period

from .filling import fill

SMALL = {
    "code": "SMALL",
    "round": "HP-PCI-2024-9M",
    "header": {
        "issuing_body": "SỞ TÀI CHÍNH",
        "symbol": "BC-STC",
        "place": "Hải Phòng",
        "year": 2024,
        "type_name": "BÁO CÁO",
        "subject": "Về một việc [[period:9 tháng năm 2024]]",
    },
    "signature": {"authority": ["GIÁM ĐỐC"], "signer": None},
    "sections": [
        {
            "key": "one",
            "title": "Một",
            "blocks": [
                {"key": "one.1", "p": "Có {{dvc.integrated}}/{{dvc.total}} dịch vụ, đạt {{dvc.integrated_rate}}."},
                {"key": "one.2", "item": "Theo {{@197/KH-UBND|short}}, xem chú thích[^note]."},
            ],
        },
        {
            "key": "two",
            "title": "Hai",
            "blocks": [
                {"key": "two.1", "p": "Đã tích hợp {{dvc.integrated}} dịch vụ."},
                {"key": "two.2", "table": {"caption": "Bảng", "columns": ["Tên", "Số"],
                                           "rows": [["Tổng", "{{dvc.total}}"]]}},
            ],
        },
    ],
    "footnotes": {"note": {"text": "Gồm:", "items": ["{{dvc.total}} dịch vụ."]}},
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_english():
    """Faults are told in the reader's language; what the report says stays Vietnamese."""
    with translation.override("en"):
        yield


@pytest.fixture
def small():
    """The text of a small report, to be changed at will."""
    return copy.deepcopy(SMALL)


@pytest.fixture
def load(system, at, db):
    """`load(text)` takes a text, or raises with everything wrong in it."""

    def run(text, by=system):
        content = text if isinstance(text, bytes) else yaml.safe_dump(text, allow_unicode=True).encode()
        return load_report(content=content, by=by, at=at)

    return run


@pytest.fixture
def report(db):
    """The consolidated report of the pack."""
    return Report.objects.get(code="HP-PCI-2024-9M-REPORT")


@pytest.fixture
def explain_all(system, at):
    """Explains every open finding."""

    def run():
        for finding in Finding.objects.filter(state=FindingState.OPEN):
            explain_finding(finding=finding, explanation="Đã đối chiếu với đơn vị.", by=system, at=at)

    return run


@pytest.fixture
def revise(system, at):
    """`revise("dvc.total", 2000)` corrects a reported figure of the nine months."""

    def run(code, value, moment=at):
        figure = Figure.objects.get(indicator__code=code, basis="reported", period="2024-9M")
        correction = Correction("value", Decimal(value), "exact", "nhầm số", figure.latest.revision)
        return revise_figure(figure=figure, correction=correction, by=system, at=moment)

    return run


@pytest.fixture
def round_(system, at):
    rules = RoundRules(
        "HP-PCI-2024-Y", parse_period("2024-Y"), Plan.objects.first(), Unit.objects.get(code="SKHDT"),
        CutoffScheme.CALENDAR, 5,
    )  # fmt: skip
    return open_round(rules=rules, by=system, at=at)


@pytest.fixture
def assignment(round_):
    return round_.assignments.select_related("unit", "round").get(unit__code="TAND")


@pytest.fixture
def officer(actor_for):
    return actor_for("canbo")


@pytest.fixture
def head(actor_for):
    return actor_for("thutruong")


@pytest.fixture
def coordinator(actor_for):
    return actor_for("dieuphoi")


@pytest.fixture
def handed_over(assignment, officer, at):
    fill(assignment, officer, at)
    return hand_over(assignment=assignment, incomplete=True, by=officer, at=at)


@pytest.fixture
def received(handed_over, head, at):
    approve_report(assignment=handed_over, by=head, at=at)
    return Assignment.objects.select_related("unit", "round").get(pk=handed_over.pk)


@pytest.fixture
def provisional(at):
    """`provisional("dvc.total", 4711)`: a unit sent another value, and nobody accepted it yet."""

    def run(code, value):
        figure = Figure.objects.get(indicator__code=code, basis="reported", period="2024-9M")
        figure.latest = Observation.objects.create(
            figure=figure, revision=99, status="value", value=Decimal(value), stage="provisional",
            provenance="reported", source_urn="urn:test", recorded_at=at, recorded_by_id="x",
            recorded_by_name="Người nhập số",
        )  # fmt: skip
        figure.save()
        return figure

    return run


@pytest.fixture
def secret_report(small, load, provisional, explain_all, system, at, monkeypatch):
    """A report that quotes 4.711, which nobody accepted yet; it was frozen when that was not refused yet."""
    monkeypatch.setattr("haidang.apps.reporting.services.freezing.list_provisional", lambda assembled: [])
    report = load(small)
    provisional("dvc.total", 4711)
    check_period(period="2024-9M", by=system, at=at)
    explain_all()
    return freeze_report(report=report, by=system, at=at)


@pytest.fixture
def secret_draft(small, load, provisional):
    """The same as a draft."""
    report = load(small)
    provisional("dvc.total", 4711)
    return report

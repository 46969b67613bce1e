"""A small package, and strategies for any."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import strategies as st

from haidang.domain.report_package import (
    Attachment,
    IndicatorValue,
    Narrative,
    Party,
    ReportHead,
    ReportPackage,
)
from haidang.domain.report_package.model import QUALIFIERS

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PICTURE = b"\x00\xffh\xe1"


def attachment(content=PICTURE, **changed):
    told = {"name": "Phụ lục.xlsx", "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    return Attachment(**{**told, "task": "T4.4a", "content": content, **changed})


SMALL = ReportPackage(
    message_id="urn:uuid:1",
    created_at=AT,
    sender=Party("TAND", "Tòa án nhân dân"),
    receiver=Party("SKHDT", "Sở Kế hoạch và Đầu tư"),
    report=ReportHead("HP-PCI-2024-Y", "2024-Y", "HP-PCI-2024-Y/TAND", 1, AT, "Lãnh đạo", "a" * 64),
    indicators=(
        IndicatorValue("court.accepted", "TAND", "2024-Y", "vụ", value=Decimal("68"), note="theo sổ"),
        IndicatorValue("court.rate", "TAND", "2024-Y", "%", value=Decimal("64.560"), qualifier="nearly"),
        IndicatorValue("court.fee", "HP", "2024-Y", "đồng", unit_mult=9, status="missing", task="T4.4a"),
    ),
    narratives=(Narrative("T4.4a", 'Đã làm.\nCòn < 5 & "vướng"', 3),),
    attachments=(attachment(), attachment(content=b"x", name="b.csv")),
)

_letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))
codes = st.text(_letters, min_size=1, max_size=20).map(str.strip).filter(bool)
words = st.text(_letters | st.just("\n"), max_size=80).map(str.strip)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
decimals = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**17), 10**17), st.integers(0, 9)
)
common = {"code": codes, "about": codes, "period": codes, "unit_measure": codes, "note": words}
more = {
    "unit_mult": st.integers(-15, 15),
    "version": st.integers(0, 10**6),
    "qualifier": st.sampled_from(QUALIFIERS),
}
indicators = st.builds(IndicatorValue, **common, **more, value=decimals) | st.builds(
    IndicatorValue, **common, **more, status=st.sampled_from(["missing", "not_applicable"])
)
attachments = st.builds(attachment, st.binary(max_size=50), name=codes) | st.builds(
    replace, st.builds(attachment, st.binary(max_size=50)), content=st.none()
)
packages = st.builds(
    ReportPackage,
    message_id=codes,
    created_at=moments,
    sender=st.builds(Party, codes, words),
    receiver=st.builds(Party, codes, words),
    report=st.builds(ReportHead, codes, codes, codes, st.integers(1, 99), moments, words, st.just("b" * 64)),
    indicators=st.lists(indicators, max_size=4).map(tuple),
    narratives=st.lists(st.builds(Narrative, codes, words, st.integers(0, 9)), max_size=3).map(tuple),
    attachments=st.lists(attachments, max_size=2).map(tuple),
)

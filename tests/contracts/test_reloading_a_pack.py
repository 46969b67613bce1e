"""A pack is loaded at every start; what people wrote meanwhile is theirs."""

import pytest
from django.conf import settings

from haidang.apps.reporting.models import Block, Report
from haidang.apps.reporting.services import save_block
from haidang.config.packs import load_pack

pytestmark = pytest.mark.django_db


def test_a_report_that_people_wrote_in_is_left_alone(system, at):
    report = Report.objects.get(code="HP-PCI-2024-9M-REPORT")
    block = Block.objects.filter(section__report=report, kind="paragraph").first()
    save_block(block=block, text="Viết lại.", seen_version=block.version, by=system, at=at)
    load_pack(settings.PACKS_FOLDER / "hai-phong", by=system, at=at)
    block.refresh_from_db()
    assert block.content == {"text": "Viết lại."}

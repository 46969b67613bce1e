"""The blocks of a draft over the API: read as they stand, saved by whoever read the newest version."""

import pytest

from haidang.apps.reporting.models import Block

pytestmark = pytest.mark.django_db
BLOCKS = "/api/v1/reports/HP-PCI-2024-9M-REPORT/blocks"


@pytest.fixture
def put(signed_in):
    def send(key, username="dieuphoi", **sent):
        return signed_in(username).put(f"{BLOCKS}/{key}", sent, content_type="application/json")

    return send


def test_blocks_come_in_reading_order_with_their_markup_and_as_they_read(signed_in):
    found = signed_in("kiemtra").get(BLOCKS).json()
    assert found[0]["key"] == "opening.1"
    assert "{{@197/KH-UBND}}" in found[0]["text"]
    assert "Kế hoạch số 197/KH-UBND" in found[0]["reads"]


def test_a_block_is_saved_as_a_new_version(put):
    block = Block.objects.get(key="opening.1")
    answer = put("opening.1", text="Mở đầu với {{dvc.integrated}}.", version=block.version).json()
    assert (answer["version"], answer["text"]) == (block.version + 1, "Mở đầu với {{dvc.integrated}}.")


def test_what_was_saved_meanwhile_is_told(put):
    block = Block.objects.get(key="opening.1")
    put("opening.1", text="Một.", version=block.version)
    answer = put("opening.1", text="Hai.", version=block.version)
    assert answer.status_code == 409
    assert answer.json()["conflicts"] == [{"key": "opening.1", "text": "Một.", "version": block.version + 1}]


def test_faults_of_the_text_are_told_by_the_block(put):
    answer = put("opening.1", text="{{no.such}}", version=1)
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["place"] == "opening.1"
    assert put("no-such-block", text="x", version=1).status_code == 404

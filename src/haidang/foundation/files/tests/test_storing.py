"""Files are kept by their content: whole or not at all, once, and readable by whom they concern."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings

from haidang.foundation.accounts.actor import Actor, Grant
from haidang.foundation.files import services
from haidang.foundation.files.checks import RefusedFile
from haidang.foundation.files.models import StoredFile
from haidang.foundation.files.selectors import find_file, read_content
from haidang.foundation.files.services import path_of, store_file
from haidang.foundation.files.sources import Source, resolve_source
from haidang.foundation.permissions import Role

pytestmark = pytest.mark.django_db

CONTENT = "mã,tên\nA,Sở\n".encode()
HASH = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    return tmp_path


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_file_lies_under_its_hash(system, at, folder):
    stored = store_file(content=CONTENT, name="units.csv", by=system, at=at)
    assert (stored.sha256, stored.size, stored.media_type, stored.name) == (
        HASH,
        len(CONTENT),
        "text/csv",
        "units.csv",
    )
    assert files_in(folder) == [folder / HASH[:2] / HASH]
    assert read_content(stored) == CONTENT


def test_the_same_bytes_are_one_file_whatever_its_name(system, at, folder):
    first = store_file(content=CONTENT, name="units.csv", by=system, at=at)
    again = store_file(content=CONTENT, name="copy of units.csv", by=system, at=at)
    assert again == first
    assert again.name == "units.csv"
    assert StoredFile.objects.filter(sha256=HASH).count() == len(files_in(folder)) == 1


def test_a_refused_file_leaves_nothing(system, at, folder):
    with pytest.raises(RefusedFile):
        store_file(content=b"\x00", name="units.csv", by=system, at=at)
    assert files_in(folder) == []
    assert not StoredFile.objects.filter(name="units.csv", size=1).exists()


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_write_that_breaks_off_leaves_neither_a_row_nor_half_a_file(fails, system, at, folder, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((services.os, "fsync", full) if fails == "fsync" else (Path, "replace", full)))
    with pytest.raises(OSError, match="No space left"):
        store_file(content=CONTENT, name="units.csv", by=system, at=at)
    monkeypatch.undo()
    assert files_in(folder) == []
    assert not StoredFile.objects.filter(sha256=HASH).exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/cron.d/units.csv", "units.csv"),
        ("..\\..\\windows\\units.csv", "units.csv"),
        ("/etc/units.csv", "units.csv"),
        ("units\r\nSet-Cookie: a.csv", "unitsSet-Cookie: a.csv"),
        ("sở\x00.csv", "sở.csv"),
        ("a" * 300 + ".csv", "a" * 196 + ".csv"),
    ],
)
def test_a_name_is_only_a_label(name, kept, system, at, folder):
    stored = store_file(content=CONTENT, name=name, by=system, at=at)
    assert stored.name == kept
    assert files_in(folder) == [path_of(HASH)]


def officer(*units):
    return Actor("user:a", "A", tuple(Grant(Role.REPORTING_OFFICER, unit) for unit in units))


@pytest.mark.parametrize(
    ("actor", "of_court", "of_nobody"),
    [
        (officer("TAND"), True, True),
        (officer("STP"), False, True),
        (officer("STP", "TAND"), True, True),
        (Actor("user:c", "C", (Grant(Role.COORDINATOR),)), True, True),
        (Actor("user:u", "U", (Grant(Role.AUDITOR),)), True, True),
        (Actor("user:m", "M", (Grant(Role.ADMINISTRATOR),)), False, False),
        (Actor("user:n", "N"), False, False),
        (Actor.anonymous(), False, False),
    ],
    ids=["own unit", "another unit", "two units", "centre", "auditor", "administrator", "no role", "nobody"],
)
def test_a_file_is_found_by_its_unit_and_by_the_centre(actor, of_court, of_nobody, system, at):
    court = store_file(content=CONTENT, name="court.csv", unit_code="TAND", by=system, at=at)
    shared = store_file(content=CONTENT + b"B,C\n", name="all.csv", by=system, at=at)
    assert (find_file(actor, court.sha256) is not None) is of_court
    assert (find_file(actor, shared.sha256) is not None) is of_nobody


def test_the_same_file_of_two_units_is_found_by_both_and_by_no_third(system, at):
    for code in ("TAND", "STP", "TAND"):
        stored = store_file(content=CONTENT, name="chung.csv", unit_code=code, by=system, at=at)
    assert stored.unit_codes == ["TAND", "STP"]
    for code, found in (("TAND", True), ("STP", True), ("SYT", False)):
        assert (find_file(officer(code), stored.sha256) is not None) is found


def test_a_file_that_is_not_there_is_not_found(system):
    assert find_file(system, "0" * 64) is None


def test_a_source_is_named_in_words_with_the_way_to_its_row(system, at):
    stored = store_file(content=CONTENT, name="units.csv", by=system, at=at)
    source = resolve_source(f"{stored.urn}#row=2")
    assert "units.csv" in source.label
    assert source.url.endswith(f"{HASH}/?row=2#row-2")
    assert resolve_source("urn:somewhere:else") == Source("urn:somewhere:else")
    assert resolve_source("urn:haidang:file:" + "0" * 64) == Source("urn:haidang:file:" + "0" * 64)

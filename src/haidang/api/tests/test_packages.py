"""A report as one message: out of an approved version, and into the draft of the unit that sends it."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haidang.api.tests.conftest import ROUND, System, key_of
from haidang.apps.reporting import packages
from haidang.apps.reporting.models import Entry, Evidence
from haidang.domain.report_package import Attachment, Narrative, read_package, write_package
from haidang.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

ADDRESS = f"/api/v1/rounds/{ROUND}/packages"
CSV = b"a,b\n1,2\n"


def file(content):
    return SimpleUploadedFile("goi.xml", content if isinstance(content, bytes) else write_package(content))


@pytest.fixture
def package(court, approved, signed_in):
    """The message of the approved report, with a file inside; the draft is open and empty again."""
    return read_package(court.send("get", "submissions/1/package").content)


@pytest.fixture
def emptied(package, approved):
    """The draft as it is in a round that nobody has answered."""
    approved.status, approved.received_on = "opened", None
    approved.save()
    approved.explanations.all().delete()
    Entry.objects.filter(assignment=approved).update(
        status="", value=None, version=0, entered_by_id="", entered_by_name="", entered_at=None
    )
    approved.tallies.update(answered=0)
    return approved


class TestDownload:
    def test_it_says_what_was_approved(self, court, approved, package):
        answer = court.send("get", "submissions/1/package")
        assert answer.headers["Content-Type"].startswith("application/xml")
        assert (package.sender.code, package.receiver.code, package.report.code) == ("TAND", "SKHDT", ROUND)
        content = approved.submissions.get().content
        assert len(package.indicators) == len(content["figures"])
        assert package.report.sha256 == approved.submissions.get().sha256
        assert answer.content == court.send("get", "submissions/1/package").content

    def test_files_travel_by_their_checksum_or_whole_unless_they_are_too_large(
        self, court, filled, signed_in, monkeypatch
    ):
        court.upload("evidence", SimpleUploadedFile("a.csv", CSV))
        for suspicion in court.form()["suspicions"]:
            court.send(
                "post",
                "explanations",
                {"fingerprint": suspicion["fingerprint"], "text": "Số liệu thử nghiệm."},
            )
        court.send("post", "hand-over", {"incomplete": True})
        signed_in("thutruong").post(f"{court.report}/approve")
        (named,) = read_package(court.send("get", "submissions/1/package").content).attachments
        assert (named.name, named.size, named.content) == ("a.csv", 8, None)
        (whole,) = read_package(
            court.send("get", "submissions/1/package?with_files=true").content
        ).attachments
        assert whole.content == CSV
        monkeypatch.setattr(packages, "MAX_BYTES", len(CSV) - 1)
        monkeypatch.setattr(packages, "read_content", lambda _stored: pytest.fail("a file was read"))
        answer = court.send("get", "submissions/1/package?with_files=true")
        assert (answer.status_code, answer.json()["code"]) == (422, "package_too_large")


class TestTaking:
    def test_it_comes_back_as_it_went_out_once_under_one_key(self, court, emptied, package):
        first = court.upload(ADDRESS, file(package), key="p1")
        assert first.status_code == 200, first.content
        assert first.json()["figures"] == len(package.indicators)
        again = court.upload(ADDRESS, file(package), key="p1")
        assert (again.headers["Idempotency-Replayed"], again.content) == ("true", first.content)
        assert AuditEvent.objects.filter(action="reporting.entries-answered").count() == 2  # filled, taken
        assert court.upload(ADDRESS, file(package)).json()["figures"] == 0
        entry = emptied.entries.first()
        assert (entry.version, entry.source_urn) == (1, f"urn:haidang:message:{package.message_id}")

    def test_words_and_files_come_with_it(self, court, emptied, package):
        narrative = emptied.narratives.select_related("task").first()
        enclosed = Attachment("phụ lục.csv", sha(CSV), len(CSV), narrative.task.code, CSV)
        more = replace(
            package, narratives=(Narrative(narrative.task.code, "Đã làm."),), attachments=(enclosed,)
        )
        told = court.upload(ADDRESS, file(more)).json()
        assert (told["texts"], told["files"]) == (1, 1)
        assert Evidence.objects.get().file_id == enclosed.sha256
        named = replace(more, attachments=(replace(enclosed, content=None),))
        assert court.upload(ADDRESS, file(named)).json()["files"] == 0

    def test_every_fault_is_told_at_its_place_and_nothing_is_written(self, court, emptied, package):
        first, second, *rest = package.indicators
        bad = replace(
            package,
            sender=package.sender,
            receiver=replace(package.receiver, code="STC"),
            report=replace(package.report, code="OTHER", period="2023-Y"),
            indicators=(replace(first, unit_mult=9), replace(second, code="no.such"), *rest, rest[0]),
            narratives=(Narrative("NO", "x"),),
            attachments=(Attachment("a.csv", "0" * 64, 3), Attachment("b.csv", "0" * 64, 3, "NO")),
        )
        answer = court.upload(ADDRESS, file(bad))
        assert answer.status_code == 422
        faults = {(f["place"], f["code"]) for f in answer.json()["faults"]}
        assert faults == {
            ("Header/Receiver/@code", "other_report"),
            ("Header/Report/@code", "other_report"),
            ("Header/Report/@period", "other_report"),
            ("Indicators/Indicator[1]", "other_measure"),
            ("Indicators/Indicator[2]", "not_asked"),
            (f"Indicators/Indicator[{len(package.indicators) + 1}]", "twice"),
            ("Narratives/Narrative[1]", "not_asked"),
            ("Attachments/Attachment[1]", "file_missing"),
            ("Attachments/Attachment[2]", "task_not_asked"),
        }
        assert not emptied.entries.exclude(status="").exists()

    def test_another_period_is_told(self, court, emptied, package):
        other = replace(package, indicators=(replace(package.indicators[0], period="2023-Y"),))
        assert court.upload(ADDRESS, file(other)).json()["faults"][0]["code"] == "other_period"

    def test_a_hostile_file_inside_undoes_the_rest(self, court, emptied, package):
        program = b"MZ\x90\x00"
        bad = replace(package, attachments=(Attachment("a.exe", sha(program), len(program), "", program),))
        answer = court.upload(ADDRESS, file(bad))
        assert [f["code"] for f in answer.json()["faults"]] == ["file_refused"]
        assert not emptied.entries.exclude(status="").exists()

    def test_what_it_has_not_seen_is_not_overwritten(self, court, emptied, package):
        cell = package.indicators[0]
        court.send("put", "entries", [{"indicator": cell.code, "about": cell.about, "status": "missing"}])
        answer = court.upload(ADDRESS, file(package))
        assert answer.status_code == 409
        assert [c["status"] for c in answer.json()["conflicts"]] == ["missing"]
        seen = (replace(cell, version=1), *package.indicators[1:])
        assert court.upload(ADDRESS, file(replace(package, indicators=seen))).status_code == 200

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"<a/>", "other_format"),
            (b"not xml", "not_xml"),
            (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "has_dtd"),
            (b"<a>" * 500, "too_deep"),
        ],
    )
    def test_what_is_no_package_is_refused(self, content, code, court):
        answer = court.upload(ADDRESS, file(content))
        assert answer.status_code == 422
        assert [f["code"] for f in answer.json()["faults"]] == [code]
        assert answer.json()["faults"][0]["detail"]

    def test_faults_in_its_form_are_all_listed(self, court, package):
        content = write_package(package).replace(b"<Value>1</Value>", b"<Value>1,5</Value>")
        faults = court.upload(ADDRESS, file(content)).json()["faults"]
        assert {f["code"] for f in faults} == {"not_a_number"}
        assert len(faults) == len(package.indicators)

    def test_nobody_sends_in_the_name_of_another_unit(self, system, emptied, package, signed_in, client):
        stranger = System(key_of("STP", system))
        assert stranger.upload(ADDRESS, file(package)).status_code == 404
        client.logout()
        for username, status in [
            ("", 401),
            ("dieuphoi", 403),
            ("lanhdao", 403),
            ("quantri", 403),
            ("canbo", 200),
        ]:
            assert signed_in(username).post(ADDRESS, {"file": file(package)}).status_code == status


def sha(content):
    import hashlib

    return hashlib.sha256(content).hexdigest()

"""A unit's own system writes a report: all or nothing, every fault told, nothing overwritten unseen, nothing twice."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haidang.api.tests.conftest import REPORT
from haidang.apps.reporting.models import Evidence, Tally
from haidang.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

CODE = "court.commercial.accepted"


def csv(content=b"a,b\n1,2\n", name="phu-luc.csv"):
    return SimpleUploadedFile(name, content)


class TestTheForm:
    def test_it_tells_what_is_asked_and_what_stands_beside_it(self, court, assignment):
        form = court.form()
        assert (form["round"], form["unit"], form["status"], form["can_write"]) == (
            "HP-PCI-2024-Y",
            "TAND",
            "expected",
            True,
        )
        assert len(form["entries"]) == assignment.entries.count()
        entry = next(e for e in form["entries"] if e["indicator"] == CODE)
        assert (entry["about"], entry["period"], entry["version"], entry["value"]) == (
            "TAND",
            "2024-Y",
            0,
            None,
        )
        assert entry["previous"] == {
            "period": "2024-9M", "status": "value", "value": "68", "qualifier": "exact", "text": "68",
        }  # fmt: skip
        assert any(n["is_required"] for n in form["narratives"])

    def test_looking_at_it_opens_nothing(self, court, assignment):
        court.form()
        assignment.refresh_from_db()
        assert assignment.status == "expected"

    def test_it_takes_a_bounded_number_of_queries(self, court, assignment, django_assert_max_num_queries):
        for name in ("a.csv", "b.csv", "c.csv"):
            assert court.upload("evidence", csv(name.encode(), name)).status_code == 201
        with django_assert_max_num_queries(25):
            assert len(court.form()["evidence"]) == 3

    def test_for_another_unit_it_does_not_exist(self, stranger):
        answer = stranger.send("get", "form")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert answer.headers["Content-Type"] == "application/problem+json"


class TestAnswers:
    def test_they_are_written_exactly_and_by_name_or_number(self, court, assignment):
        first = assignment.entries.get(indicator__code="court.commercial.resolution_rate")
        second = assignment.entries.exclude(indicator__code=CODE).exclude(pk=first.pk).first()
        answers = [
            {
                "entry": first.pk,
                "status": "value",
                "value": "64.560",
                "qualifier": "nearly",
                "note": "theo sổ",
            },
            {"entry": second.pk, "status": "not_applicable"},
            {"indicator": CODE, "status": "value", "value": "1237", "version": 0},
        ]
        answer = court.send("put", "entries", answers)
        assert answer.status_code == 200
        assert answer.json()["changed"] == 3
        assert sorted(e["version"] for e in answer.json()["entries"]) == [1, 1, 1]
        first.refresh_from_db()
        assert (str(first.value), first.qualifier, first.note) == ("64.560", "nearly", "theo sổ")
        assert assignment.entries.get(indicator__code=CODE).value == Decimal(1237)
        assert sum(Tally.objects.filter(assignment=assignment).values_list("answered", flat=True)) == 3
        event = AuditEvent.objects.get(action="reporting.entries-answered")
        assert event.actor_id.startswith("key:") or event.data["origin"].startswith("API")

    def test_every_fault_is_listed_and_nothing_is_written(self, court, assignment):
        whole = assignment.entries.get(indicator__code=CODE)
        other = assignment.entries.exclude(pk=whole.pk).first()
        answers = [
            {"indicator": CODE, "status": "value", "value": "64,56"},
            {"indicator": "no.such", "status": "missing"},
            {"entry": other.pk, "status": "value", "value": "1"},
            {"entry": other.pk, "status": "missing"},
            {"entry": 2**60, "status": "missing"},
        ]
        answer = court.send("put", "entries", answers)
        assert answer.status_code == 422
        faults = answer.json()["faults"]
        assert [(f["index"], f["code"]) for f in faults] == [
            (0, "not_a_number"), (1, "not_asked"), (3, "twice"), (4, "not_asked"),
        ]  # fmt: skip
        assert all(f["detail"] for f in faults)
        assert not assignment.entries.exclude(status="").exists()

    @pytest.mark.parametrize(
        ("sent", "code"),
        [
            ({"status": "value", "value": "1.5"}, "decimals_in_whole"),
            ({"status": "value", "value": "1.237"}, "decimals_in_whole"),
            ({"status": "value", "value": "-1"}, "negative"),
            ({"status": "value", "value": "1" * 17}, "too_many_digits"),
            ({"status": "value", "value": "1e3"}, "not_a_number"),
            ({"status": "value", "value": "NaN"}, "not_a_number"),
            ({"status": "value", "value": ""}, "not_a_number"),
            ({"status": "value"}, "value_missing"),
            ({"status": "missing", "value": "0"}, "value_unexpected"),
            ({"status": "", "value": "0"}, "value_unexpected"),
            ({"status": "missing", "note": "x" * 1001}, "note_too_long"),
        ],
    )
    def test_a_value_that_cannot_be_is_refused(self, sent, code, court, assignment):
        answer = court.send("put", "entries", [{"indicator": CODE, **sent}])
        assert [f["code"] for f in answer.json()["faults"]] == [code]

    def test_a_cell_and_an_indicator_that_disagree_are_refused(self, court, assignment):
        other = assignment.entries.exclude(indicator__code=CODE).first()
        answer = court.send("put", "entries", [{"entry": other.pk, "indicator": CODE, "status": "missing"}])
        assert answer.json()["faults"][0]["code"] == "names_disagree"

    @pytest.mark.parametrize(
        "sent",
        [
            [{"indicator": CODE, "status": "value", "value": 64.56}],
            [{"indicator": CODE, "status": "lost"}],
            [{"indicator": CODE, "status": "missing", "qualifier": "gần"}],
            [{"indicator": CODE, "status": "missing", "vale": "1"}],
            [{"indicator": CODE, "status": "missing", "note": "a\x00b"}],
            [{"indicator": CODE}],
            [],
            {},
            [{"indicator": CODE, "status": "missing", "version": -1}],
            [{"indicator": CODE, "status": "missing"}] * 2001,
        ],
    )
    def test_a_body_of_another_shape_is_refused_with_its_faults(self, sent, court, assignment):
        answer = court.send("put", "entries", sent)
        assert (answer.status_code, answer.json()["code"]) == (422, "misshapen")
        assert answer.json()["faults"]
        assert answer.headers["Content-Type"] == "application/problem+json"

    def test_all_places_of_another_shape_are_told_by_their_index(self, court, assignment):
        sent = [{"indicator": CODE, "status": "missing"}, {"status": "x"}, {"status": "value", "value": 3}]
        faults = court.send("put", "entries", sent).json()["faults"]
        assert [fault["index"] for fault in faults] == [1, 2]

    def test_what_somebody_changed_meanwhile_is_told_and_kept(self, court, assignment):
        first, second = assignment.entries.all()[:2]
        before = [{"entry": e.pk, "status": "value", "value": "3"} for e in (first, second)]
        assert court.send("put", "entries", before).json()["changed"] == 2
        third = assignment.entries.all()[2]
        answers = [
            {"entry": first.pk, "status": "value", "value": "4", "version": 0},
            {"entry": second.pk, "status": "missing", "version": 7},
            {"entry": third.pk, "status": "missing", "version": 0},
        ]
        answer = court.send("put", "entries", answers)
        assert (answer.status_code, answer.json()["code"]) == (409, "changed_meanwhile")
        assert [(c["entry"], c["value"], c["version"]) for c in answer.json()["conflicts"]] == [
            (first.pk, "3", 1),
            (second.pk, "3", 1),
        ]
        third.refresh_from_db()
        assert third.status == ""

    def test_the_same_answer_again_changes_nothing_whatever_its_version(self, court, assignment):
        sent = [{"indicator": CODE, "status": "value", "value": "80"}]
        assert court.send("put", "entries", sent).json()["changed"] == 1
        again = court.send("put", "entries", sent).json()
        assert (again["changed"], again["entries"][0]["version"]) == (0, 1)

    def test_an_empty_status_takes_an_answer_back(self, court, assignment):
        court.send("put", "entries", [{"indicator": CODE, "status": "value", "value": "80"}])
        court.send("put", "entries", [{"indicator": CODE, "status": "", "version": 1}])
        assert not assignment.entries.get(indicator__code=CODE).is_answered
        assert not assignment.tallies.filter(answered__gt=0).exists()

    def test_a_whole_form_takes_a_bounded_number_of_queries(
        self, court, assignment, django_assert_max_num_queries
    ):
        answers = [{"entry": entry.pk, "status": "missing"} for entry in assignment.entries.all()]
        assert len(answers) > 5
        with django_assert_max_num_queries(40):
            assert court.send("put", "entries", answers).json()["changed"] == len(answers)

    def test_under_one_key_the_call_happens_once(self, court, assignment):
        sent = [{"indicator": CODE, "status": "value", "value": "80"}]
        first = court.send("put", "entries", sent, key="k1")
        again = court.send("put", "entries", sent, key="k1")
        assert again.headers["Idempotency-Replayed"] == "true"
        assert (first.status_code, first.content) == (again.status_code, again.content)
        assert AuditEvent.objects.filter(action="reporting.entries-answered").count() == 1
        other = court.send("put", "entries", [{"indicator": CODE, "status": "missing"}], key="k1")
        assert other.json()["code"] == "idempotency_key_reused"

    def test_a_refusal_under_a_key_writes_nothing_and_is_repeated(self, court, assignment):
        sent = [{"indicator": CODE, "status": "value", "value": "x"}]
        first = court.send("put", "entries", sent, key="k2")
        again = court.send("put", "entries", sent, key="k2")
        assert (first.status_code, again.status_code, again.headers["Idempotency-Replayed"]) == (
            422,
            422,
            "true",
        )

    def test_another_unit_writes_nothing(self, stranger, assignment):
        answer = stranger.send("put", "entries", [{"indicator": CODE, "status": "missing"}])
        assert answer.status_code == 404
        assert not assignment.entries.exclude(status="").exists()

    def test_handed_over_nothing_is_written(self, court, handed_over):
        answer = court.send("put", "entries", [{"indicator": CODE, "status": "missing", "version": 1}])
        assert (answer.status_code, answer.json()["code"]) == (422, "other_state")

    def test_with_a_session_the_token_is_needed(self, assignment, signed_in):
        from django.test import Client

        careful = Client(enforce_csrf_checks=True)
        careful.cookies = signed_in("canbo").cookies
        sent = [{"indicator": CODE, "status": "missing"}]
        answer = careful.put(f"{REPORT}/entries", sent, content_type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


class TestWords:
    def test_they_are_written_by_task_or_number(self, court, assignment):
        first, second = assignment.narratives.select_related("task")[:2]
        sent = [
            {"task": first.task.code, "text": " Đã làm.\r\nCòn vướng. "},
            {"narrative": second.pk, "text": "Đã xong."},
        ]
        answer = court.send("put", "narratives", sent)
        assert answer.status_code == 200
        assert {n["text"] for n in answer.json()["narratives"]} == {"Đã làm.\nCòn vướng.", "Đã xong."}
        assert court.send("put", "narratives", sent).json()["changed"] == 0

    def test_faults_and_conflicts_are_told(self, court, assignment):
        first = assignment.narratives.select_related("task").first()
        told = [
            {"task": "NO", "text": "x"},
            {"task": first.task.code, "text": "x"},
            {"narrative": first.pk, "text": "y"},
        ]
        faults = court.send("put", "narratives", told).json()["faults"]
        assert [(f["index"], f["code"]) for f in faults] == [(0, "not_asked"), (2, "twice")]
        court.send("put", "narratives", told[1:2])
        stale = court.send("put", "narratives", [{"narrative": first.pk, "text": "z", "version": 0}])
        assert stale.status_code == 409
        assert stale.json()["conflicts"] == [{"narrative": first.pk, "text": "x", "version": 1}]


class TestFiles:
    def test_a_file_is_enclosed_once_and_taken_back(self, court, assignment):
        task = assignment.narratives.select_related("task").first().task.code
        first = court.upload("evidence", csv(), key="f1", task=task)
        assert first.status_code == 201
        assert (first.json()["task"], first.json()["name"], first.json()["size"]) == (task, "phu-luc.csv", 8)
        again = court.upload("evidence", csv(), key="f1", task=task)
        assert (again.headers["Idempotency-Replayed"], again.content) == ("true", first.content)
        assert court.upload("evidence", csv(), task=task).json()["evidence"] == first.json()["evidence"]
        assert Evidence.objects.filter(assignment=assignment).count() == 1
        gone = f"evidence/{first.json()['evidence']}"
        assert [court.send("delete", gone).status_code for _n in range(2)] == [204, 204]
        assert court.form()["evidence"] == []

    @pytest.mark.parametrize(
        ("content", "name"),
        [(b"MZ\x90\x00", "a.exe"), (b"", "a.csv"), (b"\x00\x01", "a.csv"), (b"PK\x03\x04bad", "a.xlsx"),
         (b"<x/>", "a.svg")],
    )  # fmt: skip
    def test_a_hostile_file_is_refused(self, content, name, court, assignment):
        answer = court.upload("evidence", csv(content, name))
        assert (answer.status_code, answer.json()["code"]) == (422, "file_refused")
        assert not Evidence.objects.exists()

    def test_a_task_that_is_not_asked_a_file_that_is_missing_and_a_strangers_file(
        self, court, stranger, assignment
    ):
        assert court.upload("evidence", csv(), task="NO-SUCH").status_code == 404
        assert court.send("post", "evidence", {}).status_code == 422
        mine = court.upload("evidence", csv()).json()["evidence"]
        assert stranger.send("delete", f"evidence/{mine}").status_code == 404
        assert stranger.upload("evidence", csv()).status_code == 404
        assert Evidence.objects.get().removed_at is None

    def test_a_file_above_the_limit_is_not_read(self, court, settings):
        settings.BODY_MAX_BYTES = 100
        settings.BODY_LIMITS = {"api-v1:add_evidence": 300}
        assert court.upload("evidence", csv(b"a" * 400)).status_code == 413
        assert court.upload("evidence", csv(b"a" * 10)).status_code == 201


class TestHandingOver:
    def test_each_reason_against_it_has_its_code(self, court, assignment):
        assert court.send("post", "hand-over", {}).json()["code"] == "other_state"
        court.send("put", "entries", [{"indicator": CODE, "status": "missing"}])
        assert court.send("post", "hand-over", {"incomplete": True}).json()["code"] == "empty"
        court.send("put", "entries", [{"indicator": CODE, "status": "value", "value": "60", "version": 1}])
        assert court.send("post", "hand-over", {"incomplete": False}).json()["code"] == "gaps"
        answer = court.send("post", "hand-over", {"incomplete": True})
        assert answer.json()["code"] == "contradictions"
        (suspicion,) = court.form()["suspicions"]
        assert suspicion["is_contradiction"]
        assert "60 < 68" in suspicion["arithmetic_vi"]
        short = {"fingerprint": suspicion["fingerprint"], "text": "đúng"}
        assert court.send("post", "explanations", short).json()["code"] == "explanation_too_short"
        gone = {"fingerprint": "0" * 64, "text": "Tòa chuyển thẩm quyền tám vụ."}
        assert court.send("post", "explanations", gone).json()["code"] == "suspicion_gone"
        explained = court.send("post", "explanations", {**gone, "fingerprint": suspicion["fingerprint"]})
        assert explained.json()["explanation"] == "Tòa chuyển thẩm quyền tám vụ."
        assert court.send("post", "hand-over", {"incomplete": True}).json()["status"] == "handed_over"

    def test_once_and_back(self, court, handed_over):
        assert court.send("post", "take-back", key="b1").json()["status"] == "opened"
        assert court.send("post", "take-back", key="b1").json()["status"] == "opened"
        assert court.send("post", "take-back", key="b2").json()["code"] == "other_state"
        assert handed_over.decisions.filter(kind="taken_back").count() == 1


@pytest.mark.parametrize("body", [b"{", b"\xff", b"", b"[" * 100_000])
def test_a_body_that_is_no_json_is_refused(body, court):
    answer = court.client.put(
        f"{REPORT}/entries", body, "application/json", headers={"Authorization": f"Bearer {court.text}"}
    )
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] in ("not_json", "misshapen")


@pytest.mark.parametrize("body", [b"", b"--x", b"--x\r\nContent-Disposition: form-data\r\n\r\n"])
def test_a_form_that_is_none_is_refused(body, court):
    headers = {"Authorization": f"Bearer {court.text}"}
    for boundary in ("; boundary=x", ""):
        kind = f"multipart/form-data{boundary}"
        answer = court.client.post(f"{REPORT}/evidence", body, kind, headers=headers)
        assert answer.status_code in (400, 422)
        assert answer.json()["code"] in ("not_a_form", "misshapen")


def test_a_body_above_what_is_kept_in_memory_is_refused(court, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 50
    answer = court.send(
        "put", "entries", [{"indicator": CODE, "status": "missing", "note": "x" * 100}], key="big"
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")

"""From the head to the centre and back over the API; what was approved is read as it was."""

import pytest

from haidang.api.tests.conftest import REPORT, ROUND, System, key_of
from haidang.apps.reporting.models import Submission

pytestmark = pytest.mark.django_db


def post(client, path, sent=None, **headers):
    return client.post(f"{REPORT}/{path}", sent or {}, content_type="application/json", headers=headers)


class TestRounds:
    def test_the_rules_of_a_round(self, court):
        told = court.send("get", f"/api/v1/rounds/{ROUND}").json()
        assert (told["state"], told["first_day"], told["last_day"], told["due_on"]) == (
            "open",
            "2024-01-01",
            "2024-12-31",
            "2025-01-08",
        )
        assert (told["coordinator"], told["deadline_days"], told["expected"]) == ("SKHDT", 5, 1)

    def test_an_imported_round_and_one_that_does_not_exist(self, signed_in):
        client = signed_in("dieuphoi")
        assert client.get("/api/v1/rounds/HP-PCI-2024-9M").json()["state"] == "imported"
        assert client.get("/api/v1/rounds/NO-SUCH").json()["code"] == "not_found"
        assert client.get("/api/v1/rounds/a%00b").json()["code"] == "bad_address"

    def test_a_unit_sees_its_row_the_centre_all_in_pages(
        self, court, filled, signed_in, django_assert_max_num_queries
    ):
        (own,) = court.send("get", f"/api/v1/rounds/{ROUND}/board").json()["items"]
        assert (own["unit"], own["status"], own["due_on"]) == ("TAND", "opened", "2025-01-08")
        assert own["asked"] == own["answered"] == filled.entries.count()
        assert own["days_late"] > 300
        client = signed_in("lanhdao")
        with django_assert_max_num_queries(15):
            page = client.get(f"/api/v1/rounds/{ROUND}/board", {"limit": 10, "offset": 5}).json()
        assert (page["count"], len(page["items"])) == (45, 10)
        received = client.get(f"/api/v1/rounds/{ROUND}/board", {"only": "received"}).json()
        assert received == {"items": [], "count": 0}
        assert client.get(f"/api/v1/rounds/{ROUND}/board", {"only": "x"}).status_code == 422


class TestApproving:
    def test_a_key_approves_nothing(self, court, handed_over):
        answer = court.send("post", "approve")
        assert (answer.status_code, answer.json()["code"]) == (403, "wrong_role")
        assert not Submission.objects.exists()

    @pytest.mark.parametrize(
        ("username", "status"),
        [("", 401), ("canbo", 403), ("dieuphoi", 403), ("lanhdao", 403), ("kiemtra", 403), ("quantri", 403)],
    )
    def test_nor_does_anybody_but_the_head(self, username, status, handed_over, signed_in):
        assert post(signed_in(username), "approve").status_code == status
        assert not Submission.objects.exists()

    def test_the_head_approves_once_under_one_key(self, handed_over, signed_in):
        client = signed_in("thutruong")
        first = post(client, "approve", **{"Idempotency-Key": "a1"})
        again = post(client, "approve", **{"Idempotency-Key": "a1"})
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.json() == again.json()
        assert Submission.objects.get().sha256 == first.json()["sha256"]
        assert post(client, "approve").json()["code"] == "other_state"

    def test_a_head_approves_nothing_that_came_with_a_key_of_his_own_making(
        self, handed_over, signed_in, actor_for
    ):
        own = System(key_of("TAND", actor_for("thutruong"), name="Khóa của thủ trưởng"))
        assert own.send("post", "take-back").status_code == 200
        entry = own.form()["entries"][0]
        sent = [{"entry": entry["entry"], "status": "missing", "version": entry["version"]}]
        assert own.send("put", "entries", sent).status_code == 200
        assert own.send("post", "hand-over", {"incomplete": True}).status_code == 200
        assert post(signed_in("thutruong"), "approve").json()["code"] == "four_eyes"
        page = signed_in("thutruong").get(f"/ky-bao-cao/{ROUND}/don-vi/TAND/")
        assert page.context["wrote_himself"]
        assert not Submission.objects.exists()

    def test_a_report_of_another_unit_is_not_there_for_the_head(self, handed_over, signed_in):
        address = REPORT.replace("TAND", "STP")
        assert signed_in("thutruong").post(f"{address}/approve").status_code == 404


class TestJudging:
    def test_accepting(self, approved, signed_in):
        answer = post(signed_in("dieuphoi"), "accept")
        assert answer.json()["status"] == "accepted"
        assert post(signed_in("dieuphoi"), "accept").json()["code"] == "other_state"

    @pytest.mark.parametrize("step", ["accept", "return"])
    @pytest.mark.parametrize(
        ("username", "status"),
        [("", 401), ("canbo", 403), ("thutruong", 403), ("lanhdao", 403), ("quantri", 403)],
    )
    def test_only_the_coordinator_judges(self, step, username, status, approved, signed_in):
        client = signed_in(username)
        if not username:
            client.logout()
        assert post(client, step, {"reason": "vì thiếu số liệu"}).status_code == status
        approved.refresh_from_db()
        assert approved.status == "received"

    def test_a_key_judges_nothing(self, court, approved):
        assert court.send("post", "accept").status_code == 403

    def test_returning_with_reasons_at_the_places(self, court, approved, signed_in):
        entry, narrative = approved.entries.first(), approved.narratives.first()
        sent = {
            "entries": [{"entry": entry.pk, "reason": "Nhỏ hơn kỳ trước"}],
            "narratives": [{"narrative": narrative.pk, "reason": "Viết rõ hơn"}],
        }
        assert post(signed_in("dieuphoi"), "return", sent).json()["status"] == "returned"
        form = court.form()
        assert form["can_write"]
        assert [e["returned"] for e in form["entries"] if e["returned"]] == ["Nhỏ hơn kỳ trước"]
        assert [n["returned"] for n in form["narratives"] if n["returned"]] == ["Viết rõ hơn"]

    def test_a_return_without_reason_or_for_places_of_other_reports_is_refused(
        self, approved, round_, signed_in
    ):
        client = signed_in("dieuphoi")
        assert post(client, "return", {}).json()["code"] == "reason_missing"
        other = round_.assignments.get(unit__code="STP").entries.first()
        sent = {
            "reason": "Bổ sung",
            "entries": [{"entry": other.pk, "reason": "x"}],
            "narratives": [{"narrative": 1, "reason": "y"}],
        }
        answer = post(client, "return", sent)
        assert answer.json()["faults"][0]["place"] == "entries/0"
        approved.refresh_from_db()
        assert approved.status == "received"


class TestTalking:
    def test_both_sides_speak_once_under_one_key(self, court, approved, signed_in):
        entry = approved.entries.first()
        sent = {"text": "Đã kiểm tra lại.", "entry": entry.pk}
        first = court.send("post", "remarks", sent, key="r1")
        court.send("post", "remarks", sent, key="r1")
        assert first.status_code == 201
        assert (first.json()["entry"], first.json()["from_the_centre"]) == (entry.pk, False)
        assert post(signed_in("dieuphoi"), "remarks", {"text": "Cảm ơn."}).json()["from_the_centre"]
        assert approved.remarks.count() == 2

    def test_who_only_reads_says_nothing_and_strangers_hear_nothing(
        self, court, stranger, approved, signed_in
    ):
        assert stranger.send("post", "remarks", {"text": "x"}).status_code == 404
        assert post(signed_in("lanhdao"), "remarks", {"text": "x"}).status_code == 403
        assert court.send("post", "remarks", {"text": " "}).json()["code"] == "text_missing"
        assert court.send("post", "remarks", {"text": "x", "entry": 2**40}).status_code == 404
        places = {"entry": approved.entries.first().pk, "narrative": approved.narratives.first().pk}
        assert court.send("post", "remarks", {"text": "x", **places}).json()["code"] == "two_places"


class TestReading:
    def test_what_was_approved_with_its_hash(self, court, approved):
        listed = court.send("get", "submissions").json()
        submission = Submission.objects.get()
        assert (listed["count"], listed["items"][0]["sha256"]) == (1, submission.sha256)
        told = court.send("get", "submissions/1").json()
        assert told["content"] == submission.content
        assert told["urn"] == submission.urn
        assert court.send("get", "submissions/2").status_code == 404
        assert court.send("get", "submissions/0").status_code == 422

    def test_strangers_find_nothing(self, stranger, approved):
        for path in ("submissions", "submissions/1", "submissions/1/package"):
            assert stranger.send("get", path).status_code == 404

    def test_before_approval_the_centre_reads_nothing(self, handed_over, signed_in):
        assert signed_in("dieuphoi").get(f"{REPORT}/submissions").json() == {"items": [], "count": 0}
        assert signed_in("dieuphoi").get(f"{REPORT}/form").status_code == 403

"""Lists, the table for spreadsheets, the timeline and the forms, as people meet them."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from haidang.apps.programme.export import tasks_as_csv
from haidang.apps.programme.models import Task
from haidang.apps.programme.selectors import list_tasks
from haidang.apps.programme.services import Upload
from haidang.foundation.web.csv_files import inert

from .conftest import PNG

pytestmark = pytest.mark.django_db

PAGES = ["", "don-vi/", "dong-thoi-gian/", "cong-khai/", "tai-ve/"]


@pytest.fixture
def today():
    """The pages show the day of the clock, so their tests count from it."""
    return timezone.localdate()


def codes(response):
    return re.findall(r'href="/nhiem-vu/([A-Z][^/"]+)/"', response.content.decode())


def test_the_list_is_narrowed_by_kind_state_unit_and_what_is_overdue(signed_in, register, tell, today):
    late = register(obligation="commitment", due_date=today - timedelta(days=1))
    done = tell(register(obligation="commitment", due_date=today), "done", done_on=date(2026, 1, 1))
    client = signed_in("canbo")
    for query, expected in {
        "obligation=commitment": [late.code, done.code],
        "obligation=commitment&status=open": [late.code],
        "status=done": [done.code],
        "overdue=1&unit=TAND&part=lead": [late.code],
        "overdue=1&unit=STP": [],
        "q=mot+viec&status=done": [done.code],
    }.items():
        assert codes(client.get(f"/nhiem-vu/?{query}")) == expected, query


def test_a_unit_that_ended_is_told_from_the_one_that_bears_its_name_now(signed_in, register):
    register(leads=["STC-2025"])
    page = signed_in("canbo").get("/nhiem-vu/").content.decode()
    labels = re.findall(r'<option value="(?:STC|STC-2025)">([^<]+)</option>', page)
    assert len(labels) == 2
    assert sorted(label.count("28/02/2025") for label in labels) == [0, 1]


def test_words_that_mean_nothing_are_no_filter(signed_in):
    client = signed_in("canbo")
    everything = codes(client.get("/nhiem-vu/"))
    assert (
        codes(client.get("/nhiem-vu/?status=x&obligation='&part=%01&overdue=yes&unit=%01&q=%01"))
        == everything
    )


@pytest.mark.parametrize("page", PAGES)
def test_more_tasks_take_no_more_queries(page, signed_in, register, today):
    client = signed_in("dieuphoi")

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(f"/nhiem-vu/{page}").status_code == 200
        return len(caught)

    register(obligation="publication", due_date=today)
    before = queries()
    for _ in range(8):
        register(obligation="publication", due_date=today, helpers=["STP", "SCT"])
    assert queries() == before <= 30


def test_who_owes_what_is_one_click_from_the_list(signed_in, register, tell, today):
    register(due_date=today - timedelta(days=3))
    tell(register(due_date=today), "done", done_on=date(2026, 1, 1))
    client = signed_in("lanhdao")
    page = client.get("/nhiem-vu/don-vi/").content.decode()
    row = next(row for row in page.split("<tr>") if "unit=TAND&amp;part=lead" in row)
    for query in ("overdue=1", "status=done"):
        assert f'href="/nhiem-vu/?unit=TAND&amp;part=lead&amp;{query}"' in row
        assert len(codes(client.get(f"/nhiem-vu/?unit=TAND&part=lead&{query}"))) == 1


def test_the_timeline_shows_tasks_without_dates_and_keeps_its_filters(signed_in, register):
    register(
        obligation="direction",
        proposal="x",
        decided_by="y",
        decision_number="1/TB",
        decided_on=date(2025, 3, 1),
    )
    client = signed_in("canbo")
    page = client.get("/nhiem-vu/dong-thoi-gian/?obligation=direction&year=2025")
    assert codes(page) == ["CD-0001"]
    assert "year=2024&amp;obligation=direction" in page.content.decode()
    assert "style=" not in page.content.decode()
    assert codes(client.get("/nhiem-vu/dong-thoi-gian/?obligation=task"))
    assert client.get("/nhiem-vu/dong-thoi-gian/?year=9999").status_code == 200
    assert client.get("/nhiem-vu/dong-thoi-gian/?year=%C2%B2000").status_code == 200


def test_the_table_for_spreadsheets_follows_the_filters_and_holds_no_formula(
    signed_in, register, tell, today
):
    due = today - timedelta(days=1500)
    task = register(title='=HYPERLINK("http://x")', obligation="commitment", due_date=due)
    response = signed_in("canbo").get("/nhiem-vu/tai-ve/?obligation=commitment")
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in response["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    cells = rows[1]
    assert cells[:2] == [task.code, '\'=HYPERLINK("http://x")']
    assert f"{due:%d/%m/%Y}" in cells
    assert "1.500" in cells


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@x", "\t=1", "\r=1"])
def test_no_cell_begins_like_a_formula(cell):
    assert inert(cell) == f"'{cell}"


def test_plain_cells_stay_as_they_are(system, at):
    assert inert("64,56 %") == "64,56 %"
    assert tasks_as_csv(list_tasks(system).none(), at.date()).count(b"\r\n") == 1


def test_a_report_with_a_picture_is_saved_and_its_picture_opened_by_those_concerned(signed_in, register):
    task = register(due_date=date(2026, 12, 31))
    client = signed_in("canbo")
    sent = {"seen_version": 0, "status": "in_progress", "text": "Đã đăng tải"}
    picture = SimpleUploadedFile("ảnh.png", PNG)
    response = client.post(f"/nhiem-vu/{task.code}/bao-cao/", {**sent, "evidence": [picture]})
    assert response.url == f"/nhiem-vu/{task.code}/"
    proof = task.updates.first().evidence.get()
    address = f"/nhiem-vu/{task.code}/minh-chung/{proof.pk}/"
    assert address in client.get(response.url).content.decode()
    download = client.get(address)
    assert (download.content, download["Content-Type"]) == (PNG, "application/octet-stream")
    assert download["Content-Disposition"].startswith("attachment")


def test_a_stranger_reads_the_history_and_does_not_open_its_files(signed_in, register, tell):
    task = tell(register(leads=["STP"]), "in_progress", "Đã họp", evidence=(Upload("a.csv", b"a\n1\n"),))
    proof = task.updates.first().evidence.get()
    client = signed_in("canbo")
    page = client.get(f"/nhiem-vu/{task.code}/").content.decode()
    assert "Đã họp" in page
    assert "minh-chung" not in page
    assert "/bao-cao/" not in page
    assert client.get(f"/nhiem-vu/{task.code}/minh-chung/{proof.pk}/").status_code == 404
    assert client.get(f"/nhiem-vu/T5.5b/minh-chung/{proof.pk}/").status_code == 404


@pytest.mark.parametrize("verb", ["bao-cao", "kiem-tra"])
def test_the_form_of_another_units_task_is_refused(verb, signed_in, register):
    task = register(leads=["STP"], obligation="publication")
    client = signed_in("canbo")
    assert client.get(f"/nhiem-vu/{task.code}/{verb}/").status_code == 403
    assert client.post(f"/nhiem-vu/{task.code}/{verb}/", {}).status_code == 403


def test_a_hostile_file_is_told_at_its_field_and_nothing_is_saved(signed_in, register):
    task = register()
    sent = {
        "seen_version": 0,
        "status": "done",
        "text": "Xong",
        "evidence": SimpleUploadedFile("a.pdf", b"MZ\x90"),
    }
    response = signed_in("canbo").post(f"/nhiem-vu/{task.code}/bao-cao/", sent)
    assert response.status_code == 400
    assert response.context["form"].errors.keys() == {"evidence"}
    assert Task.objects.get(pk=task.pk).status == "not_started"


def test_evidence_may_be_larger_than_other_forms(signed_in, register):
    task = register()
    large = SimpleUploadedFile("lon.csv", b"a,b\n" + b"1,2\n" * 800_000)
    sent = {"seen_version": 0, "status": "in_progress", "text": "Gửi kèm", "evidence": large}
    assert signed_in("canbo").post(f"/nhiem-vu/{task.code}/bao-cao/", sent).status_code == 302
    assert task.updates.first().evidence.get().file.size == large.size


def test_six_files_are_one_too_many(signed_in, register):
    task = register()
    files = [SimpleUploadedFile(f"{number}.csv", b"a\n%d\n" % number) for number in range(6)]
    sent = {"seen_version": 0, "status": "done", "text": "Xong", "evidence": files}
    response = signed_in("canbo").post(f"/nhiem-vu/{task.code}/bao-cao/", sent)
    assert response.context["form"].errors.keys() == {"evidence"}


def test_who_was_overtaken_reads_it_keeps_the_text_and_may_send_again(signed_in, register, tell):
    task = register()
    tell(task, "in_progress")
    client, sent = signed_in("canbo"), {"seen_version": 0, "status": "done", "text": "Đã xong hết"}
    page = client.post(f"/nhiem-vu/{task.code}/bao-cao/", sent)
    assert page.status_code == 400
    assert "Đã xong hết" in page.content.decode()
    assert 'name="seen_version" value="1"' in page.content.decode()
    assert client.post(f"/nhiem-vu/{task.code}/bao-cao/", {**sent, "seen_version": 1}).status_code == 302


def test_another_mistake_does_not_make_a_form_forget_what_it_is_based_on(signed_in, register, tell):
    task = register()
    tell(task, "in_progress")
    sent = {"seen_version": 0, "status": "done", "text": ""}
    page = signed_in("canbo").post(f"/nhiem-vu/{task.code}/bao-cao/", sent)
    assert 'name="seen_version" value="0"' in page.content.decode()


def test_the_co_ordinator_registers_corrects_and_releases_on_screen(signed_in, units):
    client = signed_in("dieuphoi")
    (court, justice) = units("TAND", "STP")
    form = {
        "obligation": "commitment", "plan": Task.objects.first().plan_id, "title": "Trả lời trong 5 ngày",
        "leads": [court.pk], "due_date": "31/12/2026", "published_url": "example.org/cam-ket",
    }  # fmt: skip
    assert client.post("/nhiem-vu/them-moi/", form).url == "/nhiem-vu/CK-0001/"
    assert Task.objects.get(code="CK-0001").published_url == "https://example.org/cam-ket"
    fix = {
        "seen_version": 0,
        "title": "Trả lời trong 3 ngày",
        "leads": [court.pk, justice.pk],
        "due_date": "2027-01-15",
    }
    page = client.post("/nhiem-vu/CK-0001/dieu-chinh/", {**fix, "reason": ""})
    assert (page.status_code, page.context["form"].errors.keys()) == (400, {"reason"})
    assert client.post("/nhiem-vu/CK-0001/dieu-chinh/", {**fix, "reason": "Rút ngắn"}).status_code == 302
    assert client.post("/nhiem-vu/CK-0001/cong-bo/", {"released": "1"}).status_code == 302
    assert "Trả lời trong 3 ngày" in client.get("/cam-ket/").content.decode()
    history = client.get("/nhiem-vu/CK-0001/").content.decode()
    assert "<del>31/12/2026</del>" in history
    assert "<ins>15/01/2027</ins>" in history


def test_a_head_is_offered_commitments_only(signed_in, units):
    client = signed_in("thutruong")
    form = client.get("/nhiem-vu/them-moi/").context["form"]
    assert "obligation" not in form.fields
    assert "decided_by" not in form.fields
    sent = {"plan": Task.objects.first().plan_id, "title": "Việc", "due_date": "31/12/2026"}
    assert client.post("/nhiem-vu/them-moi/", {**sent, "leads": [units("STP")[0].pk]}).status_code == 403
    assert client.post("/nhiem-vu/them-moi/", {**sent, "leads": [units("TAND")[0].pk]}).status_code == 302


def test_the_desk_shows_what_the_own_unit_owes_now_and_the_centre_who_is_late(signed_in, register, today):
    late = register(due_date=today - timedelta(days=1), title="Việc đã quá hạn")
    register(due_date=today + timedelta(days=31), title="Việc còn lâu")
    due = signed_in("canbo").get("/ban-lam-viec/").context["due"]
    assert [task.pk for task in due.tasks] == [late.pk]
    assert signed_in("canbo").get("/ban-lam-viec/").context["overdue_units"] == []
    client = signed_in("dieuphoi")
    assert [(unit.code, count) for unit, count in client.get("/ban-lam-viec/").context["overdue_units"]] == [
        ("TAND", 1)
    ]

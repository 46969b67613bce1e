"""The adjusted plan: counted, written as official documents, shown to the public."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from haidang.apps.inspections.adjusted import adjusted_visits
from haidang.apps.inspections.letters import usual_words
from haidang.apps.inspections.public import find_published_plan, list_published_years
from haidang.apps.inspections.services import (
    adopt_unopposed,
    issue_plan,
    make_issued_files,
    propose_merges,
    publish_plan,
    send_proposal,
)
from haidang.apps.inspections.tests.conftest import DOTS, ONE, PERSON, TWO, row
from haidang.domain.official_document import read_docx
from haidang.foundation.files.selectors import read_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(file_plan, resolve, year, inspectorate, clock, at):
    file_plan("SCT", row("Công ty A", ONE, time="Tháng 3"), row("Công ty B", TWO), row("Hộ ông Mẫu", PERSON))
    file_plan("SXD", row("Công ty A", ONE, content="Xây dựng", time="Tháng 4"))
    resolve()
    proposal = propose_merges(year=year, capacity={}, first_month=1, by=inspectorate, at=clock())
    send_proposal(proposal=proposal, answer_by=at.date(), by=inspectorate, at=clock())
    adopt_unopposed(proposal=proposal, by=inspectorate, at=at + timedelta(days=2))


@pytest.fixture
def words(decided, year, unit):
    return usual_words(2024, unit("TTTP"), adjusted_visits(year), 4)


def test_joint_teams_stand_for_their_visits(decided, year):
    visits = {visit.name: visit for visit in adjusted_visits(year)}
    assert set(visits) == {"Công ty A", "Công ty B", "Hộ ông Mẫu"}
    team = visits["Công ty A"]
    assert team.is_joint
    assert team.content == "Phòng cháy; Xây dựng"
    assert {team.lead, *team.co_units} == {"Sở Công Thương", "Sở Xây dựng"}
    assert visits["Hộ ông Mẫu"].code == DOTS


def test_the_letter_counts_and_cites_the_rule_of_its_time(words):
    assert "Chỉ thị số 20/CT-TTg" in words.paragraphs
    assert "với 4 lượt" in words.paragraphs
    assert "2 lượt tại 1 doanh nghiệp" in words.paragraphs
    assert "còn 3 lượt" in words.paragraphs


def test_documents_are_made_by_the_worker_and_kept(words, year, inspectorate, clock):
    issued = issue_plan(year=year, words=words, by=inspectorate, at=clock())
    assert not issued.is_ready
    assert make_issued_files(at=clock()) == 1
    assert make_issued_files(at=clock()) == 0
    issued.refresh_from_db()
    letter = read_docx(read_content(issued.letter_docx))
    assert any("Chỉ thị số 20/CT-TTg" in paragraph.text for paragraph in letter.paragraphs)
    for file in (issued.letter_pdf, issued.plan_pdf):
        assert read_content(file).startswith(b"%PDF-")


def test_the_public_sees_a_plan_when_it_is_published_and_no_numbers_of_persons(
    words, year, inspectorate, clock, client
):
    issued = issue_plan(year=year, words=words, by=inspectorate, at=clock())
    with pytest.raises(ValidationError, match="being made"):
        publish_plan(issued=issued, by=inspectorate, at=clock())
    make_issued_files(at=clock())
    assert list_published_years() == []
    assert client.get(reverse("portal:inspection-plan", args=[2024])).status_code == 404
    publish_plan(issued=issued, by=inspectorate, at=clock())
    page = client.get(reverse("portal:inspection-plan", args=[2024]), {"q": "cong ty a"}).content.decode()
    assert "Công ty A" in page
    assert "Công ty B" not in page
    assert PERSON not in client.get(reverse("portal:inspection-plan", args=[2024])).content.decode()
    assert [visit.name for visit in find_published_plan(2024, ONE).visits] == ["Công ty A"]


def test_the_same_plan_is_issued_once_and_the_newest_alone_is_published(
    words, year, inspectorate, clock, file_plan, resolve
):
    first = issue_plan(year=year, words=words, by=inspectorate, at=clock())
    with pytest.raises(ValidationError, match="very same plan"):
        issue_plan(year=year, words=words, by=inspectorate, at=clock())
    file_plan("SNV", row("Công ty D"))
    resolve()
    issue_plan(year=year, words=words, by=inspectorate, at=clock())
    make_issued_files(at=clock())
    with pytest.raises(ValidationError, match="later plan"):
        publish_plan(issued=first, by=inspectorate, at=clock())


def test_the_letter_says_so_where_nothing_was_merged(file_plan, resolve, year, unit):
    file_plan("SNV", row("Công ty D"))
    resolve()
    assert (
        "không có lượt nào phải gộp" in usual_words(2024, unit("TTTP"), adjusted_visits(year), 1).paragraphs
    )


def test_nothing_is_issued_while_teams_are_open(file_plan, resolve, words, year, inspectorate, clock):
    file_plan("CTHUE", row("Công ty B", TWO))
    with pytest.raises(ValidationError, match="being compared"):
        issue_plan(year=year, words=words, by=inspectorate, at=clock())
    resolve()
    propose_merges(year=year, capacity={}, first_month=1, by=inspectorate, at=clock())
    with pytest.raises(ValidationError, match="not decided on"):
        issue_plan(year=year, words=words, by=inspectorate, at=clock())


@pytest.mark.parametrize("name", ["dieuphoi", "lanhdao", "thutruong", "canbo", "kiemtra", "quantri"])
def test_only_the_inspectorate_issues(name, words, year, actor_for, clock):
    with pytest.raises(PermissionDenied):
        issue_plan(year=year, words=words, by=actor_for(name), at=clock())

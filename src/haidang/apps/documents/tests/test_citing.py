"""Documents are cited as Decree 30/2020 asks: kind, number and symbol, day, issuer."""

from datetime import date

import pytest

from haidang.apps.documents.models import Document
from haidang.apps.documents.selectors import cite, list_documents, map_documents
from haidang.foundation.accounts.actor import Actor

PLAN = Document(
    number="197/KH-UBND", type_name="Kế hoạch", issuer="Ủy ban nhân dân thành phố", issued_on=date(2024, 8, 5)
)


def test_in_full():
    assert cite(PLAN) == "Kế hoạch số 197/KH-UBND ngày 05 tháng 8 năm 2024 của Ủy ban nhân dân thành phố"


def test_in_short():
    assert cite(PLAN, short=True) == "Kế hoạch số 197/KH-UBND"


def test_a_day_that_is_not_known_is_not_made_up():
    unknown = Document(number="1/QĐ", type_name="Quyết định", issuer="Chính phủ")
    assert cite(unknown) == "Quyết định số 1/QĐ của Chính phủ"


@pytest.mark.parametrize(("month", "written"), [(1, "01"), (2, "02"), (3, "3"), (12, "12")])
def test_months_are_written_as_the_decree_asks(month, written):
    document = Document(number="1", type_name="Công văn", issuer="Sở", issued_on=date(2024, month, 1))
    assert f"ngày 01 tháng {written} năm 2024" in cite(document)


@pytest.mark.django_db
def test_all_seventeen_documents_of_the_pack_can_be_cited(system):
    documents = list_documents(system)
    assert len(documents) == 17
    assert all(document.number in cite(document) for document in documents)
    assert set(map_documents(["197/KH-UBND", "no such"])) == {"197/KH-UBND"}


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["dieuphoi", "lanhdao", "thutruong", "canbo", "kiemtra", "quantri"])
def test_everybody_who_signs_in_sees_them(username, actor_for):
    assert list_documents(actor_for(username)).count() == 17


@pytest.mark.django_db
def test_nobody_else_does():
    assert not list_documents(Actor.anonymous())

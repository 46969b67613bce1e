"""Who is who: codes first, then names; what people answer counts at once, for later years, and can be taken back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections.models import MatchDecision, PlanLine, PlanYear, ReviewPair
from haidang.apps.inspections.selectors import list_taught, sides_of
from haidang.apps.inspections.services import decide_pair, open_year, undo_decision
from haidang.apps.inspections.services.years import mark_changed
from haidang.apps.inspections.tests.conftest import ONE, PERSON, TWO, row
from haidang.foundation.importing.services import run_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(system, at):
    """`registry(rows)` enters enterprises: code, name, kind."""

    def run(*rows):
        lines = ["tax_code,name,kind", *(",".join(cells) for cells in rows)]
        report = run_import(
            kind="enterprises", content="\n".join(lines).encode(), name="dn.csv", by=system, at=at
        )
        assert report.written, report.faults

    return run


@pytest.fixture
def pair(year, file_plan, inspectorate):
    """Two lines of two agencies about which somebody is to be asked."""
    a, *_ = file_plan("SCT", row("Công ty Cổ phần Khải Hòa"))
    b, *_ = file_plan("SXD", row("CTCP KHẢI HOÀ", TWO))
    PlanLine.objects.filter(pk=a.pk).update(entity=a.appearance)
    PlanLine.objects.filter(pk=b.pk).update(entity=b.appearance)
    return ReviewPair.objects.create(
        year=year, rank=0, line=a, other=b, chance=0.8, reasons="tên riêng giống +10,0"
    )


def test_one_code_is_one_enterprise_however_it_is_written(file_plan, resolve, entities):
    file_plan("SCT", row("Công ty TNHH Muối Xanh", ONE))
    file_plan("SXD", row("CTY MUỐI XANH", "9900 000 016"), row("Công ty Rêu Tím", TWO))
    resolve()
    assert entities() == [["Công ty Rêu Tím"], ["Công ty TNHH Muối Xanh", "CTY MUỐI XANH"]]


def test_a_line_is_linked_to_the_registry(registry, file_plan, resolve):
    registry((ONE, "Công ty TNHH Muối Xanh", "enterprise"))
    (line,) = file_plan("SCT", row("Cty TNHH Muối Xanh", ONE))
    resolve()
    line.refresh_from_db()
    assert line.enterprise == Enterprise.objects.get(tax_code=ONE)
    assert line.entity == f"e{line.enterprise_id}"


def test_households_are_known_by_protected_numbers(registry, file_plan, resolve):
    registry((PERSON, "Hộ kinh doanh Mẫu", "household"))
    (first,) = file_plan("SCT", row("Nguyễn Văn Mẫu", PERSON))
    (second,) = file_plan("SXD", row("Tạp hóa bà Mẫu", PERSON))
    resolve()
    first.refresh_from_db(), second.refresh_from_db()
    assert first.enterprise == second.enterprise == Enterprise.objects.get(name="Hộ kinh doanh Mẫu")


def test_plans_are_worked_out_anew_when_a_late_one_arrives(file_plan, resolve, year):
    file_plan("SCT", row("Công ty A", ONE))
    assert resolve() == 1
    assert resolve() == 0, "nothing changed"
    file_plan("CTHUE", row("Công ty A", ONE))
    year.refresh_from_db()
    assert year.is_stale
    resolve()
    year.refresh_from_db()
    assert not year.is_stale
    assert year.overlaps.exists()


def test_an_answer_joins_two_at_once_and_their_overlap_is_found(pair, inspectorate, clock, entities, year):
    assert not year.overlaps.exists()
    decide_pair(pair=pair, answer="same", by=inspectorate, at=clock())
    assert entities() == [["Công ty Cổ phần Khải Hòa", "CTCP KHẢI HOÀ"]]
    assert {overlap.lines.count() for overlap in year.overlaps.all()} == {2}
    assert not ReviewPair.objects.exists()


@pytest.mark.parametrize("answer", ["same", "different"])
def test_an_answer_holds_when_plans_are_compared_again(
    answer, pair, inspectorate, clock, file_plan, resolve, entities
):
    decide_pair(pair=pair, answer=answer, by=inspectorate, at=clock())
    file_plan("SNV", row("Công ty khác", ONE))
    resolve()
    joined = ["Công ty Cổ phần Khải Hòa", "CTCP KHẢI HOÀ"] in entities()
    assert joined is (answer == "same")
    assert not ReviewPair.objects.filter(line=pair.line, other=pair.other).exists(), "nobody is asked twice"


def test_an_answer_holds_for_next_year(pair, inspectorate, clock, file_plan, resolve):
    decide_pair(pair=pair, answer="same", by=inspectorate, at=clock())
    later = open_year(year=2025, by=inspectorate, at=clock())
    file_plan("SCT", row("Công ty Cổ phần Khải Hòa"), into=later)
    file_plan("SXD", row("CTCP KHẢI HOÀ", TWO), into=later)
    resolve()
    assert PlanLine.objects.filter(year=later).values("entity").distinct().count() == 1


def test_an_answer_can_be_taken_back(pair, inspectorate, clock, resolve, entities, year):
    decision = decide_pair(pair=pair, answer="same", by=inspectorate, at=clock())
    undo_decision(decision=decision, by=inspectorate, at=clock())
    assert PlanYear.objects.get(pk=year.pk).is_stale
    resolve()
    decision.refresh_from_db()
    assert decision.undone_by == inspectorate.name
    assert MatchDecision.objects.count() == 1, "it stays on record"
    with pytest.raises(ValidationError):
        undo_decision(decision=decision, by=inspectorate, at=clock())


def test_who_cannot_tell_yet_is_asked_again_at_the_end(pair, inspectorate, clock, year):
    other = ReviewPair.objects.create(
        year=year, rank=1, line=pair.other, other=pair.line, chance=0.5, reasons=""
    )
    decide_pair(pair=pair, answer="later", by=inspectorate, at=clock())
    assert list(ReviewPair.objects.order_by("rank")) == [other, pair]


def test_who_takes_back_that_one_cannot_tell_is_asked_at_once(pair, inspectorate, clock):
    decision = decide_pair(pair=pair, answer="later", by=inspectorate, at=clock())
    decide_pair(pair=pair, answer="later", by=inspectorate, at=clock())
    undo_decision(decision=decision, by=inspectorate, at=clock())
    pair.refresh_from_db()
    assert pair.rank == 0


def test_two_registered_enterprises_are_never_made_one(pair, registry, inspectorate, clock):
    registry((ONE, "Một", "enterprise"), (TWO, "Hai", "enterprise"))
    for line, code in ((pair.line, ONE), (pair.other, TWO)):
        enterprise = Enterprise.objects.get(tax_code=code)
        PlanLine.objects.filter(pk=line.pk).update(entity=f"e{enterprise.pk}", enterprise=enterprise)
    with pytest.raises(ValidationError, match="different entries"):
        decide_pair(pair=pair, answer="same", by=inspectorate, at=clock())
    assert MatchDecision.objects.count() == 0, "nothing is kept of an answer that cannot be"


def test_a_question_that_is_gone_is_told_and_not_an_error(pair, inspectorate, clock):
    ReviewPair.objects.filter(pk=pair.pk).delete()
    with pytest.raises(ValidationError, match="settled meanwhile"):
        decide_pair(pair=pair, answer="same", by=inspectorate, at=clock())


def test_words_that_only_one_side_has_are_marked(pair):
    left, right = sides_of(pair)
    assert [word for word, same in left.name if not same] == ["Công", "ty", "Cổ", "phần"]
    assert [word for word, same in right.name if not same] == ["CTCP"]


@pytest.mark.parametrize("name", ["dieuphoi", "lanhdao", "thutruong", "canbo", "kiemtra", "quantri"])
def test_only_the_inspectorate_says_who_is_who(name, pair, actor_for, clock):
    with pytest.raises(PermissionDenied):
        decide_pair(pair=pair, answer="same", by=actor_for(name), at=clock())


@pytest.fixture
def lookalikes(file_plan):
    """Lines of two agencies that agree pair by pair in all but the form."""
    firsts = ("Anh", "Bảo", "Cẩm", "Duy", "Gia", "Hà", "Khôi", "Lâm", "Mỹ")
    seconds = ("Ngân", "Phú", "Quang", "Sơn", "Tâm", "Uy")
    brands = [f"{one} {other} Sông {third}" for one in firsts for other in seconds for third in ("Cả", "Lô")]
    ones = file_plan("SCT", *(row(f"Công ty TNHH {brand}") for brand in brands))
    others = file_plan("SXD", *(row(f"Công ty TNHH MTV {brand}") for brand in brands))
    return list(zip(ones, others, strict=True))


def test_plans_are_compared_anew_after_an_answer_and_open_questions_keep_their_number(
    lookalikes, inspectorate, clock, resolve, year
):
    resolve()
    asked = list(ReviewPair.objects.all())
    assert len(asked) >= len(lookalikes)
    decide_pair(pair=asked[0], answer="later", by=inspectorate, at=clock())
    decide_pair(pair=asked[1], answer="different", by=inspectorate, at=clock())
    assert PlanYear.objects.get(pk=year.pk).is_stale
    resolve()
    assert not ReviewPair.objects.filter(pk=asked[1].pk).exists()
    left = ReviewPair.objects.get(pk=asked[0].pk)
    assert left.rank >= ReviewPair.PUT_OFF, "who cannot tell yet is not asked again at once"
    assert ReviewPair.objects.filter(pk=asked[2].pk).exists(), "somebody may be looking at it"


def test_answers_link_others_of_their_kind_until_they_are_taken_back(
    lookalikes, inspectorate, clock, resolve, year
):
    resolve()
    assert list_taught(inspectorate, PlanYear.objects.get(pk=year.pk)) == []
    said = MatchDecision.objects.bulk_create(
        MatchDecision(
            year=year, one=one.appearance, other=other.appearance, answer="same", chance=0.7, reasons="",
            shown=[], by_id="x", by_name="x", at=clock(),
        )
        for one, other in lookalikes[:-1]
    )  # fmt: skip
    mark_changed(year, clock())
    resolve()
    (link,) = list_taught(inspectorate, PlanYear.objects.get(pk=year.pk))
    assert PlanYear.objects.get(pk=year.pk).notes["taught"] == 1
    one, other = lookalikes[-1]
    assert set(link.names) == {one.name, other.name}
    assert "câu trả lời trước" in link.reasons
    MatchDecision.objects.filter(pk__in=[decision.pk for decision in said]).update(undone_at=clock())
    mark_changed(year, clock())
    resolve()
    assert list_taught(inspectorate, PlanYear.objects.get(pk=year.pk)) == []
    assert PlanLine.objects.get(pk=one.pk).entity != PlanLine.objects.get(pk=other.pk).entity

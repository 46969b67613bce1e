"""Names of enterprises, and what officials do to them."""

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.overlaps.names import folded, with_names
from haidang.domain.vietnamese import fold

PARTS = ("form", "branch", "sectors", "places", "numbers", "core")


def parts(*names: str | None) -> list[dict]:
    table = pl.DataFrame({"name": names}, schema={"name": pl.String})
    return with_names(table.with_row_index("row"), "name").select(PARTS).to_dicts()


def part(name: str) -> dict:
    return parts(name)[0]


@pytest.mark.parametrize(
    "spelling",
    [
        "Công ty Trách nhiệm hữu hạn Thương mại và Dịch vụ Bạch Đằng",
        "CTY TNHH TM&DV BẠCH ĐẰNG",
        "Cty TNHH Dịch vụ, Thương mại Bạch Đằng",
        "Cong ty TNHH TMDV Bach Dang",
        "C.ty TNHH T.Mại - D.vụ Bạch Đằng",
        unicodedata.normalize("NFD", "Công ty TNHH thương mại dịch vụ Bạch Đằng"),
        "  CTTNHH  TM & Dvụ Bạch  Đằng ",
    ],
)
def test_one_enterprise_in_many_spellings(spelling: str) -> None:
    found = part(spelling)
    assert (found["form"], found["sectors"], found["core"]) == ("limited", "dv tm", "bach dang")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("CTCP Sông Cấm", "shares"),
        ("Tổng Công ty Sông Cấm - Công ty Cổ phần", "shares"),
        ("Công ty TNHH MTV Sông Cấm", "limited1"),
        ("TNHH một thành viên Sông Cấm", "limited1"),
        ("Cty TNHH 2TV Sông Cấm", "limited2"),
        ("DNTN Sông Cấm", "private"),
        ("HTX Sông Cấm", "cooperative"),
        ("Hộ kinh doanh Sông Cấm", "household"),
        ("Sông Cấm", ""),
    ],
)
def test_the_form_is_told_from_the_name(name: str, form: str) -> None:
    assert (part(name)["form"], part(name)["core"]) == (form, "song cam")


def test_ambiguous_abbreviations_are_contracted_and_never_expanded() -> None:
    written_out = parts(
        "Công ty TNHH Công nghiệp An Sơn", "Công ty TNHH Công nghệ An Sơn", "Cty TNHH CN An Sơn"
    )
    assert len({tuple(found.items()) for found in written_out}) == 1


@pytest.mark.parametrize(
    ("name", "branch", "places"),
    [
        ("CN Cty CP Sông Cấm tại Hà Nội", True, "hanoi"),
        ("Công ty CP Sông Cấm - CN Hà Nội", True, "hanoi"),
        ("Chi nhánh Công ty CP Sông Cấm", True, ""),
        ("Văn phòng đại diện Công ty CP Sông Cấm", True, ""),
        ("Công ty CP CN Sông Cấm", False, ""),
        ("Công ty CP Sông Cấm VN", False, "vietnam"),
    ],
)
def test_a_branch_is_told_from_a_business_line(name: str, branch: bool, places: str) -> None:
    found = part(name)
    assert (found["branch"], found["places"], found["core"]) == (branch, places, "song cam")


def test_a_number_is_no_part_of_the_brand() -> None:
    assert [(found["core"], found["numbers"]) for found in parts("CTCP Lilama 5", "CTCP Lilama số 45.1")] == [
        ("lilama", "5"), ("lilama", "45 1"),
    ]  # fmt: skip


def test_at_a_place_is_not_the_brand_that_folds_alike() -> None:
    assert part("Công ty TNHH Tấn Tài Hải Phòng")["core"] == "tan tai"
    assert part("Công ty TNHH Tấn Phát tại Hải Phòng")["core"] == "tan phat"


def test_what_a_cut_leaves_of_a_word_is_no_brand() -> None:
    assert part("Công ty Trách nhiệm hữu hạn Công ngh")["core"] == ""


def test_a_whole_word_at_the_end_of_a_long_name_is_no_leftover() -> None:
    long = "Doanh nghiệp tư nhân Giao nhận Thủy Lạng"
    others = ["Cty CP Mai Lạng", "Cty CP Hoa Lạng"]
    assert parts(long, *others)[0]["core"] == "thuy lang"


@pytest.mark.parametrize(
    ("name", "form", "core"),
    [
        ("Công ty Cổphần Sông Cấm", "shares", "song cam"),
        ("Công ty Trách nhiệmhữu hạn Sông Cấm", "limited", "song cam"),
    ],
)
def test_a_forgotten_blank_hides_no_form(name: str, form: str, core: str) -> None:
    found = part(name)
    assert (found["form"], found["core"]) == (form, core)


@pytest.mark.parametrize(
    ("name", "form", "sectors"),
    [
        ("Công ty TNHH Phtá triển Sông Cấm", "limited", "pt"),
        ("Công ty TNHH Vận tảii Sông Cấm", "limited", "vt"),
        ("Công ty TNHH Vậnt ải Sông Cấm", "limited", "vt"),
        ("Công ty TNHH Thép v àDu lịch Sông Cấm", "limited", "dl thep"),
        ("Doanh nghiệp tư nhn Sông Cấm", "private", ""),
    ],
)
def test_a_slip_hides_no_form_and_no_business_line(name: str, form: str, sectors: str) -> None:
    others = [f"Cty CP {brand}" for brand in ("Sông Cấm", "Sông Lô", "Cấm Sơn", "Sông Cấm")]
    found = parts(name, *others)[0]
    assert (found["form"], found["sectors"], found["core"]) == (form, sectors, "song cam")


def test_a_word_that_brands_share_is_no_slip() -> None:
    """ "Phúc Triển" is one letter from "phát triển", but others are called Phúc, too."""
    others = [
        f"Cty CP {brand}"
        for brand in ("Phúc An", "Phúc Lộc", "Hồng Phúc", "Sông Cấm", "Sông Lô", "Sông Hồng")
    ]
    assert parts("Công ty TNHH Phúc Triển Sông", *others)[0]["core"] == "phuc trien song"


def test_a_brand_is_left_whatever_it_is_near_to() -> None:
    assert part("Công ty TNHH Phtá Triển")["core"] == "phta trien"


@pytest.mark.parametrize("note", ["(HP)", "tại Hải Phòng", "- Hải Phòng"])
def test_where_an_enterprise_is_is_no_part_of_its_name(note: str) -> None:
    assert part(f"Công ty CP Sông Cấm {note}")["places"] == ""
    assert part("Công ty CP Sông Cấm Hải Phòng")["places"] == "haiphong"


def test_the_brand_hang_of_hai_phong_is_no_shipping() -> None:
    found = part("DNTN Hợp Hằng Hải Phòng")
    assert (found["core"], found["places"], found["sectors"]) == ("hop hang", "haiphong", "")


@given(st.text(max_size=60))
def test_any_text_is_taken_apart_and_says_the_same_again(name: str) -> None:
    once, again = parts(name, name)
    assert once == again
    assert all(isinstance(once[key], str) for key in PARTS if key != "branch")


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs"]), max_size=40))
def test_a_column_folds_as_one_text_does(text: str) -> None:
    vietnamese = "".join(
        char for char in text if char.lower() in "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầểễộ 0123456789"
    )
    column = pl.DataFrame({"x": [vietnamese]}).select(folded(pl.col("x")))["x"][0]
    assert " ".join(column.split()) == fold(vietnamese)

"""Lines whose wording the decree fixes (Appendix I, Part II of Decree 30/2020/NĐ-CP)."""

from datetime import date

from haidang.domain.official_document import VIETNAMESE, Appendix, Paragraph, Text
from haidang.domain.official_document.tests.sample import REPORT, document, header
from haidang.domain.official_document.wording import (
    absolute_href,
    addressee_lines,
    appendix_label,
    attachment_note,
    number_line,
    place_and_date,
    recipient_lines,
)


def plain(line: str) -> str:
    """Blanks to be filled in are runs of no-break spaces; here they show as one underscore."""
    return "_".join(line.replace("\u00a0" * 7, "_").split("_")).replace("\u00a0", " ")


def test_the_number_is_left_to_the_register() -> None:
    assert plain(number_line(header(number=None), VIETNAMESE)) == "Số:_/BC-KHĐT"


def test_a_number_below_ten_has_a_leading_zero() -> None:
    assert plain(number_line(header(number="5"), VIETNAMESE)) == "Số: 05/BC-KHĐT"
    assert plain(number_line(header(number="112"), VIETNAMESE)) == "Số: 112/BC-KHĐT"


def test_an_unknown_day_stays_blank() -> None:
    line = place_and_date(header(year=2024, month=10), VIETNAMESE)
    assert plain(line) == "Cảng Xanh, ngày_tháng 10 năm 2024"


def test_january_and_february_have_a_leading_zero_and_march_has_none() -> None:
    lines = [place_and_date(header(year=2024, month=month), VIETNAMESE) for month in (2, 3)]
    assert [plain(line).split("_")[1] for line in lines] == ["tháng 02 năm 2024", "tháng 3 năm 2024"]


def test_an_unknown_month_stays_blank() -> None:
    line = place_and_date(header(year=2024, month=None), VIETNAMESE)
    assert plain(line) == "Cảng Xanh, ngày_tháng _ năm 2024"


def test_a_known_date_is_written_out() -> None:
    dated = header(issued_on=date(2024, 4, 5), year=None, month=None)
    assert place_and_date(dated, VIETNAMESE) == "Cảng Xanh, ngày 05 tháng 4 năm 2024"


def test_a_single_addressee_stands_on_the_line_of_the_salutation() -> None:
    assert addressee_lines(header(addressees=("- Bộ Tài chính;",)), VIETNAMESE) == ("Kính gửi: Bộ Tài chính",)


def test_several_addressees_stand_on_lines_of_their_own() -> None:
    lines = addressee_lines(header(addressees=("Bộ Tài chính", "Bộ Nội vụ")), VIETNAMESE)
    assert lines == ("Kính gửi:", "- Bộ Tài chính;", "- Bộ Nội vụ.")


def test_recipients_end_with_a_full_stop() -> None:
    assert recipient_lines(("Như trên", "- Lưu: VT, DN;")) == ("- Như trên;", "- Lưu: VT, DN.")


def test_a_single_appendix_has_no_number() -> None:
    one = document(appendices=(Appendix("a", "Biểu", (Paragraph((Text("x"),), "p"),)),))
    assert appendix_label(one, 0) == "Phụ lục"


def test_several_appendices_have_roman_numbers() -> None:
    assert [appendix_label(REPORT, index) for index in range(2)] == ["Phụ lục I", "Phụ lục II"]


def test_an_appendix_names_its_document() -> None:
    assert plain(attachment_note(REPORT)) == "(Kèm theo Báo cáo số_/BC-KHĐT ngày_tháng 10 năm 2024)"


def test_local_links_leave_the_site_only_with_its_address() -> None:
    assert absolute_href("/so-lieu/1", None) is None
    assert absolute_href("/so-lieu/1", "https://pci.example.org") == "https://pci.example.org/so-lieu/1"
    assert absolute_href("https://a.vn/", None) == "https://a.vn/"

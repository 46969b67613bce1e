"""A digit in a report is a figure, a citation or marked; anything else is stray."""

from haidang.domain.quoting import parse, stray_numerals


def test_tokens_marks_and_citations_are_accounted_for():
    text = "{{a}} trong [[period:9 tháng năm 2024]] theo {{@197/KH-UBND}}[^n1]"
    assert stray_numerals(parse(text)) == []


def test_a_typed_number_is_stray_and_shown_with_its_surroundings():
    (stray,) = stray_numerals(parse("Tổng số có 1.237 dịch vụ đạt {{rate}}"))
    assert stray.text == "1.237"
    assert "dịch vụ" in stray.context


def test_percentages_and_decimals_are_one_numeral():
    assert [s.text for s in stray_numerals(parse("đạt 64,56% và 24,5 tỷ"))] == ["64,56%", "24,5"]

"""Reports print periods in words."""

import pytest

from haidang.domain.worktime import label_en, label_vi, parse_period


@pytest.mark.parametrize(
    ("code", "vietnamese", "english"),
    [
        ("2024-9M", "9 tháng năm 2024", "first 9 months of 2024"),
        ("2024-6M", "6 tháng đầu năm 2024", "first 6 months of 2024"),
        ("2024-3M", "3 tháng đầu năm 2024", "first 3 months of 2024"),
        ("2024-Q1", "quý I năm 2024", "Q1 2024"),
        ("2024-Q4", "quý IV năm 2024", "Q4 2024"),
        ("2024-M03", "tháng 3 năm 2024", "March 2024"),
        ("2024-S1", "6 tháng đầu năm 2024", "first half of 2024"),
        ("2024-S2", "6 tháng cuối năm 2024", "second half of 2024"),
        ("2024-Y", "năm 2024", "2024"),
        ("2021-2025", "giai đoạn 2021-2025", "2021-2025"),
        ("2023-12..2024-05", "từ tháng 12/2023 đến tháng 5/2024", "December 2023 to May 2024"),
        ("2023-01..2023-12", "từ tháng 1/2023 đến tháng 12/2023", "January 2023 to December 2023"),
        (
            "2023..2024-9M",
            "từ năm 2023 đến hết 9 tháng năm 2024",
            "2023 to the end of the first 9 months of 2024",
        ),
    ],
)
def test_names(code: str, vietnamese: str, english: str) -> None:
    assert label_vi(parse_period(code)) == vietnamese
    assert label_en(parse_period(code)) == english

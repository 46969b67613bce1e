"""What is written is what is read, digit for digit."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.report_package import (
    PackageTooLarge,
    decimal_from,
    decimal_text,
    read_package,
    write_package,
)
from haidang.domain.report_package.limits import MAX_ATTACHMENT_BYTES
from haidang.domain.report_package.tests.samples import SMALL, attachment, decimals, packages


@given(packages)
def test_any_package_comes_back_as_it_was(package):
    assert read_package(write_package(package)) == package


def test_the_same_package_gives_the_same_bytes_and_keeps_its_digits():
    written = write_package(SMALL)
    assert written == write_package(SMALL)
    read = read_package(written)
    assert read == SMALL
    assert str(read.indicators[1].value) == "64.560"
    assert b'unitMeasure="\xc4\x91\xe1\xbb\x93ng"' in written


@given(decimals)
def test_decimals_keep_every_digit(value):
    assert decimal_text(decimal_from(decimal_text(value))) == decimal_text(value)


@pytest.mark.parametrize(
    "text",
    [
        "64,56",
        "1.237.000",
        "01",
        "1e3",
        "+1",
        "",
        " 1",
        "1 ",
        ".5",
        "5.",
        "NaN",
        "١",
        "1_000",
        "Infinity",
        "--1",
        "1\n",
    ],
)
def test_what_is_no_number_of_an_exchange_is_refused(text):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011
        decimal_from(text)
    assert str(refusal.value) == text[:40]


@pytest.mark.parametrize("text", ["-0", "-0.00"])
def test_zero_has_no_sign(text):
    assert decimal_text(decimal_from(text)) == text.removeprefix("-")


@given(st.text(max_size=12))
def test_no_text_makes_another_number_than_its_digits_say(text):
    try:
        value = decimal_from(text)
    except ValueError:
        return
    assert value == Decimal(text)


def test_what_xml_cannot_hold_becomes_a_space():
    said = replace(SMALL.narratives[0], text="a\x0bb\ud800c")
    assert read_package(write_package(replace(SMALL, narratives=(said,)))).narratives[0].text == "a b c"


def test_files_that_do_not_fit_are_not_sent_in_part():
    large = attachment(content=b"x" * (MAX_ATTACHMENT_BYTES + 1))
    with pytest.raises(PackageTooLarge):
        write_package(replace(SMALL, attachments=(large,)))
    many = tuple(attachment(content=bytes([n]) * MAX_ATTACHMENT_BYTES) for n in range(3))
    with pytest.raises(PackageTooLarge):
        write_package(replace(SMALL, attachments=many))
    (one,) = read_package(write_package(replace(SMALL, attachments=many[:1]))).attachments
    assert one.content == many[0].content

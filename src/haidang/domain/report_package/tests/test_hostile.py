"""A message is hostile until shown otherwise; what is wrong with it is told at its place, all of it."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.report_package import FaultCode, UnreadablePackage, read_package, write_package
from haidang.domain.report_package.limits import (
    MAX_BYTES,
    MAX_ELEMENTS,
    MAX_INDICATORS,
    MOST_FAULTS,
)
from haidang.domain.report_package.tests.samples import SMALL

GOOD = write_package(SMALL)
HEAD = b"<?xml version='1.0' encoding='UTF-8'?>\n"
LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY l0 "haha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(12))
    + b"]>"
)


def faults_of(content):
    with pytest.raises(UnreadablePackage) as refusal:
        read_package(content)
    return [(fault.code.value, fault.place) for fault in refusal.value.faults]


def changed(old, new):
    assert old in GOOD
    return GOOD.replace(old, new, 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_xml"),
        (b"PK\x03\x04", "not_xml"),
        (GOOD[:-40], "not_xml"),
        (GOOD + b"<x/>", "not_xml"),
        (b"\xff\xfe<\x00a\x00", "not_utf_8"),
        (GOOD.replace(b"UTF-8", b"UTF-7", 1), "not_utf_8"),
        (GOOD.replace(b"UTF-8", b"ISO-8859-1", 1), "not_utf_8"),
        (b"<?xml version='1.0'?><a/>", "other_format"),
        (GOOD.replace(b"urn:haidang:report-package:1", b"urn:haidang:report-package:2"), "other_format"),
        (HEAD + LAUGHS + b"<a>&l12;</a>", "has_dtd"),
        (HEAD + LAUGHS + b'<a b="&l12;"/>', "has_dtd"),
        (HEAD + b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>', "has_dtd"),
        (HEAD + b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "has_dtd"),
        (HEAD + b'<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a/>', "has_dtd"),
        (b"<a>" * 200 + b"</a>" * 200, "too_deep"),
        (b"<a>" + b"<b/>" * (MAX_ELEMENTS + 1) + b"</a>", "too_many_elements"),
        (b" " * (MAX_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_message_is_refused_as_a_whole(content, code):
    assert [found for found, _place in faults_of(content)] == [code]


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        (b'version="1.0"', b'version="2.0"', "other_version", "@version"),
        (b"<MessageId>urn:uuid:1</MessageId>", b"", "missing", "Header/MessageId"),
        (b"<MessageId>", b"<MessageId>x</MessageId><MessageId>", "twice", "Header/MessageId"),
        (b"2026-11-23T08:00:00+00:00</C", b"2026-11-23T08:00:00</C", "not_a_time", "Header/CreatedAt"),
        (b'code="TAND">', b'code="">', "missing", "Header/Sender/@code"),
        (b'number="1"', b'number="0"', "not_a_whole_number", "Header/Report/@number"),
        (b">68<", b">68,0<", "not_a_number", "Indicators/Indicator[1]/Value"),
        (b"<Value>68</Value>", b"", "value_missing", "Indicators/Indicator[1]"),
        (b'status="missing"', b'status="lost"', "unknown_status", "Indicators/Indicator[3]/@status"),
        (b'qualifier="nearly"', b'qualifier="near"', "unknown_qualifier", "Indicators/Indicator[2]/@qualifier"),
        (b'unitMult="9"', b'unitMult="99"', "not_a_whole_number", "Indicators/Indicator[3]/@unitMult"),
        (b"<Note>", b'<Note x="1"><b/></Note><Note>', "twice", "Indicators/Indicator[1]/Note"),
        (b"<Narrative ", b'<Narrative who="me" ', "unknown_attribute", "Narratives/Narrative[1]/@who"),
        (b"<Attachments>", b"<Extra/><Attachments>", "unknown_element", "Extra"),
        (b'size="4"', b'size="5"', "other_size", "Attachments/Attachment[1]/Content"),
        (b'encoding="base64">AP', b'encoding="base64">*P', "not_base64", "Attachments/Attachment[1]/Content"),
        (b'encoding="base64">AP', b'encoding="base64">AQ', "other_content", "Attachments/Attachment[1]/Content"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(old, new, code, place):
    assert (code, place) in faults_of(changed(old, new))


def test_a_status_without_value_takes_none():
    content = changed(b'status="value"', b'status="not_applicable"')
    assert faults_of(content) == [("value_unexpected", "Indicators/Indicator[1]")]


def test_every_fault_is_listed_up_to_a_bound():
    content = changed(b">68<", b">x<").replace(b">64.560<", b"><").replace(b'task="T4.4a"', b'task=""')
    assert [code for code, _place in faults_of(content)].count("not_a_number") == 2
    value = replace(SMALL.indicators[0], status="lost")
    many = faults_of(write_package(replace(SMALL, indicators=(value,) * 500)))
    assert len(many) == MOST_FAULTS + 1
    assert many[-1] == ("too_many_faults", "")


def test_more_indicators_than_a_report_has_are_refused():
    content = write_package(replace(SMALL, indicators=SMALL.indicators[:1] * (MAX_INDICATORS + 1)))
    assert faults_of(content) == [(FaultCode.TOO_MANY, "Indicators")]


def test_comments_and_instructions_change_nothing():
    content = changed(b">68<", b"><!-- 1 -->68<?x y?><").replace(b"<Header>", b"<!-- a --><Header>")
    assert read_package(content) == SMALL


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(content):
    with pytest.raises(UnreadablePackage):
        read_package(content)


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_message_is_read_or_refused(at, noise):
    with suppress(UnreadablePackage):
        assert read_package(GOOD[:at] + noise + GOOD[at + len(noise) :]).sender

"""What is written comes back, also through other programs."""

import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.domain.form_workbook import (
    Form,
    FormGroup,
    FormRow,
    Qualifier,
    as_json,
    check_against,
    read_form,
    read_form_json,
    write_form,
)
from haidang.domain.form_workbook.answers import tidy
from haidang.domain.form_workbook.tests.samples import edited, sample_form, with_shared_texts

_TEXTS = st.text(max_size=60)


@st.composite
def _rows(draw: st.DrawFn, key: str) -> FormRow:
    decimals = draw(st.integers(0, 4))
    status = draw(st.sampled_from(["", "value", "missing", "not_applicable"]))
    digits = draw(st.integers(-(10**20), 10**20))
    is_value = status == "value"
    return FormRow(
        key,
        draw(_TEXTS),
        draw(st.sampled_from(["%", "tỷ đồng", "doanh nghiệp"])),
        decimals,
        previous=draw(_TEXTS),
        status=status,
        value=Decimal(digits).scaleb(-decimals) if is_value else None,
        qualifier=draw(st.sampled_from([item.value for item in Qualifier])) if is_value else "exact",
        note=draw(_TEXTS),
    )


@st.composite
def _forms(draw: st.DrawFn) -> Form:
    keys = draw(st.lists(st.from_regex(r"[a-z0-9.-]{1,20}", fullmatch=True), unique=True, max_size=5))
    rows = tuple(draw(_rows(key)) for key in keys)
    narrative = FormGroup(draw(_TEXTS), draw(_TEXTS), rows, "viec", draw(_TEXTS))
    return replace(sample_form(), groups=(narrative,))


def _expected(form: Form) -> dict[str, tuple[object, ...]]:
    return {row.key: (row.status, row.value, row.qualifier, _note(row.note)) for row in form.rows.values()}


def _note(text: str) -> str:
    kept = (char for char in text if (char >= " " and char not in "\ufffe\uffff") or char in "\t\n\r")
    return tidy("".join(kept))


def _answers(form: Form, content: bytes) -> dict[str, tuple[object, ...]]:
    read = check_against(read_form(content), form)
    assert read.faults == ()
    assert read_form_json(as_json(read)) == read
    assert [narrative.text for narrative in read.narratives] == [_note(form.groups[0].narrative)]
    return {
        answer.key: (answer.status, answer.value, answer.qualifier, answer.note) for answer in read.answers
    }


@settings(max_examples=60, deadline=None)
@given(_forms())
def test_every_answer_survives_the_file(form: Form) -> None:
    content = write_form(form)
    assert _answers(form, content) == _expected(form)
    assert _answers(form, edited(lambda book: None, content)) == _expected(form)
    assert _answers(form, with_shared_texts(content)) == _expected(form)


def test_a_form_saved_by_libreoffice_is_the_same_form(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None or not (Path(office).resolve().parent / "libsclo.so").exists():
        pytest.skip("no LibreOffice Calc here")
    form = sample_form(value=Decimal(1237))
    source = tmp_path / "form.xlsx"
    source.write_bytes(write_form(form))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "out", source],
        check=True,
        timeout=120,
    )
    read = check_against(read_form((tmp_path / "out" / "form.xlsx").read_bytes()), form)
    assert read.faults == ()
    assert [(answer.key, answer.value) for answer in read.answers] == [
        ("dn-moi", Decimal(1237)),
        ("truc-tuyen", None),
        ("von", None),
    ]


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{}", '{"round_code": 1}', '{"a"', "[" * 100_000, '{"round_code": "x"}']
)
def test_json_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_form_json(text)

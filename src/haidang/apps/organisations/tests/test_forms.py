"""Days on forms lie within the reach of calendars, and of the arithmetic on them; units are ticked."""

from datetime import date

import pytest
from django.utils import translation

from haidang.apps.organisations.forms import DateField, EndForm, MergeForm


@pytest.mark.parametrize("text", ["1900-01-01", "2200-12-31", "01/07/2025"])
def test_days_that_are_taken(text):
    assert isinstance(DateField().clean(text), date)


@pytest.mark.parametrize("text", ["1899-12-31", "2201-01-01", "9999-12-31", "0001-01-01", "31/02/2025", "x"])
def test_days_that_are_refused(text):
    form = EndForm({"last_day": text, "basis": "Nghị quyết số 01/NQ-HĐND"})
    assert set(form.errors) == {"last_day"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "en"])
def test_units_are_ticked_without_a_key(language):
    with translation.override(language):
        page = str(MergeForm()["predecessors"].help_text) + str(MergeForm()["predecessors"])
    assert "Ctrl" not in page
    assert "multiple" not in page

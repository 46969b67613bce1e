"""Choosing what to import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.foundation.importing.importer import importers


class UploadForm(forms.Form):
    """A kind and a file."""

    kind = forms.ChoiceField(label=_("What does the file hold?"))
    file = forms.FileField(label=_("File (.xlsx or .csv)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind, importer.title) for kind, importer in importers().items()]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    """The previewed file, by its hash."""

    kind = forms.ChoiceField()
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$")
    name = forms.CharField(max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, kind) for kind in importers()]  # type: ignore[attr-defined]

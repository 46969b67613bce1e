"""What people fill in about inspections."""

from haidang.apps.inspections.forms.plans import OpenYearForm

__all__ = ["OpenYearForm"]

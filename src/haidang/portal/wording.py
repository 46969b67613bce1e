"""What the page about figures in texts calls kinds of relations, and reasons why one is undecided."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from haidang.domain.figures import Kind, Reason

KINDS: Final[dict[str, Any]] = {
    Kind.RATIO_PCT: _("share in per cent"),
    Kind.SUM_OF_PARTS: _("sum of parts"),
    Kind.PART_PLUS_REST: _("part and rest"),
    Kind.CHANGE_PCT: _("change in per cent"),
    Kind.CHANGE_ABS: _("change"),
    Kind.POINT_DIFF: _("difference in percentage points"),
    Kind.AVERAGE: _("average"),
    Kind.LIST_COUNT: _("number of things listed"),
    Kind.PRODUCT: _("product"),
    Kind.MULTIPLE: _("how many times as much"),
    Kind.REPEAT_EQUAL: _("the same figure twice"),
}

REASONS: Final[dict[str, Any]] = {
    Reason.BASE_NOT_STATED: _("nothing stated to compare with"),
    Reason.BASE_UNCLEAR: _("unclear what to compare with"),
    Reason.LIST_MAY_BE_OPEN: _("the list may be incomplete"),
    Reason.ROUNDING_HIDES_IT: _("rounding hides it"),
    Reason.DIVISION_BY_ZERO: _("division by zero"),
}

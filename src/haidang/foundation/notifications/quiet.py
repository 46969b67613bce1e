"""When a message may leave: nobody is written to on a day off or at night."""

from __future__ import annotations

import logging
from datetime import datetime

from django.utils import timezone

from haidang.domain.worktime import CalendarHorizonError, is_office_time, next_office_time
from haidang.foundation.calendars import working_calendar

logger = logging.getLogger(__name__)


def sending_time(moment: datetime) -> datetime:
    """`moment`, or 07:00 of the next working morning if offices are closed then (time of the province).

    Beyond the loaded calendar it is `moment` itself: a message at a bad hour is better than none. That is logged.
    """
    try:
        return next_office_time(timezone.localtime(moment), working_calendar())
    except CalendarHorizonError as error:
        logger.warning("messages leave at any hour: %s", error)
        return moment


def is_quiet(moment: datetime) -> bool:
    """Whether nothing leaves at `moment`. False beyond the loaded calendar."""
    try:
        return not is_office_time(timezone.localtime(moment), working_calendar())
    except CalendarHorizonError:
        return False

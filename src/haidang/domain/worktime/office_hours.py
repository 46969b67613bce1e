"""When offices are open: on working days from 07:00 to 18:00, wider than any office's own hours."""

from datetime import datetime, time

from haidang.domain.worktime.calendar import WorkingCalendar

OPENS, CLOSES = time(7), time(18)


def is_office_time(moment: datetime, calendar: WorkingCalendar) -> bool:
    """True on a working day from 07:00 to before 18:00. `moment` is in the time of the office.

    Raises CalendarHorizonError.
    """
    return calendar.is_working_day(moment.date()) and OPENS <= moment.time() < CLOSES


def next_office_time(moment: datetime, calendar: WorkingCalendar) -> datetime:
    """Return `moment` itself if offices are open then, else 07:00 of the next working morning.

    `moment` is in the time of the office, and so is the answer. Raises CalendarHorizonError.
    """
    if is_office_time(moment, calendar):
        return moment
    is_early = moment.time() < OPENS
    day = moment.date()
    morning = calendar.add_working_days(day, 0) if is_early else calendar.next_working_day(day)
    return datetime.combine(morning, OPENS, tzinfo=moment.tzinfo)

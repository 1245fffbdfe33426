"""When sessions meet, always in their own zone.

{% session_when session %}                 "Tue, Feb 9, 2027, 08:30–17:00 CST", or the days of a longer one
{% meeting_when meeting session.zone %}    one day of several
{% session_time session.closes_at session.zone %}    a single instant: "Mon, Feb 8, 2027, 12:00 CST"
{% closed_note meeting session.zone closed %}        "not a Business Day: Thanksgiving Day"
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.web.words import short_day
from training.choices import Format
from training.rules.session_times import local_day, meeting_words, span_words, window_words

register = template.Library()


@register.simple_tag
def session_when(session: Any) -> SafeString:
    words = window_words if session.format == Format.SELF_PACED else span_words
    return _time(session.starts_at, session.zone, words(session.starts_at, session.ends_at, session.zone))


@register.simple_tag
def meeting_when(meeting: Any, zone: str) -> SafeString:
    return _time(meeting.starts_at, zone, meeting_words(meeting.starts_at, meeting.ends_at, zone))


@register.simple_tag
def session_time(at: datetime | None, zone: str) -> SafeString:
    if at is None:
        return format_html('<span class="muted">{}</span>', "–")
    local = at.astimezone(ZoneInfo(zone))
    return _time(at, zone, f"{local:%a}, {short_day(local)}, {local:%H:%M %Z}")


@register.simple_tag
def meeting_clock(meeting: Any, zone: str) -> str:
    """Only the hours, for the month: "08:30–17:00 CST"."""
    first, last = (at.astimezone(ZoneInfo(zone)) for at in (meeting.starts_at, meeting.ends_at))
    return f"{first:%H:%M}–{last:%H:%M %Z}"


@register.simple_tag
def planned_days(planned: Any) -> SafeString:
    """The days of a session that a file asks for, each on a line."""
    words = window_words if planned.format == Format.SELF_PACED else meeting_words
    return format_html_join(mark_safe("<br>"), "{}", ((words(*day, planned.zone),) for day in planned.days))


@register.simple_tag
def closed_note(meeting: Any, zone: str, closed: dict[date, str]) -> SafeString | str:
    """A word beside a day that is no Business Day."""
    why = closed.get(local_day(meeting.starts_at, zone))
    return format_html('<span class="cell-note">not a Business Day: {}</span>', why) if why else ""


def _time(at: datetime, zone: str, words: str) -> SafeString:
    local = at.astimezone(ZoneInfo(zone))
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', local.isoformat(timespec="seconds"), zone.replace("_", " "), words
    )

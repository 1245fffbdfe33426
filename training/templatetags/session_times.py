"""The times of a session in pages and mails, in the zone of the session.

{% load session_times %}
{% for day in session.days.all %}{% times day.starts_at day.ends_at session.zone %}{% endfor %}
"""

from datetime import datetime

from django import template

from training.rules.session_plans import span_in_words

register = template.Library()


@register.simple_tag
def times(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Empty where there are none."""
    return span_in_words(starts_at, ends_at, zone) if isinstance(starts_at, datetime) else ""

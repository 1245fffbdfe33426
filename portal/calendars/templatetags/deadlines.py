"""Deadlines on any page and in mails.

{% load deadlines %}
{% due clock %}                           "due today 17:00", leading to why; link=False without the way there
{{ facts.due_at|exact_for:recipient }}     an instant as a message keeps it, in the reader's zone
{% deadline_address facts.deadline %}      the absolute address of the page that says why
"""

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone

from portal.calendars.due_words import due_words
from portal.outbox.people import zone_of
from portal.web.addresses import reverse
from portal.web.words import exact

register = template.Library()


@register.inclusion_tag("calendars/_due.html")
def due(clock: Any, link: bool = True) -> dict[str, Any]:
    """Nothing where there is no clock; no statement in any case."""
    if clock is None:
        return {"clock": None}
    words = due_words(clock, timezone.now())
    return {
        "clock": clock,
        "words": words,
        "at": timezone.localtime(words.at) if words.at else None,
        "exact": exact(timezone.localtime(words.at)) if words.at else "",
        "link": link,
    }


@register.filter
def exact_for(instant: str, person: Any) -> str:
    """Empty where a message keeps no such instant."""
    try:
        at = datetime.fromisoformat(instant)
    except (TypeError, ValueError):
        return ""
    zone = zone_of(person) if person else timezone.get_default_timezone()
    return exact(timezone.localtime(at, zone))


@register.simple_tag
def deadline_address(ref: str) -> str:
    """Empty where a message names no deadline."""
    return settings.SITE_URL.rstrip("/") + reverse("calendars:deadline-detail", args=[ref]) if ref else ""

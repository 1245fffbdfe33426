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
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.calendars.due_words import DueWords, due_words
from portal.outbox.people import zone_of
from portal.web.addresses import reverse
from portal.web.templatetags.look import icon
from portal.web.words import exact

register = template.Library()


@register.simple_tag
def due(clock: Any, link: bool = True) -> SafeString:
    """Nothing where there is no clock; no statement in any case."""
    if clock is None:
        return SafeString()
    words = due_words(clock, timezone.now())
    sign = icon("clock-alert" if words.tone == "bad" else "clock" if words.at else "pause", 14)
    drawn = format_html('<span class="due-words due-{}">{}{}</span>', words.tone, sign, _told(words))
    if not link:
        return drawn
    address = reverse("calendars:deadline-detail", args=[clock.ref])
    return format_html('<a class="due" href="{}">{}<span class="sr-only"> (why this date)</span></a>', address, drawn)


def _told(words: DueWords) -> str:
    """The words, with the exact instant on hover where one is meant."""
    if not words.at:
        return words.text
    at = timezone.localtime(words.at)
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(), exact(at), words.text)


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

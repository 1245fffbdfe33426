"""Words of letters and invitations in mails and on pages."""

from typing import Any

from django import template
from django.db.models import Model
from django.utils import timezone

from participants import invitation_links
from participants.rules.letter_places import PERSON, for_one
from portal.scoping.today import MARKET_ZONE
from portal.web.words import short_day

register = template.Library()


@register.simple_tag
def answer_address(guest: Any) -> str:
    """Where whoever got the invitation accepts or declines it."""
    return invitation_links.url_for(guest)


@register.simple_tag
def market_times(meeting: Any) -> str:
    """From when to when, by the market's clock: the same words for everybody; nothing where the row is gone."""
    if not isinstance(meeting, Model):
        return ""
    starts, ends = (timezone.localtime(at, MARKET_ZONE) for at in (meeting.starts_at, meeting.ends_at))
    until = f"{ends:%H:%M}" if ends.date() == starts.date() else f"{short_day(ends.date())} {ends:%H:%M}"
    return f"{short_day(starts.date())}, {starts:%H:%M} to {until} Central Prevailing Time"


@register.filter
def for_addressee(text: str, facts: Any) -> str:
    """A letter as the addressee of one mail reads it."""
    return for_one(text, facts.get(PERSON, ""))

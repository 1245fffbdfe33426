"""The operator's office hours on any page of the participants' side."""

from django import template
from django.utils import timezone

from participants.desk_hours import Desk, of_desk

register = template.Library()


@register.simple_tag
def office_hours() -> Desk:
    """When client services answer, and the number of the desk; kept, so that no page asks the database for it."""
    return of_desk(timezone.now())

"""Links to what a row was before, for those who may read that; loaded everywhere without `{% load %}`.

{% history_of participant %}                 a button on the row's own page
{% history_of row "link" %}                  a small link within a list of rows
{% history_of_all "accounts.levelrights" %}  a button for all rows of a table
"""

from typing import Any

from django import template
from django.db.models import Model
from django.template import Context
from django.utils.html import format_html

from portal.audit import history
from portal.web.templatetags.look import icon

register = template.Library()

LINK = '<span class="cell-note"><a href="{}">History<span class="sr-only"> of {}</span></a></span>'


@register.simple_tag(takes_context=True)
def history_of(context: Context, row: Any, look: str = "button") -> str:
    """Nothing for whoever may not read it, and for what has no history."""
    address = history.address_of(row) if _reads(context) and isinstance(row, Model) else ""
    if not address:
        return ""
    if look == "link":
        return format_html(LINK, address, str(row))
    return _button(address)


@register.simple_tag(takes_context=True)
def history_of_all(context: Context, noun: str) -> str:
    return _button(history.address_of_all(noun)) if _reads(context) else ""


def _button(address: str) -> str:
    return format_html('<a class="button" href="{}">{}History</a>', address, icon("history"))


def _reads(context: Context) -> bool:
    user = getattr(context.get("request"), "user", None)
    return bool(user and user.is_authenticated and user.is_staff and user.can("audit.view"))

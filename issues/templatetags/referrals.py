"""Lengths of time on pages about questions to departments: {% load referrals %}{{ held|length_of }}"""

from datetime import timedelta

from django import template

register = template.Library()


@register.filter
def length_of(length: timedelta | None) -> str:
    """ "3 h 12 min"; whole hours from a hundred of them on."""
    if length is None:
        return "0 min"
    minutes = int(length.total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    if hours >= 100:
        return f"{hours} h"
    return " ".join(f"{amount} {unit}" for amount, unit in ((hours, "h"), (rest, "min")) if amount) or "0 min"

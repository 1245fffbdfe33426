"""How long a letter can still be taken back, for `outbox/_undo.html`."""

import math
from datetime import datetime

from django import template
from django.utils import timezone

register = template.Library()


@register.simple_tag
def seconds_until(at: datetime | None) -> int:
    """Whole seconds left, by the server's clock; 0 once it is over."""
    return max(math.ceil((at - timezone.now()).total_seconds()), 0) if at else 0

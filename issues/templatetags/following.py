"""For mails about issues: the address by which their reader leaves that issue."""

from typing import Any

from django import template

from issues import leaving
from issues.models import Issue, Watcher

register = template.Library()


@register.simple_tag
def leave_address(issue: Any, reader: Any, follower: str = "") -> str:
    """Of the reader's own following, or (without an account) of the `follower` named by reference; else empty."""
    if not isinstance(issue, Issue) or not (reader or follower):
        return ""
    rows = Watcher.objects.watching().filter(issue=issue)
    rows = rows.filter(user=reader.pk) if reader else rows.filter(ref=follower, user=None)
    key = rows.values_list("pk", flat=True).first()
    return leaving.url_for(key) if key is not None else ""

"""What was said, for mails about issues: read inside the reader's own view, which the outbox has put up."""

from typing import Any

from django import template
from django.db.models import Count

from issues.models import Comment, Issue, Note
from issues.protected_reading import kept_back

register = template.Library()


@register.simple_tag
def said_in(issue: Any, ref: str | None) -> Comment | None:
    """The comment that the news is about, with how many files came with it; None where the reader has none."""
    if not isinstance(issue, Issue) or not ref:
        return None
    rows = Comment.objects.filter(issue=issue, ref=ref)
    return rows.annotate(file_count=Count("files"), withheld=kept_back("comment")).first()


@register.simple_tag
def noted_in(issue: Any, ref: str | None, reader: Any) -> Note | None:
    """The note that mentions the reader; only for the staff, as far as they see it."""
    if not isinstance(issue, Issue) or not ref or reader is None:
        return None
    rows = Note.objects.visible_to(reader).select_related("author").filter(issue=issue, ref=ref)
    return rows.annotate(withheld=kept_back("note")).first()

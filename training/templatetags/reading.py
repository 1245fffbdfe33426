"""Excerpts of articles on pages: `{{ row.excerpt|marked }}`, `{% if row.excerpt|found_in %}`."""

from django import template
from django.utils.safestring import SafeString

from training.rules import excerpts

register = template.Library()


@register.filter
def marked(excerpt: str) -> SafeString:
    return excerpts.marked(excerpt)


@register.filter
def found_in(excerpt: str) -> bool:
    """Whether something was found in the text itself."""
    return excerpts.is_marked(excerpt)

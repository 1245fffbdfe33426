"""Words of issues in templates."""

from django import template

from portal.audit.models import AuditEvent
from portal.audit.timeline import Told
from portal.audit.timeline import told as in_words

register = template.Library()


@register.simple_tag
def told(event: AuditEvent) -> Told:
    """An event of the audit trail with its sentence, icon and changes in words."""
    return in_words(event)

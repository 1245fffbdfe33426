"""What an issue says of itself beside its text, and the checks that every writer makes of it."""

from collections.abc import Mapping
from typing import Any, Final

from issues.choices import Severity
from issues.models import Category, Issue
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from participants.models import Contact, Participant, Registration, Resource
from portal.lifecycle.refusals import Refused

UNTITLED: Final = "Say in a few words what it is about."
# What may be given when an issue is opened, and corrected later.
FACTS: Final = (
    "registration",
    "subcategory",
    "severity",
    "impact",
    "urgency",
    "operating_day",
    "settlement_run",
    "statement_id",
    "interval",
    "resource",
    "esi_id",
)
TEXTS: Final = ("subcategory", "statement_id", "interval", "esi_id", "impact", "urgency", "settlement_run")
NOT_ITS_OWN: Final = "That is not one of this participant's."


def sound(participant: Participant, category: Category, given: Mapping[str, Any], title: str | None) -> dict[str, Any]:
    """The values as they are stored; `Refused` for what does not fit the participant, the category or the field."""
    if unknown := set(given) - set(FACTS):
        raise TypeError(f"An issue has no such facts: {', '.join(sorted(unknown))}.")
    values = dict(given)
    for name in TEXTS:
        if name in values:
            values[name] = tidy(values[name] or "")
    for name, model in (("registration", Registration), ("resource", Resource)):
        row = values.get(name)
        if row is not None and not model.objects.of(participant).filter(pk=row.pk).exists():
            raise Refused(NOT_ITS_OWN)
    if values.get("subcategory") and values["subcategory"] not in category.subcategories:
        raise Refused(f"“{category.name}” has no such subcategory.")
    if "severity" in values and values["severity"] not in Severity.values:
        raise Refused("Choose one of the severities.")
    if title is not None:
        values["title"] = tidy(title)
        if not values["title"]:
            raise Refused(UNTITLED)
    keep = [name for name in values if name not in ("registration", "resource", "severity")]
    require_shape(Issue(**{name: values[name] for name in keep}), *keep)
    return values


def require_contact(participant: Participant, contact: Contact | None) -> None:
    if contact is not None and contact.participant_id != participant.pk:
        raise Refused(NOT_ITS_OWN)

"""Personal data of applicants and former contacts that serve no purpose any more."""

from datetime import datetime
from typing import Final

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Concat

from accounts import retention
from accounts.retention import Retained
from participants.choices import ApplicationState
from participants.models import Application, Contact
from portal.audit.models import AuditEvent

NOBODY: Final = "(erased)"
# No mail ever arrives below this domain (RFC 2606).
ADDRESS: Final = "@erased.invalid"
REMOVED: Final = "participants.contact.removed"
ENDED: Final = (ApplicationState.DECLINED, ApplicationState.WITHDRAWN, ApplicationState.SPAM)


def register() -> None:
    retention.register(
        Retained(
            "applications",
            "Applications that were declined, withdrawn or spam",
            "Name, address and phone of whoever applied, the message, and our answer. Company and decision stay.",
            "from the day of the decision",
            ended_applications,
            _erase_applications,
        )
    )
    retention.register(
        Retained(
            "contacts",
            "Contacts who were removed",
            "Name, address, phone and job title. The roles they held stay, with their days.",
            "from the day of the removal",
            removed_contacts,
            _erase_contacts,
        )
    )


def ended_applications(before: datetime) -> QuerySet:
    rows = Application.objects.filter(state__in=ENDED, decided_at__lt=before, participant=None)
    return rows.exclude(contact_name=NOBODY)


def removed_contacts(before: datetime) -> QuerySet:
    """Whose latest removal is old enough: somebody who came back meanwhile was removed again later."""
    events = AuditEvent.objects.filter(object_ref=OuterRef("ref"), verb=REMOVED)
    gone = Contact.objects.filter(Exists(events.filter(at__lt=before)), ~Exists(events.filter(at__gte=before)))
    return gone.filter(active=False).exclude(name=NOBODY)


def _erase_applications(rows: QuerySet) -> int:
    address = Concat(F("ref"), Value(ADDRESS))
    return rows.update(
        contact_name=NOBODY, email=address, mailbox=address, likeness=F("ref"), phone="", message="", answer=""
    )


def _erase_contacts(rows: QuerySet) -> int:
    return rows.update(name=NOBODY, email=Concat(F("ref"), Value(ADDRESS)), phone="", title="")

"""Whom an answer reaches, as who they are: read with the issue in one statement."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from issues.choices import RecipientKind, Side
from issues.models import Issue, Watcher
from participants.choices import MembershipKind
from participants.models import Membership
from portal.outbox.models import AddressTrouble
from portal.scoping.prepared import Prepared
from portal.scoping.today import MarketToday

TODAY: Final = MarketToday()
TONES: Final = {
    RecipientKind.MEMBER: "good",
    RecipientKind.AGENT: "info",
    RecipientKind.NO_ACCOUNT: "neutral",
    RecipientKind.OUTSIDE: "bad",
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """One follower on the participant's side. `note` says why mail would not arrive, or would not be read."""

    name: str
    kind: str
    note: str = ""

    @property
    def badge(self) -> str:
        return RecipientKind(self.kind).label

    @property
    def tone(self) -> str:
        return TONES[RecipientKind(self.kind)]


def recipients(issue: Issue) -> list[Recipient]:
    """Everybody who hears of an answer, those outside first."""
    found = [_recipient(row) for row in FOLLOWERS.rows(issue=issue.pk)]
    return sorted(found, key=lambda one: one.kind != RecipientKind.OUTSIDE)


def _followers(issue: Any) -> QuerySet:
    rows = Watcher.objects.watching().filter(issue=issue, side=Side.PARTICIPANT)
    return _with_quality(rows).order_by("since", "id")


FOLLOWERS: Final = Prepared(_followers)


def _with_quality(rows: QuerySet) -> QuerySet:
    own = Membership.objects.valid_on(TODAY).filter(participant=OuterRef("participant"), user=OuterRef("person"))
    troubles = AddressTrouble.objects.open().annotate(low=Lower("address")).filter(low=OuterRef("low"))
    address = Lower(Coalesce("user__email", "contact__user__email", "contact__email"))
    return (
        rows.annotate(person=Coalesce("user", "contact__user"), low=address)
        .annotate(quality=Subquery(own.order_by().values("kind")[:1]), troubled=Exists(troubles))
        .annotate(enters=Coalesce(F("user__is_active"), F("contact__user__is_active")))
        .select_related("user", "contact")
    )


def _recipient(row: Any) -> Recipient:
    name = row.user.name if row.user is not None else row.contact.name
    note = "mail does not arrive there" if row.troubled else ""
    if row.person is None:
        if not row.contact.active:
            return Recipient(name, RecipientKind.OUTSIDE, "left the company: hears nothing")
        return Recipient(name, RecipientKind.NO_ACCOUNT, note or ("" if row.low else "no address: hears nothing"))
    if row.quality is None or not row.enters:
        return Recipient(name, RecipientKind.OUTSIDE, "no access any more: hears nothing")
    kind = RecipientKind.AGENT if row.quality == MembershipKind.AGENT else RecipientKind.MEMBER
    return Recipient(name, kind, note)

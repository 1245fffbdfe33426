"""The directory of participants: what a person is shown of whom, in which views, found by which words."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from participants.choices import NEVER_WITHOUT, AssignmentKind, RegistrationStatus
from participants.models import Assignment, ContactRole, Participant, Registration
from participants.querysets.health import SEES, shown_mark
from participants.querysets.searching import Matches, words_of
from portal.audit.naming import Named
from portal.scoping.prepared import PreparedFor
from portal.scoping.today import MarketToday

QUALIFIED = RegistrationStatus.QUALIFIED
LOOKED_AFTER = PreparedFor(
    lambda user: Assignment.objects.today().acted_on_by(user).order_by().values_list("participant")
)
RANKED = ("-similarity", "name", "id")


def directory(user: Any, words: str = "") -> QuerySet[Participant]:
    """The participants a person's directory shows, found by `words` if any (adds `similarity`).

    Of a stub only its public name answers: its DUNS numbers and short names must not be guessable.
    """
    rows = Participant.objects.listed_to(user)
    if not words:
        return rows
    return rows.search(words).filter(Q(stub=False) | Matches("name", words_of(words)))


def in_view(rows: QuerySet[Participant], view: str, user: Any) -> QuerySet[Participant]:
    """One of the list's views; a number on a home page counts the very rows that the list then shows."""
    if view == "mine":
        # Few ids, read first: as one statement the database would ask about every participant there is.
        return rows.filter(pk__in=set(ids_looked_after(user)))
    if view == "unassigned":
        return rows.without_account_manager()
    if view == "missing":
        return rows.filter(Exists(_registrations().no_longer_listed()), stub=False)
    if view == "gaps":
        return rows.filter(Exists(_registrations().filter(status=QUALIFIED)), _lacks_someone(), stub=False)
    if view == "restricted" and user.can("participants.see_restricted"):
        return rows.filter(restricted=True)
    return rows


def ids_looked_after(user: Any) -> list[int]:
    """The participants one looks after today, in any kind, or stands in for."""
    return [pk for (pk,) in LOOKED_AFTER.rows(user)]


def filtered_by(rows: QuerySet[Participant], wanted: dict[str, Any]) -> QuerySet[Participant]:
    """Those with the market role, the status and the account manager that the filters ask for."""
    registrations = Registration.objects.standing().filter(participant=OuterRef("pk"))
    if role := wanted.get("role"):
        rows = rows.filter(Exists(registrations.filter(role=role)))
    if status := wanted.get("status"):
        # A stub's status is not public, so no filter may reveal it.
        held = Registration.objects.filter(participant=OuterRef("pk"), status=status)
        rows = rows.filter(Exists(held), stub=False)
    if manager := wanted.get("manager"):
        rows = managed_by(rows, manager)
    return rows


def of_health(rows: QuerySet[Participant], user: Any, mark: str) -> QuerySet[Participant]:
    """Those with a mark as it is shown, or with none; nobody learns it of a stub, nor whoever sees no health at all."""
    if not mark or not user.can(SEES):
        return rows
    rows = rows.filter(stub=False).alias(marked=shown_mark("health__"))
    if mark == "none":
        return rows.filter(Q(health=None) | Q(marked=""))
    return rows.filter(marked=mark)


def managed_by(rows: QuerySet[Participant], person: Any) -> QuerySet[Participant]:
    """Those whose account manager the person is today."""
    held = Assignment.objects.today().filter(participant=OuterRef("pk"), kind=AssignmentKind.PRIMARY, person=person.pk)
    return rows.filter(Exists(held))


def _registrations() -> Any:
    return Registration.objects.filter(participant=OuterRef("pk"))


def _lacks_someone() -> Q:
    """Nobody holds one of the roles a participant is never without."""
    held = ContactRole.objects.on(MarketToday()).filter(registration=None)
    return reduce(or_, (~Q(pk__in=held.filter(kind=kind).values("participant")) for kind in NEVER_WITHOUT))


def names_of(ids: Iterable[int]) -> dict[int, Named]:
    """For the audit trail, which is read only by those who see every participant."""
    rows = Participant.objects.filter(pk__in=list(ids)).only("pk", "ref", "name")
    return {row.pk: Named(row.name, row.get_absolute_url()) for row in rows}


def id_of(ref: str) -> int | None:
    return Participant.objects.filter(ref=ref).values_list("pk", flat=True).first()

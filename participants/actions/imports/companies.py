"""Finding the companies a file names by DUNS number."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from participants.actions.imports.batches import KEYS, chunks
from participants.models import Complexity, Participant, Registration
from participants.rules.assigning import may_be_assigned
from portal.lifecycle.refusals import Refused


def fetched(rows: QuerySet, lookup: str, keys: Iterable[Any], *, lock: bool = False) -> list[Any]:
    """Rows whose `lookup` is among many keys, in order of their ids; locked in that order when asked."""
    found = []
    for chunk in chunks(sorted(set(keys)), KEYS):
        matching = rows.filter(**{f"{lookup}__in": chunk}).order_by("pk")
        found += matching.select_for_update(of=("self",)) if lock else matching
    return found


class Companies:
    """Participants that carry one of the DUNS numbers themselves or in a registration.

    `lock` locks them first and their registrations then, the order in which every action locks.
    """

    def __init__(self, numbers: Collection[str], *, lock: bool) -> None:
        holders = {row.participant_id for row in fetched(Registration.objects.only("participant_id"), "duns", numbers)}
        own = {row.pk for row in fetched(Participant.objects.only("pk"), "duns", numbers)}
        self.by_id = self._with_successors(holders | own, lock)
        self.registrations: list[Registration] = fetched(
            Registration.objects.select_related("role"), "duns", numbers, lock=lock
        )
        moved = {row.participant_id for row in self.registrations} - self.by_id.keys()
        self.by_id |= self._with_successors(moved, lock)
        for registration in self.registrations:
            registration.participant = self.by_id[registration.participant_id]
        wanted = set(numbers)
        self.carriers = {row.duns: row for row in self.by_id.values() if row.duns in wanted}
        self._holders: dict[str, dict[int, Participant]] = {}
        for registration in self.registrations:
            living = self.living(registration.participant)
            self._holders.setdefault(registration.duns, {})[living.pk] = living

    @staticmethod
    def _with_successors(ids: set[int], lock: bool) -> dict[int, Participant]:
        """The rows and, of those joined into another, that one too."""
        found: dict[int, Participant] = {}
        while ids:
            found |= {row.pk: row for row in fetched(Participant.objects.all(), "pk", ids, lock=lock)}
            ids = {row.joined_into_id for row in found.values() if row.joined_into_id} - found.keys()
        return found

    def living(self, participant: Participant) -> Participant:
        """The participant itself, or the one it was joined into."""
        while participant.joined_into_id is not None:
            participant = self.by_id[participant.joined_into_id]
        return participant

    def one_with(self, duns: str) -> Participant:
        """The one participant with that number; refused where there is none, or several under a shared number."""
        carrier = self.carriers.get(duns)
        if carrier is not None:
            return self.living(carrier)
        holders = self._holders.get(duns, {})
        if not holders:
            raise Refused(f"No participant has the DUNS number {duns}.")
        if len(holders) > 1:
            raise Refused(f"Several participants have a registration under {duns}; use a number of one of them alone.")
        return next(iter(holders.values()))


class Managers:
    """Colleagues named by e-mail who can be made responsible."""

    def __init__(self, addresses: Iterable[str]) -> None:
        people = fetched(User.objects.staff(), "email", {address for address in addresses if address})
        self._by_address = {person.email: person for person in people}

    def named(self, address: str) -> User | None:
        """The colleague, None without an address; refused where nobody fits."""
        if not address:
            return None
        person = self._by_address.get(address)
        if person is None:
            raise Refused(f"Nobody of the staff has the e-mail address {address}.")
        if not may_be_assigned(person.role, person.is_active):
            raise Refused(f"{person.name} is not an active account manager or supervisor.")
        return person


def marks_of(participants: Iterable[int]) -> dict[int, int]:
    """How demanding the marked ones among these participants are."""
    marks = fetched(Complexity.objects.order_by(), "participant_id", participants, lock=False)
    return {mark.participant_id: mark.degree for mark in marks}

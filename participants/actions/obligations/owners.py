"""For what an obligation is owed on a day: all owners of all types, read in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from participants.choices import OwnerKind
from participants.models import CounterParty, MarketRole, ObligationType, Registration, Representation, Resource
from participants.rules.fiscal_years import YearEnd
from participants.rules.owing import OWING_STATES, Roles, owes
from participants.rules.registration_moves import CREDIT_ROLES
from portal.scoping.today import market_day

RESOURCE_ROLE: Final = "RE"


@dataclass(frozen=True, slots=True)
class Owner:
    """What an obligation is owed for. `since` is the day from which what comes every so many months is counted."""

    participant_id: int
    registration: Registration | None = None
    counter_party: CounterParty | None = None
    resource: Resource | None = None
    since: date | None = None
    year_end: YearEnd = YearEnd()

    @property
    def key(self) -> tuple[int, int | None, int | None, int | None]:
        """Participant and owner by their keys, as `key_of` gives them for a stored row."""
        return self.participant_id, _pk(self.registration), _pk(self.counter_party), _pk(self.resource)

    def columns(self) -> dict[str, Any]:
        return {
            "participant_id": self.participant_id,
            "registration": self.registration,
            "counter_party": self.counter_party,
            "resource": self.resource,
        }


def _pk(row: Any) -> int | None:
    return None if row is None else row.pk


class Owners:
    """The market on a day, or one participant: standing registrations with what hangs on them; five statements."""

    def __init__(self, day: date, participant_id: int | None = None) -> None:
        own = {} if participant_id is None else {"participant": participant_id}
        roles = list(MarketRole.objects.select_related("parent"))
        parents = {role.code: role.parent.code if role.parent else "" for role in roles}
        self.roles = Roles(parents, {role.code: role.kind for role in roles})
        rows = Registration.objects.filter(status__in=OWING_STATES, participant__joined_into=None)
        self.registrations = list(rows.filter(**own).select_related("role").order_by("pk"))
        represented = Representation.objects.on(day).filter(resource__isnull=False)
        self.with_resources = set(represented.values_list("representative_registration_id", flat=True))
        self.counter_parties = list(CounterParty.objects.filter(**own).order_by("pk"))
        self.resources = self._by_registration(Resource.objects.filter(active=True, **own).order_by("pk"))

    def of(self, type_: ObligationType) -> list[Owner]:
        """Everything for which the type is owed."""
        standing = [one for one in self.registrations if self._owes(one, type_)]
        return list(HOW[type_.owner_kind](self, type_, standing))

    def _owes(self, registration: Registration, type_: ObligationType) -> bool:
        represents = registration.pk in self.with_resources
        return owes(registration.role.code, type_.role_codes, self.roles, represents_resources=represents)

    def _by_registration(self, resources: Iterable[Resource]) -> dict[int, list[Resource]]:
        """Units by their resource entity; one that names none belongs to the company's only resource entity."""
        entities: dict[int, list[int]] = defaultdict(list)
        for one in self.registrations:
            if RESOURCE_ROLE in self.roles.line(one.role.code):
                entities[one.participant_id].append(one.pk)
        found: dict[int, list[Resource]] = defaultdict(list)
        for unit in resources:
            own = entities[unit.participant_id]
            registration_id = unit.registration_id or (own[0] if len(own) == 1 else 0)
            found[registration_id].append(unit)
        return found

    def _for_registrations(self, type_: ObligationType, standing: list[Registration]) -> Iterator[Owner]:
        for one in standing:
            units = [unit for unit in self.resources.get(one.pk, ()) if unit.type in type_.resource_types]
            if units:
                yield from (Owner(unit.participant_id, resource=unit, since=_since(one)) for unit in units)
            else:
                yield Owner(one.participant_id, registration=one, since=_since(one))
        if type_.also_counter_party:
            yield from self._for_counter_parties(type_, standing)

    def _for_counter_parties(self, type_: ObligationType, standing: list[Registration]) -> Iterator[Owner]:
        """A Counter-Party stands as long as one of its registrations with credit does."""
        with_credit = {one.participant_id for one in self.registrations if self._has_credit(one)}
        for one in self.counter_parties:
            if one.participant_id in with_credit:
                yield Owner(one.participant_id, counter_party=one, since=one.since, year_end=one.year_end)

    def _for_participants(self, type_: ObligationType, standing: list[Registration]) -> Iterator[Owner]:
        since: dict[int, date] = {}
        for one in standing:
            since[one.participant_id] = min(since.get(one.participant_id, date.max), _since(one))
        yield from (Owner(participant_id, since=day) for participant_id, day in since.items())

    def _for_resources(self, type_: ObligationType, standing: list[Registration]) -> Iterator[Owner]:
        for one in standing:
            for unit in self.resources.get(one.pk, ()):
                if not type_.resource_types or unit.type in type_.resource_types:
                    yield Owner(unit.participant_id, resource=unit, since=_since(one))

    def _for_nobody(self, type_: ObligationType, standing: list[Registration]) -> Iterator[Owner]:
        """Contacts and holders of certificates are not owners here: who holds which certificate is not known."""
        return iter(())

    def _has_credit(self, registration: Registration) -> bool:
        return not CREDIT_ROLES.isdisjoint(self.roles.line(registration.role.code))


HOW: Final = {
    OwnerKind.REGISTRATION: Owners._for_registrations,
    OwnerKind.COUNTER_PARTY: Owners._for_counter_parties,
    OwnerKind.PARTICIPANT: Owners._for_participants,
    OwnerKind.RESOURCE: Owners._for_resources,
    OwnerKind.CONTACT: Owners._for_nobody,
    OwnerKind.HOLDER: Owners._for_nobody,
}


def _since(registration: Registration) -> date:
    """From when its yearly duties count: its agreement, or since it is known here."""
    return registration.agreement_date or market_day(registration.created_at)

"""Who gets a piece of news, by which channel, when: read in bulk, decided row by row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject, Lower

from portal.outbox import kinds, people, preferences
from portal.outbox.choices import IN_TROUBLE, MailChoice, MessageState
from portal.outbox.models import AddressTrouble, Preference
from portal.outbox.preferences import DIGESTS, Channels, Timing

QUIET: Final = "quiet hours"
UNDO: Final = "undo"


@dataclass(frozen=True, slots=True)
class Destination:
    """One person (or bare address) and the channels by which the news goes there."""

    address: str
    in_app: bool
    mail: str
    user: Any = None
    on_behalf_of: Any = None

    @property
    def meant_for(self) -> str:
        """Whom the news is meant for, whoever gets it today: what keeps it from being sent twice."""
        person = self.on_behalf_of or self.user
        return str(person.pk) if person is not None else self.address.lower()


@dataclass(frozen=True, slots=True)
class Departure:
    """In which state a mail begins and when it may leave."""

    state: str
    due_at: datetime
    hold_reason: str = ""
    last_error: str = ""

    def not_before(self, wait: timedelta) -> "Departure":
        """Later by some seconds, in which it can be taken back; what waits for something else anyway is left alone."""
        if not wait or self.state != MessageState.QUEUED or self.hold_reason:
            return self
        return Departure(self.state, self.due_at + wait, UNDO)


class Directory:
    """What is known of everybody a batch of news is for: one statement, whatever their number; two more where one of
    them is absent, and one for bare addresses."""

    def __init__(self, user_ids: Iterable[int], codes: Iterable[str], addresses: Iterable[str], now: datetime) -> None:
        self.now = now
        wanted = set(user_ids)
        also = {"away": people.away(now), "chosen": _preferences(set(codes)), "unreachable": _unreachable()}
        self._people = people.with_settings(wanted, **also)
        absent = {pk for pk, person in self._people.items() if person.away}
        self._stand_ins = {away: one.pk for away, one in people.stand_ins(absent, now).items()}
        self._people |= people.with_settings(set(self._stand_ins.values()) - self._people.keys(), **also)
        self._preferences = {
            (pk, told["kind"]): Preference(user_id=pk, **told)
            for pk, person in self._people.items()
            for told in person.chosen
        }
        self._troubled = {person.email.lower() for person in self._people.values() if person.unreachable}
        self._troubled |= troubled({one.lower() for one in addresses})

    def destinations(self, code: str, user_id: int, address: str = "") -> list[Destination]:
        """Where news of a kind for one person goes: to the person and, in an absence, its mail to the stand-in.

        Whoever has no access any more gets nothing. Who switched the mail off doesn't burden the stand-in either.
        """
        person = self._entering(user_id)
        if person is None:
            return []
        own = self._channels(code, person)
        deputy = self._entering(self._stand_ins.get(user_id))
        if deputy is None:
            return [Destination(address or person.email, own.in_app, own.mail, person)]
        theirs = self._channels(code, deputy)
        mail = MailChoice.OFF if own.mail == MailChoice.OFF else theirs.mail
        return [
            Destination(person.email, own.in_app, MailChoice.OFF, person),
            Destination(deputy.email, theirs.in_app, mail, deputy, on_behalf_of=person),
        ]

    def departure(self, destination: Destination, severity: str) -> Departure:
        """When a mail may leave: at once, with a digest, after quiet hours, or not at all."""
        if self.is_troubled(destination.address):
            return Departure(MessageState.DROPPED, self.now, last_error=IN_TROUBLE)
        if destination.user is None:
            return Departure(MessageState.QUEUED, self.now)
        timing = Timing.of(getattr(destination.user, "delivery_settings", None))
        zone = people.zone_of(destination.user)
        if destination.mail in DIGESTS:
            return Departure(
                MessageState.DIGEST, preferences.next_digest(destination.mail, timing, zone, self.now), "digest"
            )
        later = preferences.quiet_until(timing, zone, self.now, severity)
        return Departure(MessageState.QUEUED, later or self.now, QUIET if later else "")

    def is_troubled(self, address: str) -> bool:
        return address.lower() in self._troubled

    def _entering(self, user_id: int | None) -> Any:
        person = self._people.get(user_id)
        return person if person is not None and people.may_enter(person, self.now) else None

    def _channels(self, code: str, person: Any) -> Channels:
        return preferences.channels(kinds.get(code), self._preferences.get((person.pk, code)))


def _preferences(codes: set[str]) -> ArraySubquery:
    """What a person chose for news of these kinds."""
    rows = Preference.objects.filter(user=OuterRef("pk"), kind__in=codes).order_by()
    return ArraySubquery(rows.values(told=JSONObject(kind="kind", in_app="in_app", mail="mail")))


def _unreachable() -> Exists:
    """The condition "mail doesn't arrive at this person's address"."""
    troubles = AddressTrouble.objects.open().annotate(low=Lower("address"))
    return Exists(troubles.filter(low=Lower(OuterRef("email"))))


def troubled(addresses: Sequence[str] | set[str]) -> set[str]:
    """Those of the (lower-case) addresses at which mail doesn't arrive."""
    if not addresses:
        return set()
    found = AddressTrouble.objects.open().annotate(low=Lower("address")).filter(low__in=addresses)
    return set(found.values_list("low", flat=True))

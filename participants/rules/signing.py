"""Who may sign for a participant on a day. Pure reasoning over the dated roles of contacts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from participants.choices import MAY_SIGN, OFFICERS, ContactRoleKind
from participants.rules.people import Period

NOBODY = "Nobody may sign today: name an authorized representative first, or ask your account manager."


@dataclass(frozen=True, slots=True)
class Holder:
    """A contact's role as it is held for the whole participant; `user_id` is None for who does not sign in."""

    role_id: int
    contact_id: int
    user_id: int | None
    name: str
    kind: str
    period: Period

    @property
    def role(self) -> str:
        return ContactRoleKind(self.kind).label.lower()


def who_may_sign(holders: Iterable[Holder], day: date, *, replaced: bool = False) -> list[Holder]:
    """The authorized representative and the backup on the day.

    Officers (executives, principals) sign as well where nobody holds either role, or where the very change replaces
    the authorized representative (`replaced`), who may be gone already.
    """
    held = [one for one in holders if _holds(one.period, day)]
    able = [one for one in held if one.kind in MAY_SIGN]
    if replaced or not able:
        able += [one for one in held if one.kind in OFFICERS]
    order = (*MAY_SIGN, *OFFICERS)
    return sorted(able, key=lambda one: (order.index(one.kind), one.name))


def authority_of(user_id: int, able: Iterable[Holder]) -> Holder | None:
    """The first role among those that may sign which the person holds."""
    return next((one for one in able if one.user_id == user_id), None)


def named(able: Iterable[Holder]) -> str:
    """For a refusal: "Ana Ruiz (authorized representative) or Ben Low (backup authorized representative)"."""
    told = list(dict.fromkeys(f"{one.name} ({one.role})" for one in able))
    return " or ".join(filter(None, [", ".join(told[:-1]), *told[-1:]]))


def refusal(able: Iterable[Holder]) -> str:
    """Why somebody may not sign, naming those who can."""
    told = named(able)
    return f"You hold no role today that may sign for the company. Who can: {told}." if told else NOBODY


def _holds(period: Period, day: date) -> bool:
    return period.starts_on <= day and (period.ends_on is None or period.ends_on >= day)

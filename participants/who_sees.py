"""Who of a company sees one thing of it: worked out from the memberships as the wall's policies work it out.

    register("obligation", Obligation, lambda row: Reach(area=AccessArea.OBLIGATIONS, registration_id=...))

Apps register the nouns that participants have pages for. A test compares the answer with what each person reads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Model, Q

from participants.choices import MembershipKind
from participants.models import Membership, Participant


@dataclass(frozen=True, slots=True)
class Reach:
    """What a membership must cover to see a thing.

    `people`: whoever does not see colleagues' things sees it only as one of them; None where that makes no
    difference. `always`: whoever sees it however narrow the membership.
    """

    area: str = ""
    registration_id: int | None = None
    people: frozenset[int] | None = None
    always: frozenset[int] = frozenset()
    agents: bool = True


@dataclass(frozen=True, slots=True)
class Noun:
    model: type[Model]
    reach: Callable[[Any], Reach]
    related: tuple[str, ...]


# The thing of a noun that a stored file came with: a condition on the noun's rows, for the file's reference.
Place = Callable[[str], Q]
FILE = "file"

_nouns: dict[str, Noun] = {}
_places: dict[str, Place] = {}


def register(noun: str, model: type[Model], reach: Callable[[Any], Reach], *, related: tuple[str, ...] = ()) -> None:
    """`reach(row)` is asked inside the wall, of a row that the person sees; `related` is read along with it."""
    _nouns[noun] = Noun(model, reach, related)


def register_files(noun: str, place: Place) -> None:
    """Files come with things of this noun: who sees the thing sees them."""
    _places[noun] = place


def place_of_file(ref: str, user: Any) -> tuple[str, Any] | None:
    """The noun and the thing that a stored file came with, as far as the person sees it."""
    for noun, place in _places.items():
        known = _nouns[noun]
        rows = known.model._default_manager.visible_to(user).filter(place(ref))
        row = (rows.select_related(*known.related) if known.related else rows).first()
        if row is not None:
            return noun, row
    return None


def nouns() -> dict[str, Noun]:
    return dict(_nouns)


def find(noun: str, ref: str, user: Any) -> Any:
    """The row of that name as far as the person sees it; None for what there is not, and for unknown nouns."""
    known = _nouns.get(noun)
    if known is None:
        return None
    rows = known.model._default_manager.visible_to(user).filter(ref=ref)
    return (rows.select_related(*known.related) if known.related else rows).first()


def who_sees(noun: str, row: Any, participant: Participant, day: date) -> list[Membership]:
    """The memberships whose people see the row on that day, by name; one statement beside what `reach` asks."""
    reach = _nouns[noun].reach(row)
    return [one for one in memberships_of(participant, day) if covered(one, reach)]


def memberships_of(participant: Participant, day: date) -> list[Membership]:
    """Everybody who may act for the company, with `narrowed_to` and the person's name; one statement."""
    narrowed_to = ArrayAgg("registrations__id", filter=Q(registrations__isnull=False), default=[], distinct=True)
    rows = Membership.objects.of(participant).valid_on(day).annotate(narrowed_to=narrowed_to)
    rows = rows.select_related("user", "agency").only(
        "ref", "kind", "narrowed", "sight", "areas", "participant", "user", "user__name", "user__is_active",
        "agency__agent_name",
    )  # fmt: skip
    return [one for one in rows.order_by("user__name", "id") if one.user.is_active]


def administrators_of(participant: Participant, day: date) -> list[Membership]:
    """Whoever administers the whole company, and so lists all of its files."""
    rows = memberships_of(participant, day)
    return [one for one in rows if one.kind == MembershipKind.ADMIN and not one.narrowed]


def covered(membership: Membership, reach: Reach) -> bool:
    """Whether the membership reaches the thing."""
    if membership.kind == MembershipKind.AGENT and not reach.agents:
        return False
    if membership.user_id in reach.always:
        return True
    if membership.narrowed and reach.registration_id not in membership.narrowed_to:
        return False
    if reach.area and not membership.covers(reach.area):
        return False
    return reach.people is None or membership.sees_company or membership.user_id in reach.people

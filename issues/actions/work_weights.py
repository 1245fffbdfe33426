"""Publishing by what the balance of work is weighed, and what other weights would do to everybody's load."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from accounts.choices import Role
from accounts.models import User
from issues.manager_work import loads_of, managers, weights_held
from issues.models import WorkWeights
from issues.permissions.work_weights import can_change_weights
from issues.rules.work_load import WorkLoad, objections, points_by_name, weights_of
from participants.actions.shape import require_reason
from portal.audit import trail
from portal.lifecycle.refusals import Refused

LOCK: Final = "weights of the balance"
SAME: Final = "Nothing is different from the weights that hold."
OVERTAKEN: Final = "Other weights were published meanwhile. Look at them, then decide again."


@dataclass(frozen=True, slots=True)
class Effect:
    """Somebody's load by the weights that hold and by others; places count from the heaviest load."""

    person: User
    before: WorkLoad
    after: WorkLoad
    place_before: int
    place_after: int

    @property
    def difference(self) -> int:
        return self.after.points - self.before.points


@transaction.atomic
def publish_weights(
    *, points: Mapping[str, int], by: User, now: datetime, reason: str, base: int | None = None
) -> WorkWeights:
    """The next version, by which every load is reckoned from now on; nothing is moved by it.

    `base` is the number of the version that was looked at (0: none was published); where another holds by now,
    nothing is overwritten.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [LOCK])
    can_change_weights(by).enforce()
    reason = require_reason(reason)
    held = WorkWeights.objects.holding().first()
    number = held.number if held is not None else 0
    if base is not None and base != number:
        raise Refused(OVERTAKEN)
    before, wanted = points_by_name(weights_held()), sound(points)
    if wanted == before:
        raise Refused(SAME)
    if held is not None:
        held.apply(current=False)
    version = WorkWeights(number=number + 1, note=reason[:300], published_at=now, published_by=by, **wanted)
    version.save(force_insert=True)
    changes = {name: [str(before[name]), str(value)] for name, value in wanted.items() if value != before[name]}
    trail.record("issues.workweights.published", of=version, by=by, at=now, changes=changes, reason=reason)
    return version


def sound(points: Mapping[str, Any]) -> dict[str, int]:
    """The weights as they are kept; `Refused` in words where they cannot hold."""
    wanted = {name: int(points[name]) for name in points_by_name(weights_held())}
    if found := objections(wanted):
        raise Refused(" ".join(found))
    return wanted


def effects(points: Mapping[str, Any], now: datetime) -> list[Effect]:
    """Everybody who stands in the balance, by the load that would be; nothing is written."""
    other, people = weights_of(sound(points)), list(managers())
    before = loads_of(people, now)
    after = {key: replace(load, weights=other) for key, load in before.items()}
    shown = [one for one in people if one.role == Role.ACCOUNT_MANAGER or before[one.pk].points or after[one.pk].points]
    places_before, places_after = _places(shown, before), _places(shown, after)
    return [
        Effect(one, before[one.pk], after[one.pk], places_before[one.pk], places_after[one.pk])
        for one in sorted(shown, key=lambda one: (places_after[one.pk], one.name, one.pk))
    ]


def _places(people: list[User], loads: Mapping[int, WorkLoad]) -> dict[int, int]:
    """The heaviest has place 1; who has the same load has the same place."""
    points = sorted((loads[one.pk].points for one in people), reverse=True)
    return {one.pk: points.index(loads[one.pk].points) + 1 for one in people}

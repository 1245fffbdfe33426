"""What the levels of account managers add to their role: loaded, looked at ahead, changed, put back to the default."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from accounts import level_news, permissions
from accounts.choices import Role
from accounts.level_effects import Concern, concerns
from accounts.models import LevelRights, User
from accounts.rules import level_rights as rules
from accounts.rules.capabilities import LEVELS, capabilities
from portal.audit import trail
from portal.lifecycle.refusals import Refused

VERB: Final = "accounts.levelrights.changed"
NOTHING: Final = "Nothing is changed."
MEANWHILE: Final = "{level} was changed meanwhile: look at it as it is now, then decide again."
WHY: Final = "Say why; colleagues will read it later."


@dataclass(frozen=True, slots=True)
class LevelChange:
    """What becomes of one level: labels of rights, and who is of that level."""

    label: str
    gained: Sequence[str]
    lost: Sequence[str]
    people: Sequence[User]


@dataclass(frozen=True, slots=True)
class Outlook:
    """A choice looked at ahead: why it is refused, what becomes of each level, what else would be so."""

    refusals: Sequence[str]
    levels: Sequence[LevelChange]
    concerns: Sequence[Concern]


@transaction.atomic
def load_levels(*, now: datetime) -> int:
    """Add the rows that are missing; returns how many. What was changed stays."""
    known = set(LevelRights.objects.values_list("level", flat=True))
    missing = [LevelRights(level=level) for level in LEVELS if level not in known]
    LevelRights.objects.bulk_create(missing)
    return len(missing)


def outlook(wanted: Mapping[str, Collection[str]], *, now: datetime) -> Outlook:
    """What the choice would do, before anybody decides."""
    return _outlook(_managers(), {row.level: row.held for row in LevelRights.objects.of_all()}, _chosen(wanted), now)


@transaction.atomic
def change_levels(
    *,
    wanted: Mapping[str, Collection[str]],
    by: User,
    now: datetime,
    reason: str,
    seen: Mapping[str, int] | None = None,
) -> list[LevelRights]:
    """Choose what each level adds; it counts from the next request on. Returns what changed.

    `seen` are the versions that were looked at: refused where somebody changed a level meanwhile.
    """
    # People first, as whoever changes a role locks them: the level's row follows.
    people = list(_managers().select_for_update(of=("self",)))
    load_levels(now=now)
    rows = list(LevelRights.objects.order_by("pk").select_for_update(of=("self",)))
    permissions.can_change_levels(by).enforce()
    reason = reason.strip()[:300]
    before = {row.level: row.held for row in rows}
    after = before | _chosen(wanted)
    for row in rows:
        if (seen or {}).get(row.level, row.version) != row.version:
            raise Refused(MEANWHILE.format(level=row))
    if before == after:
        raise Refused(NOTHING)
    for refusal in _outlook(people, before, after, now).refusals:
        raise Refused(refusal)
    if not reason:
        raise Refused(WHY)
    changed = [row for row in rows if before[row.level] != after[row.level]]
    for row in changed:
        _write(row, after[row.level], people, by=by, now=now, reason=reason)
    return changed


def change_level(
    *, level: LevelRights, by: User, now: datetime, reason: str, rights: Collection[str], version: int | None = None
) -> LevelRights:
    """The same for one level alone."""
    seen = {level.level: version} if version is not None else None
    changed = change_levels(wanted={level.level: rights}, by=by, now=now, reason=reason, seen=seen)
    return changed[0]


def reset_level(*, level: LevelRights, by: User, now: datetime, reason: str) -> LevelRights:
    """Back to what the level adds by default."""
    return change_level(level=level, rights=rules.defaults()[level.level], by=by, now=now, reason=reason)


def _write(
    row: LevelRights, rights: frozenset[str], people: Sequence[User], *, by: User, now: datetime, reason: str
) -> None:
    """The row, its history and its news; the people of the level follow in the database."""
    gained, lost = rules.difference(row.held, rights)
    edited = rights != rules.defaults()[row.level]
    version = row.version + 1
    row.apply(rights=sorted(rights) if edited else [], edited=edited, version=version, changed_at=now)
    changes = {"taken": [", ".join(lost), ""], "added": ["", ", ".join(gained)], "version": [version - 1, version]}
    trail.record(VERB, of=row, by=by, at=now, changes=changes, reason=reason)
    level_news.tell(row, people, gained=gained, lost=lost, by=by, now=now)


def _outlook(
    people: Iterable[User], before: dict[str, frozenset[str]], after: dict[str, frozenset[str]], now: datetime
) -> Outlook:
    people = list(people)
    after = before | after
    refusals = rules.objections(after) or _left_to_few(people, before, after)
    levels = []
    for level in LEVELS:
        gained, lost = rules.difference(before[level], after[level])
        if gained or lost:
            theirs = [one for one in people if one.level == level]
            levels.append(LevelChange(rules.LABELS[level], gained, lost, theirs))
    return Outlook(refusals, levels, concerns(people, before, after, now) if levels else [])


def _left_to_few(people: list[User], before: dict[str, frozenset[str]], after: dict[str, frozenset[str]]) -> list[str]:
    """For which rights too few active colleagues would be left; asked of all roles, once a right is taken away."""
    taken = {right for level in LEVELS for right in before[level] - after[level]} & rules.AT_LEAST.keys()
    if not taken:
        return []
    count = Counter(one.level for one in people)
    others = User.objects.active().staff().exclude(role=Role.ACCOUNT_MANAGER).values_list("role", flat=True)
    held = Counter(right for role in others for right in capabilities(role))
    found = []
    for right in rules.AT_LEAST:
        if right in taken:
            was, will = (
                held[right] + sum(count[level] for level in LEVELS if right in of[level]) for of in (before, after)
            )
            found.append(rules.too_few(right, was, will))
    return [one for one in found if one]


def _chosen(wanted: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    if unknown := wanted.keys() - set(LEVELS):
        raise Refused(f"There is no level “{min(unknown)}”.")
    return {level: frozenset(rights) for level, rights in wanted.items()}


def _managers() -> QuerySet:
    return User.objects.active().filter(role=Role.ACCOUNT_MANAGER).order_by("pk")

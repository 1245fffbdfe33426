"""Who hears that the rights of a level changed: everybody of that level, with what was gained and lost."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from accounts.models import LevelRights, User
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.posting import Draft, post_many

OWN: Final = "accounts.user"
KIND: Final = "accounts.levelrights.changed"


def register() -> None:
    """Called when the app is ready. The news lead to one's own page, which tells what the level adds; a stand-in does
    not hear it, since those rights are not lent."""
    subjects.register(OWN, lambda user: User.objects.filter(pk=user.pk) if user.is_staff else User.objects.none())
    kinds.register(KIND, label="Your level's rights changed", audience="staff", template="outbox/accounts/levelrights")


def tell(
    row: LevelRights, people: Sequence[User], *, gained: Sequence[str], lost: Sequence[str], by: User, now: datetime
) -> None:
    """People of the level but whoever decided it; the reason stays in the history."""
    facts = {"level": str(row), "gained": list(gained), "lost": list(lost)}
    dedupe = f"{KIND}:{row.ref}:{row.version}"
    others = [one for one in people if one.level == row.level and one.pk != by.pk]
    post_many([Draft(KIND, one, one, dedupe=f"{dedupe}:{one.ref}", facts=facts) for one in others], now=now)

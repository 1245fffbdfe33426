"""News of answers that wait for release. A subject line is the kind and a reference, never a name."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from accounts.models import User
from issues.models import HeldAnswer
from portal.lifecycle import subjects
from portal.outbox import kinds, posting
from portal.outbox.choices import Severity

TYPE: Final = "issues.heldanswer"
KINDS: Final = (
    ("held", "Answer of a colleague waits for your release", Severity.NORMAL),
    ("released", "Your answer was released", Severity.NORMAL),
    ("returned", "Your answer came back with a coaching point", Severity.NORMAL),
    ("withdrawn", "Answer to release taken back", Severity.INFO),
)


def register() -> None:
    """Called when the app is ready."""
    subjects.register(TYPE, lambda user: HeldAnswer.objects.visible_to(user).for_pages())
    for verb, label, severity in KINDS:
        kinds.register(
            f"{TYPE}.{verb}", label=label, severity=severity, audience="staff", template="outbox/issues/heldanswer"
        )


def tell(verb: str, held: HeldAnswer, people: Iterable[User], *, by: User, now: datetime) -> None:
    kind = f"{TYPE}.{verb}"
    told = [one for one in people if one.pk != by.pk and one.is_active]
    posting.post(kind, to=told, about=held, dedupe=f"{kind}:{held.ref}", now=now)

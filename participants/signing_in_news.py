"""Who hears of how a company's people sign in, and the kinds of messages."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from accounts.choices import Role
from accounts.models import User
from participants.choices import MembershipKind
from participants.models import FactorPolicy, Membership, SignInConnection, SignInDomain
from portal.lifecycle import subjects
from portal.outbox import kinds, posting
from portal.outbox.choices import Severity
from portal.scoping import wall
from portal.scoping.today import market_day

KINDS: Final = (
    ("changed", "How your people sign in was changed", Severity.HIGH, "participant"),
    ("claimed", "A mail domain waits to be confirmed", Severity.NORMAL, "staff"),
    ("factor", "A second factor will be asked of you", Severity.HIGH, "participant"),
)


def register() -> None:
    """Called when the app is ready."""
    subjects.register("participants.signinconnection", _connections)
    subjects.register("participants.signindomain", lambda user: SignInDomain.objects.visible_to(user))
    subjects.register("participants.factorpolicy", lambda user: FactorPolicy.objects.visible_to(user))
    for verb, label, severity, audience in KINDS:
        kinds.register(
            f"participants.sign_in.{verb}",
            label=label,
            severity=severity,
            audience=audience,
            template=f"outbox/participants/sign_in_{verb}",
        )


def tell_administrators(connection: SignInConnection, step: str, *, now: datetime) -> None:
    """All of them, also whoever did it: somebody else may have."""
    people = administrators(connection.participant_id, now)
    key = f"participants.sign_in.{step}:{connection.ref}:{now.isoformat()}"
    posting.post("participants.sign_in.changed", to=people, about=connection, dedupe=key, now=now, facts={"step": step})


def tell_claimed(domain: SignInDomain, *, now: datetime) -> None:
    with wall.as_operator("tell supervisors of a claimed mail domain"):
        people = list(User.objects.active().filter(role=Role.SUPERVISOR))
    posting.post(
        "participants.sign_in.claimed", to=people, about=domain, dedupe=f"sign_in.claimed:{domain.ref}", now=now
    )


def tell_factor(policy: FactorPolicy, people: Iterable[User], *, now: datetime) -> None:
    key = f"participants.sign_in.factor:{policy.ref}:{market_day(now).isoformat()}:{policy.demand}"
    posting.post("participants.sign_in.factor", to=people, about=policy, dedupe=key, now=now)


def administrators(participant_id: int, now: datetime) -> list[User]:
    """Whoever administers the whole company now."""
    with wall.as_operator("find the administrators of the company whose sign-in changed"):
        held = Membership.objects.valid_on(market_day(now)).filter(
            participant=participant_id, kind=MembershipKind.ADMIN, narrowed=False, user__is_active=True
        )
        return [one.user for one in held.select_related("user").order_by("id")]


def _connections(user: Any) -> QuerySet[SignInConnection]:
    return SignInConnection.objects.visible_to(user).select_related("participant")

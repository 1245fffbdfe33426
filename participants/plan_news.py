"""Who hears of what happens to a plan: the participant's people who may confirm it, and whoever looks after it.

Parts of actions. Inside the wall they run as the operator: nothing of whom they tell comes back to the request.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.models import User
from participants.change_news import managers_of
from participants.models import AccountPlan
from participants.plan_audiences import whole_members
from portal.lifecycle.subjects import type_of
from portal.outbox import posting
from portal.scoping.today import market_day


def tell_participant(verb: str, about: Any, plan: AccountPlan, *, by: User, now: datetime) -> None:
    """Everybody who may confirm the plan, but for the person who did it."""
    _post(verb, whole_members([plan.participant_id], market_day(now))[plan.participant_id], about, plan, by, now)


def tell_desk(verb: str, about: Any, plan: AccountPlan, *, by: User, now: datetime) -> None:
    """The owner of the plan; once that account is closed, the account manager."""
    people = [plan.owner] if plan.owner.is_active else managers_of(plan.participant)
    _post(verb, people, about, plan, by, now)


def tell_both(verb: str, about: Any, plan: AccountPlan, *, by: User, now: datetime) -> None:
    tell_participant(verb, about, plan, by=by, now=now)
    tell_desk(verb, about, plan, by=by, now=now)


def _post(verb: str, people: Iterable[User], about: Any, plan: AccountPlan, by: User, now: datetime) -> None:
    kind = f"{type_of(about)}.{verb}"
    posting.post(
        kind,
        to=[person for person in people if person.pk != by.pk],
        about=about,
        dedupe=f"{kind}:{about.ref}:{now.isoformat()}",
        now=now,
        participant_id=plan.participant_id,
    )

"""News of training needs, written by the actions in their own transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from accounts.models import User
from portal.lifecycle import subjects
from portal.outbox import kinds, posting
from portal.outbox.choices import MailChoice
from training.models import TrainingNeed
from training.need_audiences import coordinators, deciders, reviewers

KINDS: Final = (
    ("suggested", "Training need suggested"),
    ("accepted", "Training need accepted"),
    ("dismissed", "Training need dismissed"),
    ("to_review", "Outline to review"),
    ("returned", "Outline returned"),
    ("approved", "Training to schedule"),
    ("scheduled", "Training scheduled"),
    ("measured", "Effect of a training to judge"),
    ("closed", "Training need closed"),
)
# Read on the board; a mail for each would be too many.
QUIET: Final = frozenset({"suggested", "scheduled", "closed"})


def register() -> None:
    """Called when the app is ready. A subject line is the kind and a reference, never a name or a text."""
    subjects.register(
        "training.trainingneed", lambda user: TrainingNeed.objects.visible_to(user).select_related("participant")
    )
    for verb, label in KINDS:
        kinds.register(
            f"training.trainingneed.{verb}",
            label=label,
            audience="staff",
            template="outbox/training/need",
            default_mail=MailChoice.OFF if verb in QUIET else MailChoice.NOW,
        )


def tell_suggested(need: TrainingNeed, *, now: datetime, by: User | None = None) -> None:
    _tell("suggested", need, deciders(need, now), by=by, now=now)


def tell_proposer(verb: str, need: TrainingNeed, *, by: User, now: datetime) -> None:
    """Whoever proposed it, and whoever designs it, hear what became of it."""
    _tell(verb, need, _people(need.proposed_by, need.designer), by=by, now=now)


def tell_designer(verb: str, need: TrainingNeed, *, now: datetime, by: User | None = None) -> None:
    """Whoever wrote the outline; once that account is closed, the coordinators."""
    _tell(verb, need, _people(need.designer) or coordinators(need), by=by, now=now)


def tell_reviewers(need: TrainingNeed, *, by: User, now: datetime) -> None:
    _tell("to_review", need, reviewers(need), by=by, now=now)


def tell_approved(need: TrainingNeed, *, now: datetime, by: User | None = None) -> None:
    """Coordinators schedule it; the designer hears that it was good."""
    _tell("approved", need, [*coordinators(need), *_people(need.designer)], by=by, now=now)


def _people(*people: User | None) -> list[User]:
    return [one for one in people if one is not None and one.is_active]


def _tell(verb: str, need: TrainingNeed, people: Iterable[User], *, by: User | None, now: datetime) -> None:
    told = dict.fromkeys(one for one in people if by is None or one.pk != by.pk)
    posting.post(
        f"training.trainingneed.{verb}",
        to=told,
        about=need,
        dedupe=f"training.trainingneed.{verb}:{need.ref}:{now.isoformat()}",
        now=now,
        participant_id=need.participant_id,
    )

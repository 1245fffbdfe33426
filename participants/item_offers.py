"""What the person may do with an item right now, and in which words the rest is refused."""

from typing import Any, Final, NamedTuple

from django.urls import reverse

from participants import permissions
from participants.checklist_pages import Line
from participants.choices import ItemState
from participants.models import ChecklistItem, Waiver
from participants.querysets.registrations import ENDED
from participants.rules.checklist_moves import MOVES, REVIEWABLE, SETTLED
from portal.lifecycle.refusals import Allowed, Answer, Denied

ENDED_WORDS: Final = Denied("The registration has ended; nothing more is asked for.")


class Offer(NamedTuple):
    """A button of the item's page; `leads` marks the one that comes next, `posts` one that needs no form."""

    label: str
    icon: str
    url: str
    answer: Answer
    leads: bool = False
    posts: bool = False


class Offers(NamedTuple):
    """`open` are allowed; `closed` are the sentences of those that the state would allow and the person may not."""

    open: list[Offer]
    closed: list[str]

    @property
    def leading(self) -> list[Offer]:
        return [one for one in self.open if one.leads]

    @property
    def others(self) -> list[Offer]:
        return [one for one in self.open if not one.leads]


def offers_of(user: Any, line: Line, waiver: Waiver | None) -> Offers:
    """In the order of the work. At most the statements of `can_edit` and `can_review`, asked once each."""
    item = line.item
    answers = _answers(user, item)
    found = [*_of_state(item, line, answers), *_of_waiver(user, item, waiver, answers)]
    if item.checklist.registration.status in ENDED:
        found = [one._replace(answer=ENDED_WORDS) for one in found]
    closed = dict.fromkeys(one.answer.reason for one in found if not one.answer)
    return Offers([one for one in found if one.answer], list(closed))


class _Answers(NamedTuple):
    edit: Answer
    review: Answer

    @property
    def either(self) -> Answer:
        return self.edit or self.review


def _answers(user: Any, item: ChecklistItem) -> _Answers:
    return _Answers(permissions.can_submit(user, item), permissions.can_review(user, item))


def _of_state(item: ChecklistItem, line: Line, answers: _Answers) -> list[Offer]:
    state, found = item.state, []
    ready = Denied(f"{item.code} waits for {', '.join(one.code for one in line.waits)}.") if line.waits else Allowed()
    judge = answers.review and ready
    if state == ItemState.NOT_STARTED:
        found.append(_offer(item, "ask", "Ask participant", "message-square", answers.either, leads=True))
    if state == ItemState.SUBMITTED:
        found.append(_offer(item, "take-up", "Take up", "eye", judge, leads=True, posts=True))
    if state in REVIEWABLE:
        found.append(_offer(item, "accept", "Accept", "check", judge, leads=True))
        found.append(_offer(item, "return", "Return", "corner-up-left", answers.review, leads=True))
    if MOVES.allows(state, ItemState.SUBMITTED):
        found.append(_offer(item, "record", "Record evidence", "upload", answers.edit))
    if state in SETTLED:
        found.append(_offer(item, "reopen", "Ask again", "rotate-ccw", answers.review))
    if not item.mandatory and MOVES.allows(state, ItemState.NOT_APPLICABLE):
        found.append(_offer(item, "exclude", "Not applicable", "circle-slash", answers.either))
    return found


def _of_waiver(user: Any, item: ChecklistItem, waiver: Waiver | None, answers: _Answers) -> list[Offer]:
    if waiver is not None:
        may = permissions.can_decide_waiver(user, waiver)
        return [
            _offer(item, "grant", "Grant waiver", "circle-check", may, ref=waiver.ref, noun="waiver"),
            _offer(item, "decline", "Decline waiver", "circle-x", may, ref=waiver.ref, noun="waiver"),
        ]
    if item.mandatory and MOVES.allows(item.state, ItemState.WAIVED):
        return [_offer(item, "ask-waiver", "Ask for a waiver", "circle-question-mark", answers.either)]
    return []


def _offer(
    item: ChecklistItem,
    verb: str,
    label: str,
    icon: str,
    answer: Answer,
    *,
    ref: str = "",
    noun: str = "item",
    **more: Any,
) -> Offer:
    return Offer(label, icon, reverse(f"participants:{noun}-{verb}", args=[ref or item.ref]), answer, **more)

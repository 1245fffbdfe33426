"""The locks under which an item moves: its participant first, then the item."""

from participants.actions.locks import lock_participant
from participants.choices import ItemState
from participants.models import ChecklistItem
from participants.querysets.registrations import ENDED
from participants.rules.checklist_moves import MOVES, SETTLED
from portal.lifecycle.refusals import IllegalMove, Refused

ENDED_WORDS = "The registration has ended; nothing more is asked for."


def locked_item(item: ChecklistItem) -> ChecklistItem:
    """The item with requirement, checklist and registration, locked until the transaction ends.

    Refused once the registration has ended: what was shown for it stays as it is.
    """
    participant = lock_participant(item.participant_id)
    rows = ChecklistItem.objects.select_related("requirement", "checklist__registration__role")
    item = rows.lock(item.pk)
    item.participant = participant
    if item.checklist.registration.status in ENDED:
        raise Refused(ENDED_WORDS)
    return item


def require_move(item: ChecklistItem, state: str) -> None:
    """IllegalMove in the words of a page unless the table of moves allows it."""
    if not MOVES.allows(item.state, state):
        before, after = item.get_state_display().lower(), ItemState(state).label.lower()
        raise IllegalMove(str(item.state), str(state), f"{item.code} is {before} and cannot become {after}.")


def require_ready(item: ChecklistItem) -> None:
    """Refused, naming them, while items that this one waits for are open."""
    rows = ChecklistItem.objects.filter(checklist=item.checklist_id, code__in=item.waits_for)
    ahead = list(rows.exclude(state__in=SETTLED).order_by("position").values_list("code", flat=True))
    if ahead:
        raise Refused(f"{item.code} waits for {', '.join(ahead)}.", code="waits_for")

"""What happens between the two sides of a plan, in the words of the audit trail."""

from typing import Final

from portal.audit import verbs

VERBS: Final = (
    ("planversion.sent", "Plan sent for sign-off", "send"),
    ("planversion.taken_back", "Plan taken back from sign-off", "undo-2"),
    ("planversion.signed", "Plan signed for the operator", "pen-line"),
    ("planversion.confirmed", "Plan confirmed by the participant", "circle-check"),
    ("planversion.returned", "Plan returned by the participant", "corner-up-left"),
    ("planversion.agreed", "Plan agreed by both sides", "handshake"),
    ("planversion.superseded", "Plan superseded by the next version", "history"),
    ("plantask.amended", "Plan amended by a task", "file-plus"),
    ("planreview.planned", "Review meeting planned", "calendar-plus"),
    ("planreview.moved", "Review meeting moved", "calendar-clock"),
    ("planreview.canceled", "Review meeting canceled", "calendar-x"),
    ("planreview.held", "Review meeting held", "clipboard-check"),
    ("planreview.pointed", "Point of a review meeting written", "list-plus"),
    ("planreview.unpointed", "Point of a review meeting removed", "list-x"),
    ("reviewpoint.taken_up", "Action item became a task of the plan", "list-todo"),
)

for _verb, _label, _icon in VERBS:
    verbs.register(f"participants.{_verb}", _label, icon=_icon)

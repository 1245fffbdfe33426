"""What happens to hand-overs and to coverage, in the words of the audit trail."""

from typing import Final

from portal.audit import verbs

VERBS: Final = (
    ("handover.prepared", "Hand-over prepared", "clipboard-list"),
    ("handover.gathered", "Hand-over gathered anew", "refresh-cw"),
    ("handover.noted", "Note for whoever takes over", "notebook-pen"),
    ("handover.stood_by", "Somebody else stands by a hand-over", "user-check"),
    ("handover.begun", "Hand-over begun", "arrow-right-left"),
    ("handover.returned", "Everything came back", "undo-2"),
    ("handover.closed", "Hand-over closed", "circle-check"),
    ("handover.called_off", "Hand-over called off", "ban"),
    ("handover.taken_back", "Move taken back", "undo-2"),
    ("handover.hindered", "Hand-over could not go on", "triangle-alert"),
    ("handover.date_kept", "Successor keeps a day", "calendar-check"),
    ("handover.date_moved", "Successor moved a day", "calendar-clock"),
    ("assignment.lent", "Assigned for some days", "user-check"),
    ("assignment.came_back", "Assignment came back early", "undo-2"),
    ("plantask.handed_over", "Task of the plan handed over", "arrow-right-left"),
    ("plantask.replanned", "Task of the plan on another day", "calendar-clock"),
    ("plan.handed_over", "Account plan handed over", "arrow-right-left"),
    ("coveragegap.found", "Nobody is responsible", "user-x"),
    ("coveragegap.closed", "Somebody is responsible again", "user-check"),
)

for _verb, _label, _icon in VERBS:
    verbs.register(f"participants.{_verb}", _label, icon=_icon)

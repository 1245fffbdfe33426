"""What happens to account plans, in the words of the audit trail."""

from typing import Final

from portal.audit import verbs

VERBS: Final = (
    ("plan.opened", "Account plan opened", "notebook-text"),
    ("plan.changed", "Account plan changed", "pencil"),
    ("plan.remarked", "Remark on the account plan", "lock"),
    ("planversion.drafted", "Draft of the plan begun", "file-plus"),
    ("planversion.discarded", "Draft of the plan discarded", "file-x"),
    ("planversion.gathered", "Facts of the plan gathered anew", "refresh-cw"),
    ("planversion.written", "Draft of the plan written", "pencil"),
    ("planversion.template_used", "Template taken into the plan", "library"),
    ("planline.added", "Line of the plan added", "plus"),
    ("planline.changed", "Line of the plan changed", "pencil"),
    ("planline.removed", "Line of the plan removed", "trash-2"),
    ("plantask.done", "Task of the plan done", "circle-check"),
    ("plantask.dropped", "Task of the plan dropped", "circle-x"),
    ("plantask.reopened", "Task of the plan open again", "undo-2"),
    ("plantask.linked", "Task of the plan waits for another", "link"),
    ("plantask.unlinked", "Task of the plan no longer waits for another", "unlink"),
    ("planobjective.measured", "Objective of the plan measured", "gauge"),
    ("planmilestone.reached", "Milestone of the plan reached", "flag"),
    ("planproposal.accepted", "Proposal taken into the plan", "circle-check"),
    ("planproposal.rejected", "Proposal rejected", "circle-x"),
)

for _verb, _label, _icon in VERBS:
    verbs.register(f"participants.{_verb}", _label, icon=_icon)

"""What happens to learning plans, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("accounts.learningplan.begun", "Learning plan begun", icon="graduation-cap")
verbs.register("accounts.learningplan.step_added", "Step of a learning plan added", icon="list-plus")
verbs.register("accounts.learningplan.step_moved", "Step of a learning plan moved", icon="calendar-clock")
verbs.register("accounts.learningplan.step_done", "Step done by the mentor's word", icon="check")
verbs.register("accounts.learningplan.step_reopened", "Word on a step taken back", icon="undo-2")
verbs.register("accounts.learningplan.ended", "Learning plan ended", icon="flag")

"""How demanding participants are, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("participants.participant.complexity", "Complexity marked", icon="gauge")
verbs.register("participants.assignment.accepted", "Assignment above the level accepted", icon="user-check")

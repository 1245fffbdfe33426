"""What the audit trail tells of somebody's worklist."""

from portal.audit import verbs

verbs.register("participants.snooze.set", "Line of the day snoozed", icon="alarm-clock")
verbs.register("participants.snooze.ended", "Snoozed line taken back", icon="alarm-clock-off")

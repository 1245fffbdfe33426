"""What happens to calendars, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("calendars.version.published", "Calendar changed", icon="calendar-cog")
verbs.register("calendars.clock.breached", "Deadline missed", icon="clock-alert")
verbs.register("calendars.step.fired", "Reminder or escalation sent", icon="bell-ring")
verbs.register("calendars.plan.changed", "Reminder plan changed", icon="bell-ring")

"""What happens to calendars, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("calendars.version.published", "Calendar changed", icon="calendar-cog")

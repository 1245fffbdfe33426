"""What happens to the levels, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("accounts.levelrights.changed", "Rights of a level changed", icon="shield-half")

"""What happens to rules of retention, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("accounts.retentionrule.changed", "Rule of retention changed", icon="timer")
verbs.register("accounts.retentionrule.erased", "Personal data erased", icon="eraser")

"""What happens to the configuration as a whole, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("accounts.configuration.taken_over", "Configuration file taken over", icon="file-input")
verbs.register("accounts.configuration.written_out", "Configuration written to a file", icon="file-output")

"""What people do to messages and to their own choices, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("outbox.message.retried", "Message put back into the queue", icon="refresh-cw")
verbs.register("outbox.address.cleared", "Address works again", icon="mail-check")
verbs.register("outbox.preferences.changed", "Notification settings changed", icon="bell")
verbs.register("outbox.mail.stopped", "E-mails of one kind stopped", icon="bell-off")
verbs.register("outbox.message.failed", "E-mail could not be delivered", icon="mail-x")
verbs.register("outbox.message.undone", "E-mail taken back", icon="undo-2")
verbs.register("outbox.address.troubled", "Mail does not arrive at an address", icon="mail-warning")

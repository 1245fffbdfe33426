"""What happens to who knows what, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("accounts.topic.added", "Topic added", icon="lightbulb")
verbs.register("accounts.topic.changed", "Topic changed", icon="pencil")
verbs.register("accounts.topic.retired", "Topic retired", icon="archive")
verbs.register("accounts.topic.restored", "Topic brought back", icon="archive-restore")
verbs.register("accounts.user.expertise_marked", "Topic of expertise marked", icon="lightbulb")
verbs.register("accounts.user.expertise_unmarked", "Topic of expertise removed", icon="lightbulb-off")
verbs.register("accounts.user.signed_off", "Signed off for a topic", icon="badge-check")
verbs.register("accounts.user.sign_off_withdrawn", "Sign-off for a topic withdrawn", icon="badge-minus")

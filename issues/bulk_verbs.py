"""Deeds to many issues, in the words of the audit trail; each issue has its own events beside."""

from portal.audit import verbs

verbs.register("issues.bulk.started", "Deed to many issues begun", icon="list-checks")
verbs.register("issues.bulk.undone", "Deed to many issues taken back", icon="undo-2")

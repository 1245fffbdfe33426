"""The audit trail's words for protected information."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("document.classified", "File classified", "shield"),
    ("document.marked", "File marked confidential", "lock"),
):
    verbs.register(f"participants.{_verb}", _label, icon=_icon)

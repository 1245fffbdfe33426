"""The audit trail's words for protected information."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("document.classified", "File classified", "shield"),
    ("document.release_proposed", "Release of a file proposed", "lock-open"),
    ("document.released", "File released", "lock-open"),
    ("document.kept", "File kept protected", "lock"),
    ("document.marked", "File marked confidential", "lock"),
):
    verbs.register(f"participants.{_verb}", _label, icon=_icon)

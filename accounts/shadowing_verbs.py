"""What happens to shadowings, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("arranged", "Shadowing arranged", "eye"),
    ("ended", "Shadowing ended", "eye-off"),
    ("noted", "Note on a shadowing written", "notebook-pen"),
    ("commented", "Note on a shadowing commented", "message-square"),
    ("read", "Page read while shadowing", "eye"),
):
    verbs.register(f"accounts.shadowing.{_verb}", _label, icon=_icon)

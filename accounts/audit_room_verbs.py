"""What happens to auditors' rooms, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("opened", "Auditor's room opened", "door-open"),
    ("changed", "Auditor's room changed", "door-open"),
    ("closed", "Auditor's room closed early", "door-closed"),
    ("read", "Read in an auditor's room", "eye"),
    ("exported", "Audit trail of a room exported", "download"),
):
    verbs.register(f"accounts.auditroom.{_verb}", _label, icon=_icon)

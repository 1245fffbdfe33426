"""What happens to service policies, the duty roster and grid events, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("policy.published", "Service policy published", "timer"),
    ("policy.deactivated", "Service policy deactivated", "timer-off"),
    ("policy.activated", "Service policy activated", "timer-reset"),
    ("duty.added", "Duty shift added", "calendar-plus"),
    ("duty.removed", "Duty shift removed", "calendar-minus"),
    ("grid.declared", "Grid event declared", "zap"),
    ("grid.ended", "Grid event ended", "zap-off"),
):
    verbs.register(f"issues.{_verb}", _label, icon=_icon)

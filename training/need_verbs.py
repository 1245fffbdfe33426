"""What happens to training needs, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("suggested", "Training need suggested", "lightbulb"),
    ("proposed", "Training need proposed", "lightbulb"),
    ("accepted", "Training need accepted", "check"),
    ("dismissed", "Training need dismissed", "ban"),
    ("outlined", "Outline written", "file-pen"),
    ("sent_for_review", "Outline sent for review", "send"),
    ("returned", "Outline returned", "corner-up-left"),
    ("approved", "Outline approved", "circle-check"),
    ("scheduled", "Session scheduled for a training need", "calendar-plus"),
    ("unscheduled", "All sessions of a training need canceled", "calendar-x"),
    ("held", "Training held", "calendar-check"),
    ("measured", "Effect of a training counted", "chart-column"),
    ("closed", "Training need closed", "check-check"),
):
    verbs.register(f"training.trainingneed.{_verb}", _label, icon=_icon)

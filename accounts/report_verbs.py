"""What happens to reports, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("report.exported", "Report downloaded", "download"),
    ("reportrun.asked", "Report asked for", "hourglass"),
    ("reportrun.prepared", "Report prepared", "package-check"),
    ("reportrun.failed", "Report not prepared", "circle-alert"),
    ("reportrun.taken", "Prepared report downloaded", "download"),
    ("reportschedule.made", "Report scheduled", "calendar-clock"),
    ("reportschedule.paused", "Scheduled report paused", "pause"),
    ("reportschedule.resumed", "Scheduled report resumed", "play"),
    ("reportschedule.ended", "Scheduled report ended", "calendar-x"),
    ("reportrule.changed", "Rule of reports changed", "sliders-horizontal"),
    ("marketfigures.published", "Figures of the market published", "megaphone"),
    ("marketfigures.withdrawn", "Figures of the market withdrawn", "undo-2"),
):
    verbs.register(f"accounts.{_verb}", _label, icon=_icon)

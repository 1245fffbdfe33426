"""What happens to interactions, letters and meetings, in the words of the audit trail."""

from portal.audit import verbs

for _noun, _verb, _label, _icon in (
    ("interaction", "logged", "Interaction written down", "message-circle"),
    ("interaction", "changed", "Interaction corrected", "pencil"),
    ("interaction", "struck", "Interaction struck out", "ban"),
    ("letter", "replied", "Answer to a letter", "mail-open"),
    ("lettertemplate", "added", "Template of letters added", "file-plus"),
    ("lettertemplate", "changed", "Template of letters changed", "pencil"),
    ("lettertemplate", "ended", "Template of letters put out of use", "archive"),
    ("meeting", "planned", "Meeting planned", "calendar-plus"),
    ("meeting", "changed", "Meeting changed", "calendar-clock"),
    ("meeting", "canceled", "Meeting canceled", "calendar-x"),
    ("meeting", "held", "Meeting held", "calendar-check"),
    ("meeting", "answered", "Invitation answered", "reply"),
):
    verbs.register(f"participants.{_noun}.{_verb}", _label, icon=_icon)

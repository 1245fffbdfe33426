"""What happens to issues, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("opened", "Issue opened", "circle-plus"),
    ("taken", "Issue taken up", "play"),
    ("answered", "Participant answered", "reply"),
    ("replied", "Participant wrote", "message-square"),
    ("written_down", "What the participant said written down", "phone-incoming"),
    ("noted", "Internal note written", "sticky-note"),
    ("changed", "Issue changed", "pencil"),
    ("handed_over", "Issue handed over", "arrow-right-left"),
    ("resolved", "Issue resolved", "circle-check"),
    ("confirmed", "Resolution confirmed", "thumbs-up"),
    ("reopened", "Issue reopened", "rotate-ccw"),
    ("closed", "Issue closed", "archive"),
    ("withdrawn", "Issue withdrawn", "undo-2"),
    ("released", "Answer let go although it names another company", "shield-alert"),
    ("taken_back", "Answer taken back before it left", "undo-2"),
    ("not_delivered", "An answer did not arrive", "mail-warning"),
):
    verbs.register(f"issues.issue.{_verb}", _label, icon=_icon)

for _verb, _label, _icon in (
    ("added", "Saved reply added", "message-square-plus"),
    ("changed", "Saved reply changed", "pencil"),
    ("ended", "Saved reply put out of use", "archive"),
):
    verbs.register(f"issues.savedreply.{_verb}", _label, icon=_icon)

"""What happens to reviews of answers, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("drawn", "Answer drawn for review", "shuffle"),
    ("asked", "Review of an answer asked for", "message-circle-question-mark"),
    ("reviewed", "Answer reviewed", "clipboard-check"),
    ("discussed", "Coaching points taken up", "message-square"),
    ("closed", "Review of an answer closed", "archive"),
    ("skipped", "Review of an answer skipped", "skip-forward"),
    ("handed_on", "Review of an answer handed on", "user-check"),
):
    verbs.register(f"issues.answerreview.{_verb}", _label, icon=_icon)
verbs.register("issues.reviewpolicy.changed", "Policy of reviews changed", icon="settings-2")

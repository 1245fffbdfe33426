"""What happens to issues beside answering them, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("followed", "Follower added", "user-plus"),
    ("left", "Follower left", "user-minus"),
    ("tagged", "Tags changed", "tags"),
    ("placed", "Put beneath another issue", "git-branch"),
    ("linked", "Linked to another issue", "link"),
    ("unlinked", "Link removed", "unlink"),
    ("merged", "Merged into another issue", "merge"),
    ("took_in", "Another issue merged into it", "merge"),
    ("unmerged", "Merging undone", "split"),
    ("split", "Part split off", "split"),
    ("continued", "Opened as a follow-up", "repeat"),
    ("verified", "Verification corrected", "badge-check"),
    ("draft_handed_over", "Draft handed over", "file-pen-line"),
    ("imported", "Issue imported", "upload"),
):
    verbs.register(f"issues.issue.{_verb}", _label, icon=_icon)
verbs.register("issues.survey.answered", "Survey answered", icon="star")

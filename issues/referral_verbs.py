"""What happens to questions to departments, escalations and systemic issues, in the words of the audit trail."""

from portal.audit import verbs

for _noun, _told in {
    "referral": (
        ("asked", "Department asked", "message-circle-question-mark"),
        ("taken", "Question taken up by the department", "play"),
        ("message", "Message on a question to a department", "message-square"),
        ("handed_back", "Question handed back by the department", "undo-2"),
        ("asked_again", "Department asked again", "redo-2"),
        ("answered", "Question answered by the department", "reply"),
        ("released", "Answer of the department released", "send"),
        ("withdrawn", "Question to the department withdrawn", "circle-x"),
        ("moved", "Question moved with its issue", "arrow-right-left"),
    ),
    "deskcall": (("logged", "Call to the desk written down", "phone-incoming"),),
    "referraltime": (("changed", "Time for an answer changed", "pencil"),),
    "escalation": (
        ("opened", "Escalated", "trending-up"),
        ("asked", "Escalation asked for", "trending-up"),
        ("planned", "Resolution plan written", "clipboard-list"),
        ("ended", "Escalation ended", "circle-check"),
        ("returned", "Escalated again: the merging was undone", "trending-up"),
    ),
    "systemicissue": (
        ("opened", "Systemic issue opened", "circle-plus"),
        ("changed", "Systemic issue changed", "pencil"),
        ("joined", "Issue joined to a systemic issue", "link"),
        ("left", "Issue taken out of a systemic issue", "unlink"),
        ("told", "Text to all issues of a systemic issue", "send"),
        ("closed", "Systemic issue closed", "archive"),
    ),
}.items():
    for _verb, _label, _icon in _told:
        verbs.register(f"issues.{_noun}.{_verb}", _label, icon=_icon)

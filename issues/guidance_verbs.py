"""What happens to guidance, approved answers and improvement items, in the words of the audit trail."""

from portal.audit import verbs

for _noun, _told in {
    "guidance": (
        ("given", "Guidance on a section recorded", "scale"),
        ("corrected", "Guidance found to be corrected", "scale"),
    ),
    "guidancereview": (("settled", "Differing guidance judged", "gavel"),),
    "approvedanswer": (
        ("drafted", "Answer for everybody drafted", "file-pen-line"),
        ("redrafted", "Answer for everybody drafted anew", "file-pen-line"),
        ("approved", "Answer for everybody approved", "badge-check"),
        ("discarded", "Draft of an answer discarded", "circle-x"),
        ("retired", "Answer for everybody retired", "archive"),
    ),
    "improvement": (
        ("proposed", "Improvement proposed", "lightbulb"),
        ("changed", "Improvement changed", "pencil"),
        ("moved", "Improvement moved", "arrow-right"),
        ("measured", "Improvement measured", "ruler"),
        ("noted", "Note on an improvement", "message-square"),
        ("linked", "Issue linked to an improvement", "link"),
        ("unlinked", "Issue taken out of an improvement", "unlink"),
    ),
}.items():
    for _verb, _label, _icon in _told:
        verbs.register(f"issues.{_noun}.{_verb}", _label, icon=_icon)

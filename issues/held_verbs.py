"""What happens to answers that wait for release, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("issues.category.complexity", "Complexity of a category changed", icon="gauge")
for _verb, _label, _icon in (
    ("answer_held", "Answer waits for release", "hourglass"),
    ("answer_released", "Answer released by the mentor", "send"),
    ("answer_returned", "Answer returned with a coaching point", "undo-2"),
    ("answer_withdrawn", "Answer to release taken back", "circle-x"),
):
    verbs.register(f"issues.issue.{_verb}", _label, icon=_icon)

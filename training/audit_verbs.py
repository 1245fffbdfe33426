"""What happens in training, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("added", "Article added", "file-plus"),
    ("version_begun", "New version of an article begun", "file-pen"),
    ("discarded", "Draft of an article discarded", "file-x"),
    ("submitted", "Article sent to review", "send"),
    ("recalled", "Article taken back to draft", "undo-2"),
    ("returned", "Article returned", "corner-up-left"),
    ("approved", "Article approved, publication scheduled", "calendar-check"),
    ("published", "Article published", "book-check"),
    ("changed", "Article's settings changed", "pencil"),
    ("handed_over", "Article handed over", "arrow-right-left"),
    ("confirmed", "Article confirmed as still right", "badge-check"),
    ("archived", "Article archived", "archive"),
    ("restored", "Article restored", "archive-restore"),
):
    verbs.register(f"training.article.{_verb}", _label, icon=_icon)

verbs.register("training.session.added", "Session planned", icon="calendar-plus")
verbs.register("training.session.changed", "Session changed", icon="pencil")
verbs.register("training.session.published", "Session announced", icon="megaphone")
verbs.register("training.session.canceled", "Session canceled", icon="calendar-x")
verbs.register("training.session.finished", "Session over", icon="calendar-check")
verbs.register("training.group.entered", "Group entered into a session", icon="users")
verbs.register("training.enrollment.requested", "Enrollment asked for", icon="circle-question-mark")
verbs.register("training.enrollment.waiting", "Put on the waiting list", icon="hourglass")
verbs.register("training.enrollment.offered", "Seat offered", icon="ticket")
verbs.register("training.enrollment.seated", "Enrolled", icon="user-check")
verbs.register("training.enrollment.declined", "Enrollment not approved", icon="circle-x")
verbs.register("training.enrollment.lapsed", "Offer of a seat expired", icon="timer-off")
verbs.register("training.enrollment.withdrawn", "Withdrawn from a session", icon="user-minus")
verbs.register("training.enrollment.canceled", "Enrollment ended with its session", icon="calendar-x")

"""What happens to training, in the words of the audit trail."""

from portal.audit import verbs

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

"""The one table of queues: what kind of work waits where, so that none of it waits behind another kind.

A worker takes from the queues it was told (`celery -A portal worker -Q mail,sweeps`), and without `-Q` from all of
them. While several hold work, it takes from the one that stands first here.
"""

from typing import Final

from kombu import Queue

MAIL: Final = "mail"  # somebody waits for it: a code to sign in with, an answer, a reminder
SWEEPS: Final = "sweeps"  # short work: clocks, escalations, reactions; what is named nowhere below
HEAVY: Final = "heavy"  # minutes and megabytes: imports, copies of data, reports, deeds to thousands of rows

QUEUES: Final = tuple(map(Queue, (MAIL, SWEEPS, HEAVY)))

KINDS: Final = {
    MAIL: (
        "portal.outbox.tasks.deliver_due",
        "portal.outbox.tasks.sweep_digests",
        "portal.outbox.tasks.sweep_mail",
    ),
    HEAVY: (
        "accounts.tasks.erase_personal_data",
        "accounts.tasks.sweep_reports",
        "issues.tasks.advance_bulk",
        "issues.tasks.advance_targets",
        "issues.tasks.compare_mails",
        "issues.tasks.learn_words",
        "issues.tasks.sweep_bulk",
        "participants.tasks.advance_import",
        "participants.tasks.prepare_exports",
        "participants.tasks.sweep_health",
        "participants.tasks.sweep_imports",
        "portal.audit.tasks.check_seals",
        "portal.calendars.tasks.recompute",
        "portal.calendars.tasks.sweep_recomputes",
        "portal.documents.tasks.move_files",
        "portal.outbox.tasks.clear_old",
    ),
}
ROUTES: Final = {task: {"queue": queue} for queue, tasks in KINDS.items() for task in tasks}

"""The one table of periodic tasks: name, task, seconds between two runs.

Beat runs in UTC with intervals; what is due is decided by each sweep itself. Each task keeps its last run under the
name it has here (`portal.lifecycle.sweeps.recorded`).
"""

from typing import Final

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE

PERIODIC_TASKS: Final = {
    "deadlines": {"task": "portal.calendars.tasks.sweep_deadlines", "schedule": MINUTE},
    "changed calendars": {"task": "portal.calendars.tasks.sweep_recomputes", "schedule": MINUTE},
    "digests": {"task": "portal.outbox.tasks.sweep_digests", "schedule": 5 * MINUTE},
    "mail": {"task": "portal.outbox.tasks.sweep_mail", "schedule": MINUTE // 2},
    "old messages": {"task": "portal.outbox.tasks.clear_old", "schedule": 24 * HOUR},
    "apply queued imports": {"task": "participants.tasks.sweep_imports", "schedule": MINUTE},
    "retention of personal data": {"task": "accounts.tasks.erase_personal_data", "schedule": 24 * HOUR},
    "reports": {"task": "accounts.tasks.sweep_reports", "schedule": MINUTE},
    "learning plans": {"task": "accounts.tasks.sweep_learning", "schedule": HOUR},
    "moved follow-ups": {"task": "participants.tasks.sweep_follow_ups", "schedule": HOUR},
    "checklists": {"task": "participants.tasks.sweep_checklists", "schedule": 5 * MINUTE},
    "obligations": {"task": "participants.tasks.sweep_obligations", "schedule": HOUR},
    "missing obligations": {"task": "participants.tasks.sweep_missing_obligations", "schedule": HOUR},
    "forget where applications came from": {
        "task": "participants.tasks.forget_application_networks",
        "schedule": 24 * HOUR,
    },
    "coming requirements": {"task": "participants.tasks.sweep_requirements", "schedule": 5 * MINUTE},
    "proposals for plans": {"task": "participants.tasks.sweep_plan_proposals", "schedule": 24 * HOUR},
    "moved tasks of plans": {"task": "participants.tasks.sweep_plan_tasks", "schedule": HOUR},
    "changes in effect": {"task": "participants.tasks.sweep_changes", "schedule": MINUTE},
    "parents of participants": {"task": "participants.tasks.sweep_parents", "schedule": HOUR},
    "hand-overs": {"task": "participants.tasks.sweep_hand_overs", "schedule": MINUTE},
    "participants without anybody": {"task": "participants.tasks.sweep_coverage", "schedule": 15 * MINUTE},
    "access reviews": {"task": "participants.tasks.sweep_access_reviews", "schedule": HOUR},
    "sign-in of companies": {"task": "participants.tasks.sweep_sign_in", "schedule": HOUR},
    "relationship health": {"task": "participants.tasks.sweep_health", "schedule": HOUR},
    "copies of data": {"task": "participants.tasks.prepare_exports", "schedule": MINUTE},
    "certificates": {"task": "training.tasks.sweep_certificates", "schedule": 15 * MINUTE},
    "articles": {"task": "training.tasks.sweep_articles", "schedule": MINUTE},
    "sessions": {"task": "training.tasks.sweep_sessions", "schedule": MINUTE},
    "training needs": {"task": "training.tasks.sweep_needs", "schedule": HOUR},
    "training coverage": {"task": "training.tasks.sweep_coverage", "schedule": HOUR},
    "resolved issues": {"task": "issues.tasks.sweep_resolved", "schedule": MINUTE},
    "service targets": {"task": "issues.tasks.sweep_targets", "schedule": MINUTE},
    "published targets": {"task": "issues.tasks.sweep_published_targets", "schedule": HOUR},
    "deeds to many issues": {"task": "issues.tasks.sweep_bulk", "schedule": MINUTE},
    "words of issues": {"task": "issues.tasks.learn_words", "schedule": HOUR},
    "escalations": {"task": "issues.tasks.sweep_escalations", "schedule": MINUTE},
    "updates of systemic issues": {"task": "issues.tasks.sweep_updates", "schedule": MINUTE},
    "moved answers of departments": {"task": "issues.tasks.sweep_referrals", "schedule": HOUR},
    "dispute windows": {"task": "issues.tasks.sweep_windows", "schedule": MINUTE},
    "reviews of answers": {"task": "issues.tasks.sweep_reviews", "schedule": HOUR},
    "incoming mail": {"task": "issues.tasks.sweep_mailbox", "schedule": MINUTE},
    "mailbox comparison": {"task": "issues.tasks.compare_mails", "schedule": 15 * MINUTE},
    "files to the object store": {"task": "portal.documents.tasks.move_files", "schedule": HOUR},
    "seals of the audit trail": {"task": "portal.audit.tasks.sweep_seals", "schedule": 5 * MINUTE},
    "checks of the audit trail": {"task": "portal.audit.tasks.check_seals", "schedule": HOUR},
    "seals kept elsewhere": {"task": "portal.audit.tasks.tell_newest_seal", "schedule": HOUR},
    "clear expired sign-in rows": {"task": "accounts.tasks.clear_expired", "schedule": HOUR},
}

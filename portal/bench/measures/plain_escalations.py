"""What a sweep of due escalations comes to as plain SQL: the same rows, and none of the rules."""

from typing import Final

PLAIN: Final = (
    """
    UPDATE calendars_clock SET breached_at = due_at
    WHERE state = 'running' AND breached_at IS NULL AND due_at < %(now)s
    """,
    """
    UPDATE calendars_escalationstep SET outcome = 'notified', fired_at = %(now)s, next_try_at = NULL
    WHERE outcome = 'pending' AND next_try_at <= %(now)s
    """,
    """
    INSERT INTO audit_auditevent (verb, object_type, object_ref, object_label, participant_id, by_label, at, changes,
                                  reason)
    SELECT verb, 'calendars.clock', ref, label, participant_id, 'The portal itself', %(now)s, '{}', ''
    FROM calendars_clock, unnest(ARRAY['calendars.clock.breached', 'calendars.step.fired']) AS verb
    WHERE plan_id = %(plan)s
    """,
    """
    INSERT INTO outbox_outboundmessage (
        ref, created_at, kind, dedupe_key, recipient_id, address, about_type, about_ref, participant_id, severity,
        facts, sealed, state, due_at, hold_reason, attempts, repeats, last_error, message_id, thread_key)
    SELECT 'OM-' || upper(left(md5(clock.ref), 10)), %(now)s, 'calendars.deadline.late', 'plain:' || clock.ref,
           person.id, person.email, clock.subject_type, clock.subject_ref, clock.participant_id, 'normal',
           '{}', '', 'queued', %(now)s, '', 0, 0, '', '<' || clock.ref || '@plain>', ''
    FROM calendars_clock clock
    JOIN issues_issue issue ON issue.ref = clock.subject_ref
    JOIN accounts_user person ON person.id = issue.owner_id
    WHERE clock.plan_id = %(plan)s
    """,
    """
    INSERT INTO outbox_notification (
        ref, created_at, recipient_id, kind, dedupe_key, about_type, about_ref, participant_id, severity, facts)
    SELECT 'NO-' || upper(left(md5(clock.ref), 10)), %(now)s, issue.owner_id, 'calendars.deadline.late',
           'plain:' || clock.ref, clock.subject_type, clock.subject_ref, clock.participant_id, 'normal', '{}'
    FROM calendars_clock clock
    JOIN issues_issue issue ON issue.ref = clock.subject_ref
    WHERE clock.plan_id = %(plan)s
    """,
)

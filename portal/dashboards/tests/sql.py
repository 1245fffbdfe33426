"""The numbers of the dashboard once more: each by its definition, in SQL written by hand, without a queryset.

Every statement gives rows of a key and a number. Parameters: `now`, `today`, `since` (first day of the period),
`risk` (until when a deadline is at risk), `last` (the last of the next five Business Days).
"""

from typing import Final

KIND: Final = """case subject_type when 'issues.issue' then 'Issues' when 'issues.referral' then 'Questions'
  when 'participants.obligation' then 'Obligations' when 'participants.checklistitem' then 'Checklists'
  when 'participants.followup' then 'Follow-ups' else 'Other' end"""
DAY_OF: Final = "({} at time zone 'America/Chicago')::date"
OPEN_ISSUE: Final = "state in ('new', 'open', 'waiting')"
ON_THE_WAY: Final = "('prospective', 'application_received', 'incomplete', 'under_review', 'approved_pending')"
MISSED: Final = f"""select {KIND} as kind, {DAY_OF.format("coalesce(breached_at, due_at)")} as day from calendars_clock
  where breached_at is not null or (state = 'running' and due_at < %(now)s)"""
# Each span in which a question was with its department, and of each day the open hours of it.
HELD: Final = """
with spans as (
  select s.referral_id, s.state, s.at as begins,
    lead(s.at, 1, %(now)s) over (partition by s.referral_id order by s.at, s.id) as ends from issues_referralstep s),
hours as (
  select referral_id, sum(extract(epoch from
    least(ends, (d.day + time '17:00') at time zone 'America/Chicago')
    - greatest(begins, (d.day + time '08:00') at time zone 'America/Chicago'))) as held
  from spans, lateral generate_series((begins at time zone 'America/Chicago')::date::timestamp,
    (ends at time zone 'America/Chicago')::date::timestamp, interval '1 day') as d(day)
  where state in ('asked', 'in_work') and extract(isodow from d.day) < 6
    and not exists (select 1 from calendars_holiday h join calendars_calendarversion v on v.id = h.version_id
      join calendars_calendar c on c.id = v.calendar_id
      where c.code = 'ercot-business' and v.current and h.counts and h.day = d.day::date)
    and least(ends, (d.day + time '17:00') at time zone 'America/Chicago')
      > greatest(begins, (d.day + time '08:00') at time zone 'America/Chicago')
  group by referral_id)"""
ASKED: Final = f"""issues_referral r join accounts_department d on d.id = r.department_id
  where {DAY_OF.format("r.asked_at")} between %(since)s and %(today)s"""

SQL: Final[dict[str, str]] = {
    "now": f"""
        select 'Issues with a missed target', count(*) from issues_issue i where {OPEN_ISSUE} and exists (
          select 1 from calendars_clock c where c.subject_type = 'issues.issue' and c.subject_ref = i.ref
          and c.state = 'running' and c.due_at < %(now)s)
        union all select 'Late now', count(*) from calendars_clock where state = 'running' and due_at < %(now)s
        union all select 'At risk', count(*) from calendars_clock
          where state = 'running' and due_at >= %(now)s and due_at < %(risk)s
        union all select 'Missed today', count(*) from ({MISSED}) m where day = %(today)s
        union all select 'Issues without owner', count(*) from issues_issue where {OPEN_ISSUE} and owner_id is null""",
    "due": f"""select {KIND} || ' ' || {DAY_OF.format("due_at")}, count(*) from calendars_clock
        where state = 'running' and due_at >= %(now)s and {DAY_OF.format("due_at")} <= %(last)s group by 1""",
    "missed": f"""select kind || ' ' || day, count(*) from ({MISSED}) m
        where day between %(since)s and %(today)s group by 1""",
    "load": f"""select u.name || ' ' || i.severity, count(*) from issues_issue i
        join accounts_user u on u.id = i.owner_id
        where i.{OPEN_ISSUE} group by 1""",
    "points": f"""select u.name, sum(points) from (
          select owner_id, case severity when 1 then 8 when 2 then 4 when 3 then 2 else 1 end from issues_issue
            where {OPEN_ISSUE}
          union all select a.person_id, case coalesce(c.degree, 1) when 1 then 2 when 2 then 4 else 8 end
            from participants_assignment a join participants_participant p on p.id = a.participant_id
            left join participants_complexity c on c.participant_id = p.id
            where a.kind = 'primary' and p.joined_into_id is null and a.starts_on <= %(today)s
            and (a.ends_on is null or a.ends_on >= %(today)s)
          union all select account_manager_id, 2 from participants_application
            where state = 'received' and account_manager_id is not null) w (person_id, points)
        join accounts_user u on u.id = w.person_id where u.is_active group by 1""",
    "held": """select u.name, count(*) from participants_assignment a join accounts_user u on u.id = a.person_id
        join participants_participant p on p.id = a.participant_id
        where a.kind = 'primary' and u.is_active and p.joined_into_id is null and a.starts_on <= %(today)s
          and (a.ends_on is null or a.ends_on >= %(today)s) group by 1""",
    "escalations": f"""select level, count(*) from issues_escalation where ended_at is null group by 1
        union all select 'E0', count(*) from issues_issue i where {OPEN_ISSUE} and exists (
          select 1 from issues_referral r
          where r.issue_id = i.id and r.state in ('asked', 'in_work', 'handed_back'))""",
    "asked": f"select d.name, count(*) from {ASKED} group by 1",
    "waiting": f"select d.name, count(*) from {ASKED} and r.state in ('asked', 'in_work') group by 1",
    "late": f"""select d.name, count(*) from {ASKED} and (exists (select 1 from calendars_clock c
        where c.kind = 'referral' and c.subject_ref = r.ref and c.breached_at is not null)
        or r.state in ('asked', 'in_work') and r.due_at < %(now)s) group by 1""",
    "median": HELD
    + f""" select name, percentile_cont(0.5) within group (order by held) from (
          select d.name, coalesce((select held from hours where referral_id = r.id), 0) as held
          from {ASKED}) q group by 1""",
    "stages": f"""select status, count(*) from participants_registration r join participants_participant p
        on p.id = r.participant_id where p.joined_into_id is null
          and status in {ON_THE_WAY} group by 1""",
    "stood": f"""select status, percentile_cont(0.5) within group (
          order by %(today)s - coalesce(status_on, {DAY_OF.format("r.created_at")}))
        from participants_registration r join participants_participant p on p.id = r.participant_id
        where p.joined_into_id is null and status in {ON_THE_WAY}
        group by 1""",
    "campaigns": """select t.name || ' ' || case o.state when 'accepted' then 'Accepted'
          when 'submitted' then 'To review' else 'Not filed' end, count(*)
        from participants_obligation o join participants_campaign c on c.id = o.campaign_id
        join participants_obligationtype t on t.id = c.type_id
        where o.state in ('accepted', 'submitted', 'open', 'returned') and c.id in (
          select id from participants_campaign where due_on >= %(today)s - 60
          order by due_on, id limit 6) group by 1""",
    "training": """
        select 'Sessions ahead', count(*) from training_coursesession where state = 'published' and ends_at > %(now)s
        union all select 'People waiting', coalesce(sum(waiting), 0) from training_coursesession
          where state = 'published' and ends_at > %(now)s
        union all select 'Sessions to approve people in', count(distinct session_id) from training_enrollment
          where state = 'requested'
        union all select 'Participants not covered', count(*) from training_trainingcoverage where covered < wanted
        union all select 'Certificates ending', count(*) from training_trainingcoverage
          where wanted > 0 and expiring > 0
        union all select 'Participants that need courses', count(*) from training_trainingcoverage where wanted > 0""",
    "seats": """select 'seats', coalesce(sum(seats), 0) from training_coursesession
          where state = 'published' and ends_at > %(now)s
        union all select 'taken', coalesce(sum(seats_taken), 0) from training_coursesession
          where state = 'published' and ends_at > %(now)s and seats is not null""",
    "health": """select coalesce(nullif(case when o.expires_on >= %(today)s then o.mark else h.mark end, ''), 'none'),
          count(*)
        from participants_health h left join participants_healthoverride o on o.id = h.override_id
        join participants_participant p on p.id = h.participant_id
        where h.day is not null and p.joined_into_id is null group by 1
        union all select 'fallen', count(distinct participant_id) from participants_healthdrop
          where recovered_on is null""",
    "shares": """select s.day || ' ' || s.mark, count(*) from participants_healthscore s join participants_participant p
        on p.id = s.participant_id where p.joined_into_id is null and s.mark <> '' group by 1""",
    "outbox": """
        select 'Undelivered', count(*) from outbox_outboundmessage
          where state = 'failed' or (state = 'dropped' and last_error = %(trouble)s)
        union all select 'Waiting to leave', count(*) from outbox_outboundmessage where state = 'queued'
        union all select 'Kept for a digest', count(*) from outbox_outboundmessage where state = 'digest'
        union all select 'Addresses in trouble', count(*) from outbox_addresstrouble where cleared_at is null""",
}

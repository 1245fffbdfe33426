from django.db import migrations

from portal.scoping.policies import PARTICIPANT, SEES_COMPANY, USER, covers, in_scope, narrow, own

OWN_ONE = f"reporter_id = {USER}"
FORMER = f"{own()} AND ({in_scope('registration_id')} OR {OWN_ONE})"
# Policies of two tables that read each other never end; so what is followed is read by the tables' owner.
FOLLOWED = f"""
CREATE FUNCTION issues_followed() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT issue_id FROM issues_watcher WHERE user_id = {USER} AND participant_id = {PARTICIPANT} AND left_at IS NULL
$$
"""
REACHED = f"({in_scope('registration_id')} AND {covers('area')}) OR {OWN_ONE}"
SEEN = f"{SEES_COMPANY} OR {OWN_ONE} OR id IN (SELECT issues_followed())"


class Migration(migrations.Migration):
    """The database itself keeps colleagues' issues from whoever sees only the own, and other areas from who is limited.

    Before, it kept companies and registrations apart, and the code kept colleagues.
    """

    dependencies = [
        ("issues", "0008_answers_held_wall"),
        ("participants", "0012_interactions_wall"),
        ("participants", "0041_areas_wall"),
    ]
    operations = [
        migrations.RunSQL(FOLLOWED, reverse_sql="DROP FUNCTION issues_followed()"),
        narrow("issues_issue", f"{own()} AND ({REACHED}) AND ({SEEN})", former=FORMER),
    ]

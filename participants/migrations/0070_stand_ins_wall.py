from django.db import migrations

from portal.scoping.policies import also, guard

TODAY = "(statement_timestamp() AT TIME ZONE 'America/Chicago')::date"
# Mentors are the operator's own matter.
ANSWERING = (
    "SELECT person_id FROM participants_assignment"
    f" WHERE kind <> 'mentor' AND starts_on <= {TODAY} AND (ends_on IS NULL OR ends_on >= {TODAY})"
)
AWAY_TODAY = f"starts_on <= {TODAY} AND ends_on >= {TODAY} AND person_id IN ({ANSWERING})"


class Migration(migrations.Migration):
    """Who stands in today for those who look after one's company: the person and until when, never why."""

    dependencies = [("participants", "0043_access_reviews_wall"), ("accounts", "0002_wall")]
    operations = [
        guard(
            "accounts_absence",
            AWAY_TODAY,
            rights="SELECT (id, ref, person_id, stand_in_id, starts_on, ends_on)",
            name="today",
        ),
        also("accounts_user", "id IN (SELECT stand_in_id FROM accounts_absence)", name="standing_in"),
    ]

from django.db import migrations

from portal.scoping.policies import public


class Migration(migrations.Migration):
    """Working time is a public catalog; clocks and what follows from them stay closed to participants."""

    dependencies = [("calendars", "0001_initial"), ("scoping", "0001_role")]
    operations = [
        public("calendars_calendar"),
        public("calendars_calendarversion"),
        public("calendars_holiday"),
    ]

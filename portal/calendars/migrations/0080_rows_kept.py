from django.db import migrations

from portal.audit.keeping import keep_history


class Migration(migrations.Migration):
    """What these rows were before a change is kept."""

    dependencies = [("calendars", "0002_wall"), ("audit", "0031_rows_kept")]
    operations = [
        keep_history("calendars_calendar"),
        keep_history("calendars_calendarversion", part_of="calendar_id"),
        keep_history("calendars_holiday", part_of="version_id"),
        keep_history("calendars_reminderplan"),
        keep_history("calendars_reminderlevel", part_of="plan_id"),
    ]

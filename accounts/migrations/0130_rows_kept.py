from django.db import migrations

from portal.audit.keeping import keep_history


class Migration(migrations.Migration):
    """What these rows were before a change is kept."""

    dependencies = [("accounts", "0051_market_figures_seen"), ("audit", "0031_rows_kept")]
    operations = [
        keep_history(
            "accounts_user", without=("password", "last_login", "theme", "time_zone", "shortcuts", "list_columns")
        ),
        keep_history("accounts_levelrights"),
        keep_history("accounts_department"),
        keep_history("accounts_team"),
        keep_history("accounts_topic"),
        keep_history("accounts_expertise", entries=True),
        keep_history("accounts_signoff"),
        keep_history("accounts_absence"),
        keep_history("accounts_mentoring"),
        keep_history("accounts_shadowing"),
        keep_history("accounts_apitoken", without=("digest", "token_key", "last_used_at")),
        keep_history("accounts_learningtemplate"),
        keep_history("accounts_retentionrule"),
        keep_history("accounts_reportrule"),
        keep_history("accounts_reportschedule", without=("next_on", "next_at")),
        keep_history("accounts_reportschedule_recipients", part_of="reportschedule_id", entries=True),
    ]

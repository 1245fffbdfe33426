from django.db import migrations

from portal.audit.keeping import keep_history


class Migration(migrations.Migration):
    """What these rows were before a change is kept."""

    dependencies = [("issues", "0060_areas_wall"), ("audit", "0031_rows_kept")]
    operations = [
        keep_history("issues_category"),
        keep_history("issues_disputerule"),
        keep_history("issues_marketraksubtype"),
        keep_history("issues_referraltime"),
        keep_history("issues_servicepolicy"),
        keep_history("issues_policyversion", part_of="policy_id"),
        keep_history("issues_servicetarget", part_of="version_id"),
        keep_history("issues_reviewpolicy"),
        keep_history("issues_reviewcriterion"),
        keep_history("issues_savedreply"),
        keep_history("issues_dutyshift"),
    ]

from django.db import migrations

from portal.audit.keeping import keep_history


class Migration(migrations.Migration):
    """What a disclosure was to hold before a change is kept."""

    dependencies = [("participants", "0152_counts_of_linked_people"), ("audit", "0031_rows_kept")]
    operations = [
        keep_history("participants_disclosureitem", part_of="line_id", entries=True),
    ]

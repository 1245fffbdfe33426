from django.db import migrations

from portal.audit.keeping import keep_history


class Migration(migrations.Migration):
    """What these rows were before a change is kept."""

    dependencies = [("documents", "0020_openings_of_entries"), ("audit", "0031_rows_kept")]
    operations = [
        keep_history("documents_protectionclass"),
        keep_history("documents_document", without=("name", "sha256", "size", "content_type")),
    ]

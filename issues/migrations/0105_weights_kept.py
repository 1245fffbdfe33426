from django.db import migrations

from portal.audit.keeping import keep_history


class Migration(migrations.Migration):
    """How work was weighed and entries were protected before a change is kept."""

    dependencies = [("issues", "0101_protected_wall"), ("audit", "0031_rows_kept")]
    operations = [
        keep_history("issues_workweights"),
        keep_history("issues_protectedentry"),
    ]

from django.db import migrations

from portal.scoping.policies import USER, leaves


class Migration(migrations.Migration):
    """A participant's user stores files under the own name only."""

    dependencies = [("documents", "0002_wall")]
    operations = [leaves("documents_document", "INSERT", f"uploaded_by_id = {USER}", name="uploaded")]

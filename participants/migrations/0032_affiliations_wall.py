from django.db import migrations

from portal.scoping.policies import WHOLE, guard, own


class Migration(migrations.Migration):
    """A company reads what it declared of itself, and nothing else that is on file about it or its family."""

    dependencies = [("participants", "0012_interactions_wall")]
    operations = [guard("participants_affiliation", f"{own('told_by_id')} AND {WHOLE}")]

from django.db import migrations

from portal.audit.keeping import GUARD, KEEP, NAME_EVENTS, UNGUARD


class Migration(migrations.Migration):
    """What rows were before a change is kept by triggers, named by the events of its transaction, and never changed."""

    dependencies = [("audit", "0021_sealing")]
    operations = [migrations.RunSQL(";".join((KEEP, NAME_EVENTS, GUARD)), reverse_sql=UNGUARD)]

from django.contrib.postgres.operations import BtreeGistExtension, CITextExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

from portal.scoping.policies import CREATE_ROLE


class Migration(migrations.Migration):
    """The participants' database role, and the extensions that later tables build on."""

    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(CREATE_ROLE, reverse_sql=migrations.RunSQL.noop),
        BtreeGistExtension(),
        CITextExtension(),
        TrigramExtension(),
        UnaccentExtension(),
    ]

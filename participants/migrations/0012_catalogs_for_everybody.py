from django.db import migrations

from portal.scoping.policies import public


class Migration(migrations.Migration):
    """Forms, lead times, obligations, change procedures and test flights are public catalogs of the operator."""

    dependencies = [
        ("participants", "0011_catalogs_of_forms_obligations_and_flights"),
        ("scoping", "0001_role"),
    ]
    operations = [
        public("participants_form"),
        public("participants_leadtime"),
        public("participants_obligationtype"),
        public("participants_changeprocedure"),
        public("participants_testflight"),
    ]

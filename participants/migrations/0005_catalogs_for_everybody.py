from django.db import migrations

from portal.scoping.policies import public


class Migration(migrations.Migration):
    """Requirements, forms, lead times, obligations, change procedures and test flights are public catalogs."""

    dependencies = [("participants", "0004_search_with_typos")]
    operations = [
        public("participants_requirementblock"),
        public("participants_blockversion"),
        public("participants_requirement"),
        public("participants_form"),
        public("participants_leadtime"),
        public("participants_obligationtype"),
        public("participants_changeprocedure"),
        public("participants_testflight"),
    ]

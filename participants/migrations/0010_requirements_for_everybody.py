from django.db import migrations

from portal.scoping.policies import public


class Migration(migrations.Migration):
    """What the operator asks of registrations is a public catalog."""

    dependencies = [("participants", "0009_requirements"), ("scoping", "0001_role")]
    operations = [
        public("participants_requirementblock"),
        public("participants_blockversion"),
        public("participants_requirement"),
    ]

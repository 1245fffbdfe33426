from django.db import migrations

from portal.scoping.policies import WHOLE, guard, own

ADMINISTRATORS = f"{own()} AND {WHOLE} AND current_setting('portal.quality', true) = 'admin'"


class Migration(migrations.Migration):
    """A company's administrators count whom each of its connections has linked, and read nothing else of it."""

    dependencies = [("participants", "0151_disclosure_items_wall")]
    operations = [
        guard("participants_signinidentity", ADMINISTRATORS, rights="SELECT (id, participant_id, connection_id)")
    ]

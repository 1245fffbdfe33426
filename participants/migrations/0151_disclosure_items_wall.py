from django.db import migrations

from portal.scoping.policies import guard, own

OF_A_LINE_TOLD = "line_id IN (SELECT id FROM participants_disclosureline)"


class Migration(migrations.Migration):
    """An owner's administrators read the items of the lines that they read."""

    dependencies = [("participants", "0140_rows_kept")]
    operations = [guard("participants_disclosureitem", f"{own()} AND {OF_A_LINE_TOLD}")]

from django.db import migrations

from portal.scoping.policies import REGISTRATIONS, WHOLE, covers, in_scope, narrow, own

ACCESS, OBLIGATIONS, PLAN = covers("'access'"), covers("'obligations'"), covers("'plan'")
OF_REGISTRATION = f"{own()} AND {in_scope('registration_id')}"
OWED = (
    f"{own()} AND ({WHOLE} OR registration_id = ANY ({REGISTRATIONS})"
    f" OR resource_id IN (SELECT id FROM participants_resource WHERE registration_id = ANY ({REGISTRATIONS})))"
)
CHANGE = f'{own()} AND {WHOLE} AND NOT "inner"'
BOTH = f"({own()} OR {own('representative_id')}) AND {WHOLE}"
COMPANY = f"{own()} AND {WHOLE}"
SENT = f"{COMPANY} AND state IN ('in_review', 'agreed', 'superseded')"


class Migration(migrations.Migration):
    """A membership limited to areas reads nothing of the others. Rows of a checklist, change, obligation or version
    follow it: their policies read the inner table through its own."""

    dependencies = [("participants", "0033_parents_on_file")]
    operations = [
        narrow("participants_checklist", f"{OF_REGISTRATION} AND {ACCESS}", former=OF_REGISTRATION),
        narrow("participants_officialletter", f"{OF_REGISTRATION} AND {ACCESS}", former=OF_REGISTRATION),
        narrow("participants_change", f"{CHANGE} AND {ACCESS}", former=CHANGE),
        narrow("participants_acknowledgment", f"{BOTH} AND {ACCESS}", former=BOTH),
        narrow("participants_bankaccount", f"{COMPANY} AND {ACCESS}", former=COMPANY),
        narrow("participants_obligation", f"{OWED} AND {OBLIGATIONS}", former=OWED),
        narrow("participants_planversion", f"{SENT} AND {PLAN}", former=SENT),
    ]

from django.db import migrations

from portal.scoping.policies import guard, own, public

OF_AN_ISSUE = f"{own()} AND issue_id IN (SELECT id FROM issues_issue)"


class Migration(migrations.Migration):
    """Participants read when they will be answered, and what was published of a grid event; nothing else of it."""

    dependencies = [("issues", "0003_working_wall")]
    operations = [guard("issues_issuetarget", OF_AN_ISSUE), public("issues_gridevent")]

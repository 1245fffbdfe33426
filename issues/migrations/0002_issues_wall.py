from django.db import migrations

from portal.scoping.policies import USER, guard, in_scope, own, public

OF_AN_ISSUE = f"{own()} AND issue_id IN (SELECT id FROM issues_issue)"


class Migration(migrations.Migration):
    """Participants read their issues and what was said to them, and write nothing of it themselves.

    Notes, verifications and counts are closed to them altogether. A membership narrowed to registrations reads the
    issues of those, and what its user raised.
    """

    dependencies = [("issues", "0001_initial"), ("participants", "0003_wall"), ("documents", "0002_wall")]
    operations = [
        public("issues_category"),
        guard("issues_issue", f"{own()} AND ({in_scope('registration_id')} OR reporter_id = {USER})"),
        guard("issues_issuestep", OF_AN_ISSUE),
        guard("issues_comment", OF_AN_ISSUE),
        guard("issues_commentfile", f"{own()} AND comment_id IN (SELECT id FROM issues_comment)"),
        guard("issues_watcher", f"{OF_AN_ISSUE} AND side = 'participant'"),
        guard("issues_externalreference", OF_AN_ISSUE),
    ]

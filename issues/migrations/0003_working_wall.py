from django.db import migrations

from portal.scoping.policies import USER, guard, own

OWN = f"{own()} AND person_id = {USER}"
OF_AN_OWN_ISSUE = f"{OWN} AND (issue_id IS NULL OR issue_id IN (SELECT id FROM issues_issue))"
ASKED = (
    "id, ref, created_at, issue_id, participant_id, person_id, sent_at, canceled_at, expires_at, answered_at, score,"
    " comment"
)


class Migration(migrations.Migration):
    """Participants' users keep drafts of their own, and read the surveys they were asked, without what is inside.

    Tags, links, mergings and the staff's drafts are closed to them altogether.
    """

    dependencies = [("issues", "0002_issues_wall")]
    operations = [
        guard("issues_mydraft", OF_AN_OWN_ISSUE, rights="SELECT, INSERT, UPDATE (text, more, saved_at), DELETE"),
        guard("issues_survey", OWN, rights=f"SELECT ({ASKED})"),
    ]

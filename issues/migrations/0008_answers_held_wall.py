from django.db import migrations

from portal.scoping.policies import narrow, own

OF_AN_ISSUE = f"{own()} AND issue_id IN (SELECT id FROM issues_issue)"
FREE = "issue_id IN (SELECT id FROM issues_issue WHERE held_until IS NULL OR held_until <= statement_timestamp())"
LEFT = "(seen_from IS NULL OR seen_from <= statement_timestamp())"


class Migration(migrations.Migration):
    """While an answer may still be taken back, participants read neither it nor what follows from it.

    Its files go with the comment. Words and targets of the issue are out of sight altogether for those seconds.
    """

    dependencies = [("issues", "0007_words_asked")]
    operations = [
        narrow("issues_comment", f"{OF_AN_ISSUE} AND {LEFT}", former=OF_AN_ISSUE),
        narrow("issues_issuestep", f"{OF_AN_ISSUE} AND {LEFT}", former=OF_AN_ISSUE),
        narrow("issues_issuetarget", f"{own()} AND {FREE}", former=OF_AN_ISSUE),
        narrow("issues_issuewords", FREE, former="issue_id IN (SELECT id FROM issues_issue)"),
    ]

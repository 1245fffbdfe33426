from django.db import migrations

from portal.scoping.policies import guard, own

SEEN = (
    'id, ref, created_at, participant_id, comment_id, issue_id, field, "inner", protection, basis_day,'
    " confidential_until, why_until, because, set_by_operator, set_at, released_at"
)
OF_WHAT_IS_SEEN = (
    "(EXISTS (SELECT 1 FROM issues_comment AS said WHERE said.id = comment_id)"
    " OR EXISTS (SELECT 1 FROM issues_issue AS about WHERE about.id = issue_id))"
)


class Migration(migrations.Migration):
    """Participants read how their comments and fields are protected, and never who of the staff judged it."""

    dependencies = [
        ("documents", "0020_openings_of_entries"),
        ("accounts", "0051_market_figures_seen"),
        ("issues", "0080_rows_kept"),
        ("participants", "0041_areas_wall"),
    ]
    operations = [
        guard("issues_protectedentry", f'{own()} AND NOT "inner" AND {OF_WHAT_IS_SEEN}', rights=f"SELECT ({SEEN})")
    ]

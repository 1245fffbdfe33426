from django.db import migrations

from portal.scoping.policies import guard, own, public

OF_AN_ISSUE = f"{own()} AND issue_id IN (SELECT id FROM issues_issue)"
OF_A_DISPUTE = f"{own()} AND dispute_id IN (SELECT id FROM issues_dispute)"


class Migration(migrations.Migration):
    """The settlement calendar, the rules and the subtypes are public catalogs; who imported is the staff's own.

    Participants read the windows, disputes, proceedings and MarkeTrak issues of the issues they see, and write none.
    """

    dependencies = [("issues", "0004_targets_wall")]
    operations = [
        public("issues_settlementdate"),
        public("issues_disputerule"),
        public("issues_marketraksubtype"),
        guard("issues_disputewindow", OF_AN_ISSUE),
        guard("issues_dispute", OF_AN_ISSUE),
        guard("issues_disputeday", OF_A_DISPUTE),
        guard("issues_disputestep", OF_A_DISPUTE),
        guard("issues_disputefile", OF_A_DISPUTE),
        guard("issues_adrcase", OF_A_DISPUTE),
        guard("issues_adrstep", f"{own()} AND case_id IN (SELECT id FROM issues_adrcase)"),
        guard("issues_marketrakitem", OF_AN_ISSUE),
        guard("issues_marketrakimport", OF_AN_ISSUE),
    ]

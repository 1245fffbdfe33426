from django.db import migrations

from portal.audit.keeping import keep_history


class Migration(migrations.Migration):
    """What these rows were before a change is kept."""

    dependencies = [("participants", "0111_reach_of_agencies_wall"), ("audit", "0031_rows_kept")]
    operations = [
        keep_history("participants_participant", without=("search_text",), whose="id"),
        keep_history("participants_registration"),
        keep_history("participants_contact"),
        keep_history("participants_contactrole", part_of="contact_id"),
        keep_history("participants_membership"),
        keep_history("participants_membership_registrations", part_of="membership_id", entries=True),
        keep_history("participants_agency"),
        keep_history("participants_agency_registrations", part_of="agency_id", entries=True),
        keep_history("participants_assignment"),
        keep_history("participants_complexity"),
        keep_history("participants_affiliation"),
        keep_history("participants_counterparty"),
        keep_history("participants_bankaccount", without=("sealed",)),
        keep_history("participants_factorpolicy", without=("reminded_on",)),
        keep_history("participants_signinconnection", without=("sealed_secret",)),
        keep_history("participants_signindomain", entries=True),
        keep_history("participants_signinidentity", without=("subject", "last_used_at"), entries=True),
        keep_history("participants_disclosure"),
        keep_history("participants_disclosureline", part_of="disclosure_id"),
        keep_history("participants_filerelease"),
        keep_history("participants_marketrole"),
        keep_history("participants_requirementblock"),
        keep_history("participants_blockversion", part_of="block_id"),
        keep_history("participants_requirement", part_of="version_id"),
        keep_history("participants_form"),
        keep_history("participants_leadtime"),
        keep_history("participants_obligationtype"),
        keep_history("participants_changeprocedure"),
        keep_history("participants_testflight"),
        keep_history("participants_plantemplate"),
        keep_history("participants_lettertemplate"),
        keep_history("participants_healthmeasure"),
    ]

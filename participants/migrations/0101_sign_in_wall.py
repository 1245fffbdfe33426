from django.db import migrations

from portal.scoping.policies import WHOLE, guard, own

ADMINISTRATORS = f"{own()} AND {WHOLE} AND current_setting('portal.quality', true) = 'admin'"
# All but the encrypted secret.
SHOWN = (
    "id, ref, created_at, participant_id, name, protocol, state, issuer, client_id, sso_url, certificate,"
    " trusts_factor, required, tested_at, trial, switched_at"
)


class Migration(migrations.Migration):
    """A company's administrators read its connections without their secrets; every write is an action's own."""

    dependencies = [("accounts", "0001_initial"), ("participants", "0091_data_exports_wall")]
    operations = [
        guard("participants_signinconnection", ADMINISTRATORS, rights=f"SELECT ({SHOWN})"),
        guard(
            "participants_signindomain",
            ADMINISTRATORS,
            rights="SELECT (id, ref, created_at, participant_id, domain, confirmed_at)",
        ),
        guard("participants_factorpolicy", own()),
    ]

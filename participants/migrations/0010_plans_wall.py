from django.db import migrations

from portal.scoping.policies import WHOLE, guard, own

COMPANY = f"{own()} AND {WHOLE}"
SENT = "state IN ('in_review', 'agreed', 'superseded')"
OF_A_VERSION = f"{COMPANY} AND version_id IN (SELECT id FROM participants_planversion)"
SHARED = f"{OF_A_VERSION} AND shared"


class Migration(migrations.Migration):
    """Participants read the shared part of plans that were sent for sign-off, and write nothing of it themselves.

    Remarks, proposals, what is inside, and when one was last in touch are closed to them altogether.
    """

    dependencies = [("participants", "0009_participants_never_judge")]
    operations = [
        guard("participants_planversion", f"{COMPANY} AND {SENT}"),
        guard("participants_accountplan", f"{COMPANY} AND id IN (SELECT plan_id FROM participants_planversion)"),
        guard("participants_planstep", OF_A_VERSION),
        guard("participants_planobjective", SHARED),
        guard("participants_plantask", SHARED),
        guard("participants_planrisk", SHARED),
        guard("participants_planstakeholder", SHARED),
        guard("participants_planmilestone", SHARED),
        guard(
            "participants_plandependency",
            f"{COMPANY} AND task_id IN (SELECT id FROM participants_plantask)"
            " AND after_id IN (SELECT id FROM participants_plantask)",
        ),
        guard("participants_planreview", f"{COMPANY} AND plan_id IN (SELECT id FROM participants_accountplan)"),
        guard(
            "participants_reviewpoint",
            f"{COMPANY} AND shared AND review_id IN (SELECT id FROM participants_planreview)",
        ),
    ]

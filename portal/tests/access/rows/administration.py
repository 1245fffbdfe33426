"""Django's admin: supervisors, and auditors who only read. Every model of it is named."""

from portal.tests.access.profiles import Profile, Row, few, form, page, profile, row

ENTER = few(profile(participants="missing", staff="forbidden", auditor="ok", supervisor="ok"))
EDIT = few(profile(participants="missing", staff="forbidden", supervisor="ok"))
NOBODY = few(profile(participants="missing", staff="forbidden"))
UNKNOWN = ENTER | {"auditor": "missing", "supervisor": "missing"}

# The row that the model's addresses name.
CATALOGS = {
    "accounts_department": "department",
    "accounts_team": "team",
    "participants_marketrole": "market_role",
    "participants_form": "form",
    "documents_protectionclass": "protection_class",
    "participants_leadtime": "lead_time",
    "participants_obligationtype": "obligation_type",
    "participants_changeprocedure": "change_procedure",
    "calendars_reminderplan": "reminder_plan",
    "issues_referraltime": "referral_time",
}
READ_ONLY = {
    "participants_testflight": "flight",
    "accounts_user": "person",
    "accounts_invitation": "joiner",
    "participants_participant": "participant",
    "participants_registration": "registration",
    "participants_officialletter": "official_letter",
    "participants_counterparty": "counter_party",
    "participants_checklist": "checklist",
    "participants_checklistitem": "item",
    "participants_waiver": "waiver",
    "participants_contact": "contact",
    "participants_membership": "membership",
    "participants_assignment": "assignment",
    "participants_application": "application",
    "participants_change": "change",
    "participants_bankaccount": "bank_account",
    "participants_glassbreak": "glass_break",
    "participants_obligation": "obligation",
    "participants_campaign": "campaign",
    "participants_joining": "joining",
    "training_article": "article",
    "training_coursesession": "session",
    "training_enrollment": "enrollment",
    "outbox_outboundmessage": "failed_message",
    "training_course": "course",
    "training_learningpath": "learning_path",
    "outbox_addresstrouble": "address_trouble",
}


def of_model(model: str, named: str, *, edit: Profile) -> dict[str, Row]:
    """The pages of one model; `edit` tells who may add and change. Nothing is ever deleted there."""
    one = {"object_id": named + ".pk"}
    app, name = model.split("_", 1)
    return {
        f"admin:{model}_changelist": row(get=ENTER, post=ENTER),
        f"admin:{model}_add": form(edit),
        f"admin:{model}_change": row(get=ENTER, post=edit, of=one),
        f"admin:{model}_delete": form(NOBODY, of=one),
        f"admin:{model}_history": row(get=ENTER, post=ENTER, of=one),
        f"admin/{app}/{name}/<path:object_id>/": row(get=ENTER, post=ENTER, of=one),
    }


ROWS: dict[str, Row] = {
    "admin:index": row(get=ENTER, post=ENTER),
    "admin:records": row(get=ENTER, post=ENTER),
    "dashboards:figures": page(profile(participants="missing", staff="forbidden", auditor="ok", supervisor="ok")),
    "admin:app_list": row(get=ENTER, post=ENTER, of={"app_label": "=accounts"}),
    "admin:jsi18n": page(ENTER),
    "admin:autocomplete": row(get=NOBODY, post=NOBODY | {"auditor": "method", "supervisor": "method"}),
    "admin:view_on_site": row(get=UNKNOWN, post=UNKNOWN, of={"content_type_id": "=0", "object_id": "=0"}),
    "admin/(?P<url>.*)$": row(get=UNKNOWN, post=UNKNOWN, of={"url": "=nothing"}),
    # These lead to our own pages.
    "admin:login": row(get=ENTER, post=ENTER),
    "admin:logout": row(get=ENTER, post=ENTER),
    "admin:password_change": row(get=ENTER, post=ENTER),
    "admin:password_change_done": page(ENTER),
}
for _model, _named in READ_ONLY.items():
    ROWS |= of_model(_model, _named, edit=NOBODY)
for _model, _named in CATALOGS.items():
    ROWS |= of_model(_model, _named, edit=EDIT)
# Its codes are those of the market: corrected, never invented.
for _model in ("marketrole", "form", "leadtime", "obligationtype", "changeprocedure"):
    ROWS[f"admin:participants_{_model}_add"] = form(NOBODY)
ROWS["admin:issues_referraltime_add"] = form(NOBODY)
ROWS["admin:documents_protectionclass_add"] = form(NOBODY)

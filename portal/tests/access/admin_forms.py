"""What somebody could send to Django's admin around its forms: every field of a model, every action, every button."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEvent

# Kept by the actions themselves beside what was changed, and named by no event.
BESIDE = {"edited", "edited_at", "updated_at"}
NEVER = date(2001, 2, 3)
Sent = dict[str, Any]


def registered() -> list[tuple[type[models.Model], admin.ModelAdmin]]:
    return sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label)


def sendings(client: Client, model: type[models.Model], row: models.Model) -> Iterator[tuple[str, str, Sent]]:
    """What is tried on one row: words for it, an address, and what is sent there."""
    name, change = f"admin:{model._meta.label_lower.replace('.', '_')}", "_change"
    forged = {field.name: other(field, field.value_from_object(row)) for field in model._meta.concrete_fields}
    forged = {name: value for name, value in forged.items() if value is not None}
    offered = as_offered(client, reverse(name + change, args=[row.pk]))
    yield "add with every field", reverse(name + "_add"), forged | offered | {"_save": "1"}
    yield "change with every field", reverse(name + change, args=[row.pk]), offered | forged | {"_save": "1"}
    # Where nothing is offered, all fields at once are refused as each of them would be.
    for field, value in forged.items() if offered else ():
        yield f"change {field}", reverse(name + change, args=[row.pk]), offered | {field: value, "_save": "1"}
    yield "delete", reverse(name + "_delete", args=[row.pk]), {"post": "yes"}
    chosen = {"_selected_action": [str(row.pk)], "index": "0", "select_across": "1", "post": "yes"}
    for action in {"delete_selected", *map(str, admin.site._registry[model].actions)}:
        yield f"action {action}", reverse(name + "_changelist"), chosen | {"action": action}
    rows = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": str(row.pk), "_save": "1"}
    yield (
        "edit in the list",
        reverse(name + "_changelist"),
        rows | {f"form-0-{key}": one for key, one in forged.items()},
    )


def as_offered(client: Client, path: str) -> Sent:
    """The form of a page as a browser would send it untouched; nothing where there is no form."""
    context = getattr(client.get(path), "context_data", {})
    shown = context.get("adminform")
    if not shown:
        return {}
    forms = [shown.form]
    for inline in context.get("inline_admin_formsets", ()):
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {bound.html_name: sent(bound.value()) for form in forms for bound in form}


def sent(value: Any) -> Any:
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return "" if value is None else str(value)


def other(field: models.Field, value: Any) -> Any:
    """Another value that the field's kind allows, as a form would send it; None where there is none."""
    if field.primary_key:
        return None
    if field.choices:
        return next((str(one) for one, _words in field.flatchoices if one not in {value, ""}), None)
    if field.is_relation:
        rows = field.remote_field.model._default_manager
        return next((str(pk) for pk in rows.exclude(pk=value).values_list("pk", flat=True)[:1]), None)
    if isinstance(field, models.BooleanField):
        return "" if value else "on"
    if isinstance(field, models.DateTimeField):
        return f"{NEVER} 04:05:00"
    if isinstance(field, models.DateField):
        return NEVER.isoformat()
    if isinstance(field, models.IntegerField | models.DecimalField):
        return str((value or 0) + 1)
    return f"{value or ''}x"[-(getattr(field, "max_length", None) or 100) :]


def held(model: type[models.Model]) -> dict[Any, Sent]:
    """All rows of a model by key."""
    return {row["pk"]: row for row in model._base_manager.annotate(pk=models.F(model._meta.pk.name)).values()}


def unrecorded(
    model: type[models.Model], before: dict[Any, Sent], after: dict[Any, Sent], last_event: int
) -> Iterator[str]:
    """Each field that differs now and that no event since then names for its row."""
    told: dict[str, set[str]] = {}
    fields = {field.name for field in model._meta.concrete_fields}
    for event in AuditEvent.objects.filter(pk__gt=last_event, object_type=model._meta.label_lower):
        told.setdefault(event.object_ref if "ref" in fields else "", set()).update(event.changes)
    yield from (f"row {pk} is gone" for pk in before.keys() - after.keys())
    for pk, row in after.items():
        known = told.get(row.get("ref", ""))
        if pk not in before and known is None:
            yield f"row {pk} is new"
        for name in (name for name, value in before.get(pk, row).items() if value != row[name]):
            if known is None or name.removesuffix("_id") not in known | BESIDE:
                yield f"{name} of row {pk}"

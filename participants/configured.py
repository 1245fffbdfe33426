"""The catalogs about participants, as sections of the configuration file."""

from typing import Any

from participants.actions import catalog_entries
from participants.actions.catalog import CHANGEABLE as ROLE
from participants.actions.catalog import change_role
from participants.actions.catalog_entries import change_entry
from participants.actions.flights import FIELDS as FLIGHT
from participants.actions.flights import add_flight, change_flight
from participants.actions.health_measures import change_measure
from participants.actions.letter_templates import change_template
from participants.choices import HealthRowKind
from participants.models import (
    ChangeProcedure,
    Form,
    HealthMeasure,
    LeadTime,
    LetterTemplate,
    MarketRole,
    ObligationType,
    TestFlight,
)
from portal.lifecycle import configuration
from portal.lifecycle.configured_rows import part_of


def register() -> None:
    configuration.register(
        part_of(
            MarketRole,
            name="market-roles",
            title="Market roles",
            fields=sorted(ROLE),
            change=change_role,
            argument="role",
        )
    )
    for model in (Form, LeadTime, ObligationType, ChangeProcedure):
        configuration.register(
            part_of(
                model,
                name=str(model._meta.verbose_name_plural).replace(" ", "-"),
                title=str(model._meta.verbose_name_plural).capitalize(),
                fields=sorted(catalog_entries.CHANGEABLE[model]),
                change=change_entry,
                argument="entry",
            )
        )
    configuration.register(
        part_of(
            TestFlight,
            name="test-flights",
            title="Test flights",
            fields=sorted(FLIGHT - {"code"}),
            change=change_flight,
            argument="flight",
            add=add_flight,
        )
    )
    configuration.register(
        part_of(
            HealthMeasure,
            name="measures-of-health",
            title="Measures of relationship health",
            fields=("weight", "terms", "about"),
            change=_change_measure,
            argument="measure",
            with_reason=True,
        )
    )
    configuration.register(
        part_of(
            LetterTemplate,
            name="templates-of-letters",
            title="Templates of letters",
            fields=("title", "text"),
            change=change_template,
            argument="template",
            rows=lambda: LetterTemplate.objects.exclude(code="").filter(ended_at=None),
            whole=True,
        )
    )


def _change_measure(*, measure: HealthMeasure, **fields: Any) -> None:
    """Rows that are no measure hold numbers only: their weight is none."""
    if measure.kind != HealthRowKind.MEASURE and not fields.get("weight"):
        fields.pop("weight", None)
    change_measure(measure=measure, **fields)

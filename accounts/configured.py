"""What supervisors configure about people and departments, as sections of the configuration file."""

from collections.abc import Iterable
from typing import Any

from accounts.actions.departments import add_department, change_department
from accounts.actions.level_rights import change_level
from accounts.actions.retention import change_retention
from accounts.actions.topic_catalog import add_topic, change_topic
from accounts.models import Department, LevelRights, RetentionRule, Topic
from portal.lifecycle import configuration
from portal.lifecycle.configuration import Part, Values
from portal.lifecycle.configured_rows import part_of

DEPARTMENT = ("name", "answers_on", "first_questions", "desk_phones", "outside", "active", "source", "verified")


def register() -> None:
    configuration.register(
        part_of(
            Department,
            name="departments",
            title="Departments",
            fields=DEPARTMENT,
            change=_change_department,
            argument="department",
            add=add_department,
        )
    )
    configuration.register(
        part_of(
            Topic,
            name="topics",
            title="Topics",
            fields=("name", "about"),
            change=change_topic,
            argument="topic",
            add=add_topic,
        )
    )
    configuration.register(
        part_of(
            RetentionRule,
            name="retention",
            title="Retention of personal data",
            fields=("keep_days", "active"),
            change=change_retention,
            argument="rule",
            with_reason=True,
            whole=True,
        )
    )
    configuration.register(Part("levels", "Rights of levels", levels, _change_level))


def levels() -> dict[str, Values]:
    return {row.level: {"rights": sorted(row.held)} for row in LevelRights.objects.order_by("pk")}


def _change_department(*, department: Department, **fields: Any) -> None:
    """Who leads a department is no part of the file: people are not configuration."""
    change_department(department=department, lead=department.lead, **fields)


def _change_level(code: str, values: Values, names: Iterable[str], **who: Any) -> None:
    change_level(level=LevelRights.objects.get(level=code), rights=values["rights"], **who)

"""Supervisors keep the topics; what is in use stays."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.actions.topic_catalog import change_topic, restore_topic, retire_topic
from accounts.actions.topics import load_topics
from accounts.models import Topic, User
from issues.tests.factories import CategoryFactory
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db
PAGE = "/staff/topics/edit/"


def test_topics_are_kept_on_their_page(
    supervisor: User, senior: User, signed_in: Callable[[User], Client], now: datetime
) -> None:
    load_topics(now=now)
    client = signed_in(supervisor)
    new = {"then": "add", "code": "storage", "name": "Storage", "about": "Batteries"}
    assert signed_in(senior).post(PAGE, new).status_code == 403
    assert client.post(PAGE, new).status_code == 302
    for wrong, words in (
        ({}, "There is a topic with this code already"),
        ({"code": "Big-One"}, "small letters"),
        ({"code": "other", "name": "storage"}, "“storage” is a topic already"),
    ):
        refused = client.post(PAGE, new | wrong)
        assert (refused.status_code, words in refused.content.decode()) == (422, True), wrong
    client.post(PAGE, {"then": "change", "topic": "storage", "name": "Energy storage", "about": "Batteries"})
    client.post(PAGE, {"then": "retire", "topic": "storage"})
    kept = Topic.objects.get(code="storage")
    assert (kept.name, kept.active, kept.edited) == ("Energy storage", False, True)
    assert kept not in Topic.objects.in_use()
    client.post(PAGE, {"then": "restore", "topic": "storage"})
    assert Topic.objects.get(code="storage").active
    assert client.post(PAGE, {"then": "retire"}).status_code == 422


def test_a_topic_in_use_is_not_retired(supervisor: User, senior: User, now: datetime) -> None:
    load_topics(now=now)
    crr, general = Topic.objects.get(code="crr"), Topic.objects.get(code=Topic.GENERAL)
    category = CategoryFactory(code="WM-CRR", name="Auctions", topic=crr)
    given = {"by": supervisor, "now": now}
    with pytest.raises(NotPermitted):
        retire_topic(topic=crr, by=senior, now=now)
    with pytest.raises(Refused, match="in use: the category “Auctions”"):
        retire_topic(topic=crr, **given)
    with pytest.raises(Refused, match="it stays"):
        retire_topic(topic=general, **given)
    category.topic = general
    category.save()
    assert not retire_topic(topic=crr, **given).active
    change_topic(topic=general, name=crr.name + " and more", **given)
    change_topic(topic=general, name=crr.name, **given)
    with pytest.raises(Refused, match="is a topic already"):
        restore_topic(topic=crr, **given)
    assert load_topics(now=now) == 0, "what was edited here stays"

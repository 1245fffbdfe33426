"""Every page of participants answers each kind of person as it should: own pages open, others' do not exist."""

import pytest
from django.urls import reverse

SECTIONS = ["detail", "people", "resources", "agencies", "assignments", "timeline"]
FORMS = ["participant-change", "registration-add", "contact-add", "member-invite", "resource-add"]
FORMS += ["representation-start", "agency-grant"]
MY = ["my-home", "my-company", "my-people", "my-resources", "my-agencies"]
MEMBERS_ONLY = {"my-resources", "my-agencies"}
MY_FORMS = ["my-contact-add", "my-member-invite", "my-agency-grant"]


def row_urls(rows):
    """Pages about one row each, by the row's own reference."""
    return [
        reverse("participants:registration-detail", args=[rows.qse.ref]),
        reverse("participants:registration-change", args=[rows.qse.ref]),
        reverse("participants:contact-change", args=[rows.contact.ref]),
        reverse("participants:contact-remove", args=[rows.contact.ref]),
        reverse("participants:role-give", args=[rows.contact.ref]),
        reverse("participants:role-end", args=[rows.representative.ref]),
        reverse("participants:resource-change", args=[rows.resource.ref]),
        reverse("participants:resource-retire", args=[rows.resource.ref]),
        reverse("participants:representation-end", args=[rows.representation.ref]),
    ]


def pages_of(rows):
    ref = rows.participant.ref
    names = [f"participant-{section}" for section in SECTIONS] + FORMS
    return [reverse(f"participants:{name}", args=[ref]) for name in names] + row_urls(rows)


def test_an_outsider_finds_no_page_of_the_desk(signed_in, outsider, lantern):
    client = signed_in(outsider)
    for url in [*pages_of(lantern), reverse("participants:participant-list"), reverse("audit:audit-list")]:
        assert client.get(url).status_code == 404, url


def test_the_account_manager_opens_every_page_of_an_assigned_participant(signed_in, manager, lantern):
    client = signed_in(manager)
    for url in pages_of(lantern):
        assert client.get(url).status_code == 200, url


def test_a_colleague_reads_but_is_told_why_not_to_change(signed_in, colleague, lantern):
    client = signed_in(colleague)
    for section in SECTIONS:
        assert (
            client.get(reverse(f"participants:participant-{section}", args=[lantern.participant.ref])).status_code
            == 200
        )
    for name in FORMS:
        response = client.get(reverse(f"participants:{name}", args=[lantern.participant.ref]))
        assert response.status_code == 403, name
        assert "assigned to this participant" in response.content.decode()


@pytest.mark.parametrize("persona", ["supervisor", "auditor", "specialist", "coordinator", "senior", "manager"])
def test_each_kind_of_staff_has_a_home(request, signed_in, persona, lantern):
    assert signed_in(request.getfixturevalue(persona)).get("/").status_code == 200


def test_supervisor_pages_open(signed_in, supervisor, lantern, mesa):
    client = signed_in(supervisor)
    urls = [
        reverse("participants:participant-list") + f"?view={view}"
        for view in ("all", "mine", "unassigned", "missing", "gaps", "restricted")
    ]
    urls += [reverse("participants:joining-list"), reverse("audit:audit-list"), reverse("participants:participant-add")]
    urls.append(reverse("participants:hand-over", args=[lantern.assignment.person.ref]))
    urls.append(reverse("participants:assignment-assign", args=[lantern.participant.ref]))
    urls.append(reverse("participants:assignment-replace", args=[lantern.assignment.ref]))
    urls.append(reverse("participants:assignment-end", args=[lantern.assignment.ref]))
    pair = f"?kept={lantern.participant.ref}&absorbed={mesa.participant.ref}"
    urls += [reverse("participants:joining-preview") + pair, reverse("accounts:staff-hand-over")]
    for url in urls:
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize("persona", ["org_admin", "member", "outsider", "agent", "prospect"])
def test_every_participants_user_has_own_pages(request, signed_in, persona):
    client = signed_in(request.getfixturevalue(persona))
    for name in MY:
        # What only companies of the market have does not exist for one that applies.
        closed = persona == "prospect" and name in MEMBERS_ONLY
        assert client.get(reverse(name)).status_code == (404 if closed else 200), name


def test_only_administrators_get_forms_about_people(signed_in, org_admin, member):
    for name in MY_FORMS:
        assert signed_in(org_admin).get(reverse(name)).status_code == 200, name
        assert signed_in(member).get(reverse(name)).status_code == 403, name


def test_staff_have_no_participants_side(signed_in, manager):
    for name in MY:
        assert signed_in(manager).get(reverse(name)).status_code == 404, name


@pytest.mark.parametrize(
    "target",
    [
        "/participants/?q=%00",
        "/participants/options/qse/?q=%00a",
        "/audit/?of=%00",
        "/search/?q=%00lantern",
        "/admin/accounts/user/?role__exact=%00",
    ],
)
def test_an_address_no_text_can_hold_is_a_bad_request(signed_in, supervisor, target):
    assert signed_in(supervisor).get(target).status_code == 400

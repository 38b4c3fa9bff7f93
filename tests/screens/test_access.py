"""Every address: a stranger is sent away, another commune's officer finds nothing, a viewer changes nothing."""

from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.tasks import Task, TaskGroup

pytestmark = pytest.mark.address

# A calendar has no session: it is let in by the secret in its address, and tests/screens/test_calendars.py tries it.
OPEN_TO_ALL = {"sign-in", "sign-out", "calendar-feed"}
EXAMPLES = {
    "name": "unit.name",
    "slug": "21499-annual-2025",
    "position": 1,
    "component": "DA1",
    "cell": "central-recurrent",
    "key": "ty-le-ngheo.down-to",
    "indicator": "ty-le-ngheo",
    "sheet": "budget",
    "group": 1,
    "pk": 1,
    "scope": "21499-2025",
    "picture": "reports-map",
    "digest": "0",
    "width": "wide",
    "period": "51-year-2025",
    "code": "21499",
    "secret": "khong-co",
}
# A table that has a grid; that of money has none.
EXAMPLES_OF = {"entry-grid": {"sheet": "allocation"}, "entry-save": {"sheet": "allocation"}}
READING = {
    "plan",
    "plan-check",
    "plan-figure",
    "plan-story",
    "plan-preview",
    "plan-pdf",
    "plan-docx",
    "plan-bundle",
    "plan-workbook",
    "target-list",
    "assignment",
    "assignment-adopted",
    "assignment-adopted-target",
    "allocation",
    "budget",
    "project-list",
    "task-list",
    "plan-signed",
    "plan-difference",
    "plan-adjustment",
    "former-figures",
    "sheet-template",
}
POST_ONLY = {
    "plan-discard",
    "plan-offer",
    "plan-withdraw",
    "target-adopt",
    "target-remove",
    "task-remove",
    "project-remove",
    "source-move",
    "source-remove",
    "section-save",
    "section-add",
    "section-move",
    "section-delete",
    "entry-save",
    "sheet-apply",
    "sheet-discard",
    "sheet-undo",
}
# Read by GET, changed by POST.
BOTH = {"source-list", "budget-stages", "entry-grid"}
# Without a workbook that waits they lead back to the upload: they have tests of their own in tests/sheets.
OF_AN_UPLOAD = {"sheet-preview", "sheet-marked"}
# Open to another role, or in another state of the plan: they have tests of their own in tests/issuing.
OF_A_SIGNER, OF_A_PLAN_IN_FORCE = {"plan-issue"}, {"plan-adjust"}


def patterns(resolver=None):
    """All named addresses of ours, the admin's left out: it has tests of its own."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver) and entry.namespace != "admin":
            yield from patterns(entry)
        elif isinstance(entry, URLPattern) and entry.name:
            yield entry


def address(pattern):
    converters = pattern.pattern.converters
    ids = {name: UUID(int=1) for name, converter in converters.items() if isinstance(converter, UUIDConverter)}
    examples = EXAMPLES | EXAMPLES_OF.get(pattern.name, {})
    return reverse(pattern.name, kwargs={name: ids.get(name) or examples[name] for name in converters})


ALL = {pattern.name: pattern for pattern in patterns()}
OF_A_PLAN = sorted(name for name, pattern in ALL.items() if "slug" in pattern.pattern.converters)
CHANGING = sorted(set(OF_A_PLAN) - READING - BOTH)


@pytest.fixture(autouse=True)
def _task(request):
    """Every example has something to lead to."""
    if "plan" in request.fixturenames:
        plan = request.getfixturevalue("plan")
        group = TaskGroup.objects.create(plan=plan, position=1, title="Nhóm")
        Task.objects.create(plan=plan, group=group, position=1, content="Việc", lead="Phòng Kinh tế")


def test_there_are_addresses_to_try():
    assert len(OF_A_PLAN) > 12


@pytest.mark.parametrize("name", sorted(set(ALL) - OPEN_TO_ALL))
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_has_not_signed_in_is_sent_to_do_so(name, method, client, plan):
    response = getattr(client, method)(address(ALL[name]))

    assert response.status_code == 302
    assert response.url.startswith(reverse("sign-in"))


@pytest.mark.parametrize("name", OF_A_PLAN)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_officer_of_another_commune_finds_nothing(name, method, client, plan, tam):
    client.force_login(tam)

    response = getattr(client, method)(address(ALL[name]))

    assert response.status_code in ({404, 405} if method == "post" or name in POST_ONLY else {404})
    assert plan.subject not in response.content.decode()


@pytest.mark.parametrize("name", CHANGING)
def test_a_viewer_sees_the_plan_and_changes_nothing(name, client, plan, hoa):
    client.force_login(hoa)

    statuses = {client.get(address(ALL[name])).status_code, client.post(address(ALL[name])).status_code}

    assert statuses <= {403, 405}
    assert 403 in statuses


def test_a_viewer_reads_a_grid_and_saves_nothing_in_it(client, plan, hoa):
    client.force_login(hoa)
    grid, save = address(ALL["entry-grid"]), address(ALL["entry-save"])

    assert client.get(grid).status_code == 200
    assert client.post(grid, {"base": "{}"}).status_code == 403
    assert client.post(save, {"cells": []}, content_type="application/json").status_code == 403
    assert client.get(save).status_code == 405


@pytest.mark.parametrize("name", sorted(set(CHANGING) - OF_A_PLAN_IN_FORCE))
def test_an_issued_plan_is_changed_by_nobody(name, client, plan, lan):
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)
    client.force_login(lan)

    statuses = {client.get(address(ALL[name])).status_code, client.post(address(ALL[name])).status_code}

    assert statuses <= {403, 405}


@pytest.mark.parametrize("name", sorted(set(OF_A_PLAN) - OF_AN_UPLOAD - POST_ONLY - OF_A_SIGNER - OF_A_PLAN_IN_FORCE))
def test_an_editor_is_shown_each_page_under_a_strict_policy(name, client, plan, lan):
    client.force_login(lan)

    response = client.get(address(ALL[name]))

    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "?year=abc", "?year=999999999999", "?words=%00", "?words=" + "a" * 500]
)
def test_an_odd_question_is_answered(query, client, plan, lan):
    client.force_login(lan)

    assert client.get(reverse("plan-list") + query).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/plans/nowhere/",
        "/plans/21499-annual-2025/sections/99/",
        "/plans/21499-annual-2025/budget/DA9/central-recurrent/",
        "/plans/21499-annual-2025/budget/DA1/nowhere/",
        "/plans/21499-annual-2025/targets/nothing/",
        "/plans/21499-annual-2025/import/nothing/",
    ],
)
def test_what_is_not_there_is_not_found(path, client, plan, lan):
    client.force_login(lan)

    response = client.get(path)

    assert response.status_code == 404
    assert "Không tìm thấy" in response.content.decode()

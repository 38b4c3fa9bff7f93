"""Who sees and who edits which plan."""

import pytest
from django.contrib.auth.models import AnonymousUser

from budgets.models import BudgetLine
from indicators.models import Target
from planning.people.reach import units_below, units_within
from planning.people.roles import Action, Role
from planning.places.units import Succession
from planning.plans.parts import Citation, Section
from planning.plans.permissions import OPEN, Status, may
from planning.plans.plans import Plan
from projects.models import ProjectPlan
from tests.conftest import make_person, make_plan


def seen(user):
    return set(Plan.objects.visible_to(user).values_list("slug", flat=True))


def edited(user):
    return set(Plan.objects.editable_by(user).values_list("slug", flat=True))


def test_an_editor_edits_the_plans_of_the_own_unit(plan, province_plan, lan):
    assert edited(lan) == {"21499-annual-2025"}


def test_a_viewer_sees_and_edits_nothing(plan, hoa):
    assert seen(hoa) == {"21499-annual-2025"}
    assert edited(hoa) == set()


def test_a_person_of_another_commune_sees_nothing(plan, province_plan, tam):
    assert seen(tam) == set()


def test_a_provincial_officer_sees_the_communes_and_edits_the_province(plan, province_plan, minh):
    assert seen(minh) == {"21499-annual-2025", "51-annual-2025"}
    assert edited(minh) == {"51-annual-2025"}


def test_the_new_unit_keeps_the_plans_of_the_units_it_took_over(plan, programme, places, lan):
    old = Plan.objects.create(
        slug="21500-annual-2024",
        unit=places.ba_giang,
        programme=programme,
        first_year=2024,
        last_year=2024,
        subject="Kế hoạch xã Ba Giang",
        place="Ba Giang",
    )

    assert old.slug in edited(lan)


def test_who_took_over_a_part_only_sees_the_former_plans_and_changes_none(places, programme, tam):
    Succession.objects.create(
        reorganisation=places.reform, predecessor=places.ba_giang, successor=places.ba_to, is_partial=True
    )
    make_plan(places.ba_giang, programme, "21500-annual-2024", year=2024)

    assert seen(tam) == {"21500-annual-2024"}
    assert edited(tam) == set()
    assert places.ba_giang in units_below(tam)
    assert places.ba_giang not in units_within(tam, Action.EDIT)


def test_a_plan_in_force_is_seen_below_and_a_draft_is_not(plan, province_plan, lan):
    assert seen(lan) == {"21499-annual-2025"}

    Plan.objects.filter(pk=province_plan.pk).update(status=Status.ISSUED)

    assert seen(lan) == {"21499-annual-2025", "51-annual-2025"}
    assert edited(lan) == {"21499-annual-2025"}


def test_an_issued_plan_is_edited_by_nobody(plan, lan, keeper):
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)

    assert edited(lan) == set()
    assert edited(keeper) == set()


def test_the_keeper_of_reference_data_reaches_all(plan, province_plan, keeper):
    assert edited(keeper) == {"21499-annual-2025", "51-annual-2025"}


def test_who_has_not_signed_in_or_has_left_sees_nothing(plan, lan):
    lan.is_active = False

    assert seen(AnonymousUser()) == set()
    assert seen(lan) == set()


def test_someone_without_a_post_sees_nothing(plan):
    assert seen(make_person("moi", "Người mới")) == set()


@pytest.mark.parametrize("model", [BudgetLine, Target, Section, Citation, ProjectPlan])
def test_rows_of_a_plan_are_reached_as_the_plan_is(model, plan, lan, hoa, tam, minh):
    rows = model.objects.of_plan(plan).count()

    assert model.objects.visible_to(hoa).count() == rows
    assert model.objects.editable_by(lan).count() == rows
    assert model.objects.editable_by(minh).count() == 0
    assert model.objects.visible_to(tam).count() == 0


def test_reaching_costs_one_query_however_many_units_there_are(plan, province_plan, minh, django_assert_num_queries):
    with django_assert_num_queries(1):
        seen(minh)


TABLE = {
    (Status.DRAFT, Role.EDITOR): {Action.VIEW, Action.EDIT, Action.IMPORT},
    (Status.DRAFT, Role.SIGNER): {Action.VIEW, Action.ISSUE},
    (Status.DRAFT, Role.VIEWER): {Action.VIEW},
    (Status.ISSUED, Role.EDITOR): {Action.VIEW, Action.ADJUST},
    (Status.ISSUED, Role.SIGNER): {Action.VIEW},
    (Status.ISSUED, Role.VIEWER): {Action.VIEW},
    (Status.SUPERSEDED, Role.EDITOR): {Action.VIEW},
    (Status.SUPERSEDED, Role.SIGNER): {Action.VIEW},
    (Status.SUPERSEDED, Role.VIEWER): {Action.VIEW},
}


@pytest.mark.parametrize(("status", "role"), [(status, role) for status in Status for role in Role])
def test_status_role_and_action_agree_with_the_table(status, role):
    assert {action for action in Action if may(role, action, status)} == TABLE[status, role]


def test_every_status_says_what_is_open():
    assert set(OPEN) == set(Status)


def test_a_plan_that_was_in_force_above_stays_visible_below(plan, province_plan, lan):
    Plan.objects.filter(pk=province_plan.pk).update(status=Status.SUPERSEDED)

    assert seen(lan) == {"21499-annual-2025", "51-annual-2025"}

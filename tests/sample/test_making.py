"""Making the sample province twice gives the same rows; taking it away leaves nothing and touches nothing else."""

import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from budgets.models import Allocation, BudgetLine, Payment
from budgets.paying.places import TOLD
from indicators.models import AssignedTarget, HouseholdReview, PeriodResult, PovertyMovement, Result, Target
from indicators.reporting.actions import FIGURES
from planning.documents.issued import IssuedDocument
from planning.official.models import OfficialForm
from planning.people.roles import Role
from planning.people.users import Post, User
from planning.places.units import Succession, Unit
from planning.plans.parts import Section
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from planning.sample import parts
from planning.sample.actions import SampleIsInUse, make_sample, remove_sample, replace_sample
from planning.sample.parts import Size
from planning.tracking.progress import TaskProgress
from planning.tracking.recommendations.model import Recommendation
from planning.tracking.submissions import Submission
from tests.conftest import make_plan

REVIEWED = [field.name for field in HouseholdReview._meta.concrete_fields if field.name not in ("id", "unit")]
MOVED = [field.name for field in PovertyMovement._meta.concrete_fields if field.name not in ("id", "unit")]
CELL = ("component__code", "source__code", "nature")
CONTENTS = (
    (Unit, ("code", "name", "prefix", "kind", "parent__code", "valid_from", "valid_to")),
    (Succession, ("predecessor__code", "successor__code", "share")),
    (HouseholdReview, ("unit__code", *REVIEWED)),
    (PovertyMovement, ("unit__code", *MOVED)),
    (Result, ("unit__code", "indicator__code", "year", "value", "numerator", "denominator")),
    (Plan, ("slug", "status", "subject", "number", "issued_on")),
    (Section, ("plan__slug", "position", "body")),
    (BudgetLine, ("plan__slug", "stage", *CELL, "amount", "shared_out")),
    (Allocation, ("plan__slug", *(f"line__{name}" for name in CELL), "unit__code", "agency__code", "amount")),
    (Target, ("plan__slug", "indicator__code", "comparator", "value", "baseline")),
    (AssignedTarget, ("plan__slug", "target__indicator__code", "unit__code", "value", "numerator")),
    (ReportingPeriod, ("slug", "ends_on", "opens_on", "locked_at")),
    (Submission, ("period__slug", "unit__code", "state", "sent_at")),
    (PeriodResult, ("period__slug", "unit__code", "indicator__code", *FIGURES)),
    (Payment, ("period__slug", "unit__code", "agency__code", *CELL, "given", *TOLD)),
    (TaskProgress, ("plan__slug", "task__content", "period__slug", "state", "percent", "done_on")),
    (Recommendation, ("unit__code", "words", "raised_on", "state")),
    (IssuedDocument, ("plan__slug", "value_sha256", "pdf_sha256")),
)


class Undo(Exception):
    """Takes back what was done in a transaction."""


def contents():
    """What the tables say, in an order of its own and without keys."""
    return {model: sorted(map(repr, model.objects.values_list(*names))) for model, names in CONTENTS}


def made_with(programme, size, *, are_issued=False):
    """The contents of a sample that is then taken back."""
    try:
        with transaction.atomic():
            make_sample(programme, size, are_issued=are_issued)
            found = contents()
            raise Undo
    except Undo:
        return found


def stock():
    """How many rows every table has, and every history but that of the forms, which all share."""
    models = set(apps.get_models(include_auto_created=True)) - {OfficialForm.history.model}
    return {model._meta.label: model._base_manager.count() for model in models}


def run(**options):
    output = StringIO()
    call_command("sample_province", stdout=output, **options)
    return output.getvalue()


@pytest.mark.paper
def test_the_same_seed_gives_the_same_rows_and_the_same_papers(ground):
    size = Size(communes=3, years=1, seed=7)

    assert made_with(ground, size, are_issued=True) == made_with(ground, size, are_issued=True)


@pytest.mark.paper
def test_another_seed_gives_others(ground):
    one, other = (made_with(ground, Size(communes=5, years=1, seed=seed)) for seed in (1, 2))

    assert one[HouseholdReview] != other[HouseholdReview]
    assert one[Allocation] != other[Allocation]


@pytest.mark.parametrize("communes", [1, 2, 3, 4])
def test_the_smallest_provinces_can_be_made(ground, communes):
    found = made_with(ground, Size(communes=communes, years=1, seed=1))

    assert sum("MX0" in row for row in found[Unit]) == communes


def test_real_units_and_their_plans_are_not_touched(ground):
    real = Unit.objects.get_by_natural_key("51", "2025-07-01")
    make_plan(real, ground, "51-annual-2025")
    before = (list(Unit.objects.order_by("pk").values()), list(Plan.objects.values()), stock())

    make_sample(ground, Size(communes=3, years=1, seed=1), are_issued=False)
    remove_sample()

    assert (list(Unit.objects.order_by("pk").values()), list(Plan.objects.values()), stock()) == before


def test_nothing_is_left_behind_whatever_was_done_with_it(ground):
    before = stock()
    made = make_sample(ground, Size(communes=4, years=1, seed=1))
    clerk = User.objects.create_user("clerk")
    Post.objects.create(user=clerk, unit=made.sample.province.unit, role=Role.VIEWER)
    line = BudgetLine.objects.filter(plan__slug="MX00001-annual-2025").first()
    line.amount += 1
    line.save()

    words = run(remove=True)
    clerk.delete()

    assert re.match(r"Tỉnh Mẫu: xóa [\d.]+ dòng, \d+,\d giây\.$", words)
    assert stock() == before
    assert run(remove=True).startswith("Tỉnh Mẫu: không có trong cơ sở dữ liệu, ")


def test_it_is_not_made_twice_unless_it_is_to_be_replaced(ground):
    run(communes=2, years=1)
    before = contents()

    with pytest.raises(CommandError, match="--replace"):
        run(communes=2, years=1)
    words = run(communes=2, years=1, replace=True)

    assert "Tỉnh Mẫu: xóa" in words
    assert contents() == before


def test_whoever_had_a_post_in_it_has_it_again_once_it_is_replaced(ground):
    made = make_sample(ground, Size(communes=2, years=1, seed=1), are_issued=False)
    clerk = User.objects.create_user("clerk")
    for place in (*made.sample.communes, made.sample.former[0]):
        Post.objects.create(user=clerk, unit=place.unit, role=Role.EDITOR)

    replace_sample(ground, Size(communes=1, years=1, seed=1), are_issued=False)

    assert set(clerk.posts.values_list("unit__code", "role")) == {("MX00001", "editor"), ("MC00001", "editor")}


@pytest.mark.paper
def test_a_large_sample_is_told_the_same_as_a_small_one(ground, monkeypatch):
    size, found = Size(communes=4, years=1, seed=3), []
    for most in (parts.ALL_PLAN, 0):
        monkeypatch.setattr(parts, "ALL_PLAN", most)
        found.append(made_with(ground, size, are_issued=True))

    for model in (PeriodResult, Payment, Result, Submission):
        assert found[0][model] == found[1][model]


def test_a_sample_that_a_real_plan_rests_on_stays(ground):
    make_sample(ground, Size(communes=1, years=1, seed=1), are_issued=False)
    real = Unit.objects.get_by_natural_key("51", "2025-07-01")
    parent = Plan.objects.get(slug="MAU-annual-2025")
    make_plan(real, parent.programme, "51-annual-2025", parent=parent)

    with pytest.raises(SampleIsInUse, match="Kế hoạch của đơn vị có thật"):
        remove_sample()


@pytest.mark.parametrize(
    "options", [{"communes": 0}, {"communes": -1}, {"communes": 11_001}, {"years": 0}, {"years": 6}]
)
def test_sizes_no_country_has_are_refused(ground, options):
    with pytest.raises(CommandError, match="từ 1 đến"):
        run(**options)


def test_without_a_programme_of_those_years_there_is_nothing_to_plan(ground):
    Programme.objects.update(last_year=2030)

    with pytest.raises(CommandError, match="load_facts"):
        run()

"""The facts in fixtures/ and the commands that load them."""

import json
import unicodedata
from decimal import Decimal
from io import StringIO
from itertools import pairwise

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Sum

from budgets.models import BudgetLine, FundingSource
from indicators.models import Comparator, Indicator, Target
from planning.demo import ACCOUNTS, PASSWORD
from planning.facts import FIXTURES
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.agencies import Agency
from planning.places.units import UnitGroup
from planning.plans.legal import LegalDocument
from planning.plans.parts import Section
from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from projects.models import Component, ProjectPlan
from projects.tree import tree_of
from tests.demonstration import loaded

FILES = sorted(FIXTURES.glob("*.json"))
MARKS = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323", "\u0302", "\u0306", "\u031b"}
QUANG_NGAI, BA_DINH, QUANG_XUONG = "51-annual-2025", "21499-annual-2025", "406-annual-2023"


def run(command):
    output = StringIO()
    call_command(command, stdout=output)
    return output.getvalue()


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker):
    """The demonstration, in a transaction around this module's tests: each of them takes back only its own."""
    with loaded(django_db_blocker, communes=1):
        yield


@pytest.fixture
def demo(loaded_once, db):
    """Everything `load_demo` brings."""


def plan(slug):
    return Plan.objects.get(slug=slug)


def targets(slug):
    rows = Target.objects.of_plan(plan(slug)).order_by("position")
    return list(rows.values_list("indicator__code", "group__code", "comparator", "value", "baseline"))


def leads(slug):
    return dict(ProjectPlan.objects.of_plan(plan(slug)).values_list("component__code", "lead__code"))


def stock():
    models = (Plan, Section, BudgetLine, Target, ProjectPlan, Component, Indicator, Agency, LegalDocument, User)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def is_vietnamese(letter):
    base, *marks = unicodedata.normalize("NFD", letter.lower().replace("đ", "d"))
    return base in "abcdefghijklmnopqrstuvwxyz" and set(marks) <= MARKS


@pytest.mark.parametrize("path", sorted(FIXTURES.iterdir()), ids=lambda path: path.name)
def test_fixtures_are_composed_text_without_look_alike_letters(path):
    text = path.read_text(encoding="utf-8")

    assert unicodedata.is_normalized("NFC", text)
    assert {letter for letter in set(text) if letter.isalpha() and not is_vietnamese(letter)} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_fixtures_refer_by_natural_keys_only(path):
    rows = json.loads(path.read_text(encoding="utf-8"))

    assert [row for row in rows if set(row) != {"model", "fields"}] == []


def test_every_loaded_row_is_one_an_officer_could_have_entered(demo):
    loaded = {row["model"] for path in FILES for row in json.loads(path.read_text(encoding="utf-8"))}

    for name in loaded:
        for row in apps.get_model(name).objects.all():
            row.full_clean()


def test_a_components_place_in_the_tree_is_its_code(demo):
    programme = Programme.objects.get(code="GNBV-2021-2025")
    root = tree_of(Plan(programme=programme))

    below = [node for node in root.walk() if node.depth]
    assert [node.component.code for node in below] == [f"DA{node.number}" for node in below]
    assert len([node for node in below if node.depth == 1]) == 7
    assert len([node for node in below if node.depth == 2]) == 11


def test_a_sub_project_carries_no_capital_that_its_project_does_not_carry(demo):
    for component in Component.objects.exclude(parent=None).select_related("parent"):
        assert component.carries_investment <= component.parent.carries_investment
        assert component.carries_recurrent <= component.parent.carries_recurrent


def test_the_budget_of_a_province_a_district_and_a_commune_make_up_local_money(demo):
    local = FundingSource.objects.get(code="local")

    assert [source.code for source in local.children.all()] == [
        "local-province",
        "local-district",
        "local-commune",
    ]


def test_mountain_districts_are_five_and_poor_districts_two_of_them(demo):
    day = plan(QUANG_NGAI).issued_on
    mountain = UnitGroup.objects.get(code="quang-ngai-huyen-mien-nui").members_on(day)
    poor = UnitGroup.objects.get(code="quang-ngai-huyen-ngheo").members_on(day)

    assert set(mountain.values_list("name", flat=True)) == {"Trà Bồng", "Sơn Hà", "Sơn Tây", "Minh Long", "Ba Tơ"}
    assert set(poor.values_list("name", flat=True)) == {"Trà Bồng", "Sơn Tây"}


def test_the_department_for_poverty_reduction_gave_way_to_that_of_agriculture_and_environment(demo):
    labour = Agency.objects.get(code="qn-so-ldtbxh")

    assert [agency.short_name for agency in labour.successors.all()] == ["Sở NN&MT"]


@pytest.mark.parametrize(("slug", "million"), [(QUANG_NGAI, "365665"), (BA_DINH, "1001"), (QUANG_XUONG, "7782")])
def test_the_lines_of_a_plan_add_up_to_the_total_it_states(demo, slug, million):
    total = BudgetLine.objects.of_plan(plan(slug)).aggregate(total=Sum("amount"))["total"]

    assert total == Decimal(million) * 10**6


def test_quang_ngai_reduces_its_rate_by_points_and_more_in_the_mountain_districts(demo):
    mountain = "quang-ngai-huyen-mien-nui"

    assert targets(QUANG_NGAI)[:3] == [
        ("poor-rate", None, Comparator.REDUCE_BY, Decimal("2.21"), None),
        ("poor-rate", mountain, Comparator.REDUCE_BY, Decimal("11.07"), None),
        ("near-poor-households", None, Comparator.REDUCE_BY, Decimal("10050"), None),
    ]
    assert len(targets(QUANG_NGAI)) == 28


def test_ba_dinh_states_the_rate_reached_and_the_households(demo):
    assert targets(BA_DINH)[:4] == [
        ("poor-rate", None, Comparator.DOWN_TO, Decimal("5.57"), None),
        ("poor-households", None, Comparator.REDUCE_BY, Decimal("264"), None),
        ("near-poor-rate", None, Comparator.DOWN_TO, Decimal("0.59"), None),
        ("near-poor-households", None, Comparator.REDUCE_BY, Decimal("185"), None),
    ]


def test_quang_xuong_goes_from_876_households_down_to_701(demo):
    assert targets(QUANG_XUONG) == [
        ("poor-households", None, Comparator.REDUCE_BY, Decimal("175"), Decimal("876")),
        ("poor-households", None, Comparator.DOWN_TO, Decimal("701"), Decimal("876")),
        ("poor-rate", None, Comparator.DOWN_TO, Decimal("1.32"), None),
    ]


def test_only_a_target_to_strive_for_is_without_a_number(demo):
    unmeasured = Target.objects.filter(value=None)

    assert set(unmeasured.values_list("comparator", flat=True)) == {Comparator.STRIVE}


def test_targets_stand_in_the_order_of_the_document(demo):
    for slug in (QUANG_NGAI, BA_DINH):
        rows = Target.objects.of_plan(plan(slug)).order_by("position").select_related("indicator__dimension")
        places = [(row.indicator.dimension.position, row.indicator.position) for row in rows]
        assert all(before <= after for before, after in pairwise(places))


def test_each_plan_says_who_leads_what(demo):
    assert leads(QUANG_NGAI)["DA3.2"] == "qn-so-y-te"
    assert leads(BA_DINH) == {
        "DA2": "ba-dinh-trung-tam-ccdvc",
        "DA3.1": "ba-dinh-trung-tam-ccdvc",
        "DA6.2": "ba-dinh-trung-tam-ccdvc",
        "DA3.2": "ba-dinh-phong-vhxh",
        "DA4.1": "ba-dinh-phong-vhxh",
        "DA4.3": "ba-dinh-phong-vhxh",
        "DA7": "ba-dinh-phong-kinh-te",
    }
    funded = BudgetLine.objects.of_plan(plan(QUANG_XUONG)).values_list("component__code", flat=True)
    assert set(leads(QUANG_XUONG)) == set(funded)


def test_the_plan_of_the_province_is_a_basis_of_the_communes(demo):
    bases = plan(BA_DINH).citations.filter(role="basis").values_list("document__reference", flat=True)

    assert list(bases) == ["90/QĐ-TTg", "833/QĐ-UBND", "186/KH-UBND", "234/KH-UBND"]
    assert plan(BA_DINH).parent == plan(QUANG_NGAI)


def test_what_a_source_does_not_state_is_blank(demo):
    for slug in (BA_DINH, QUANG_XUONG):
        assert (plan(slug).number, plan(slug).issued_on) == ("", None)
    assert (plan(QUANG_NGAI).signatory, plan(BA_DINH).signatory) == ("", "")


def test_each_demonstration_plan_has_a_text_to_start_from(demo):
    assert all(plan.sections.exists() for plan in Plan.objects.all())


def test_what_is_loaded_begins_its_history(demo):
    assert plan(BA_DINH).history.count() == 1
    assert BudgetLine.history.count() == BudgetLine.objects.count()


def test_loading_twice_changes_nothing(demo):
    before = stock()

    run("load_demo")

    assert stock() == before


def test_what_an_officer_has_edited_or_taken_away_stays_so(demo):
    Indicator.objects.filter(code="poor-rate").update(name="Tỷ lệ hộ nghèo đa chiều")
    Agency.objects.get(code="qn-so-ldtbxh").successors.clear()
    plan(BA_DINH).budget_lines.filter(source__code="local-commune").delete()
    plan(BA_DINH).sections.all().delete()
    before = stock()

    run("load_demo")

    assert stock() == before
    assert not Agency.objects.get(code="qn-so-ldtbxh").successors.exists()


def test_a_row_that_is_missing_comes_back_with_what_hangs_on_it(demo):
    Agency.objects.get(code="quang-xuong-phong-tckh").delete()

    assert run("load_facts") == "Dữ liệu tham chiếu: thêm 1 dòng.\n"
    assert Agency.objects.filter(code="quang-xuong-phong-tckh").exists()


def test_the_demonstration_accounts_reach_what_their_posts_say(demo):
    def edits(username):
        return set(units_of(User.objects.get(username=username), Action.EDIT).values_list("code", "valid_to"))

    old_province = plan(QUANG_NGAI).unit
    assert (old_province.code, old_province.valid_to) in edits("lan")
    assert ("21499", None) in edits("binh") - edits("tam")
    assert edits("hoa") == edits("minh") == set()
    assert User.objects.get(username="quantri").is_superuser


def test_an_account_that_is_there_keeps_its_password(demo):
    lan = User.objects.get(username="lan")
    lan.set_password("mot-mat-khau-khac")
    lan.save()

    run("load_demo")

    assert User.objects.get(username="lan").check_password("mot-mat-khau-khac")


def test_the_demonstration_accounts_are_printed_as_a_table(demo):
    heading, *rows = run("demo_accounts").splitlines()

    assert heading.split("  ")[0] == "Tài khoản"
    assert [row.split()[:2] for row in rows] == [[account.username, PASSWORD] for account in ACCOUNTS]
    assert {row.index(PASSWORD) for row in rows} == {heading.index("Mật khẩu")}


def test_only_who_keeps_the_reference_data_is_called_so(demo):
    User.objects.get(username="lan").posts.all().delete()

    duties = {row.split()[0]: row.split(PASSWORD)[1] for row in run("demo_accounts").splitlines()[1:]}

    assert [words for name in ("lan", "quantri") if (words := duties[name].split("  ")[-1].strip())] == [
        "Chưa được giao nhiệm vụ",
        "Quản trị toàn hệ thống",
    ]


def test_without_accounts_the_table_says_how_to_get_them(demo):
    User.objects.filter(username__in=[account.username for account in ACCOUNTS]).delete()

    assert run("demo_accounts") == "Chưa có tài khoản thử nghiệm; hãy chạy load_demo.\n"

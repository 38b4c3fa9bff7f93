"""The cast of the tests, and the small world they live in. All figures here are invented for the tests."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event
from types import SimpleNamespace

import pytest
from django.db import connection

from budgets.models import BudgetLine, FundingSource
from indicators.models import Dimension, Indicator, Target
from planning.people.roles import Role
from planning.people.users import Post, User
from planning.places.agencies import Agency, Sector
from planning.places.units import Reorganisation, Succession, Unit, UnitGroup, UnitKind
from planning.plans.legal import DocumentKind, LegalDocument
from planning.plans.parts import Citation
from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from planning.text.templates import write_text
from projects.models import Component, ProjectPlan
from tests.office import OFFICE
from tests.writers import PATIENCE

PLAIN_STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)


def pytest_collection_modifyitems(config, items):
    """Without LibreOffice its tests are skipped; a second database is asked only what it answers itself."""
    for item in items:
        if item.get_closest_marker("office") and not OFFICE:
            item.add_marker(pytest.mark.skip(reason="LibreOffice is not installed: apt-get install libreoffice"))
    if "ONLY_WITH_DATABASE" not in os.environ:
        return
    asking = [item for item in items if _asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
    items[:] = asking


def _asks_a_database(item):
    if any(item.get_closest_marker(name) for name in ("browser", "office", "paper", "address")):
        return False
    return bool({"db", "transactional_db"}.intersection(item.fixturenames) or item.get_closest_marker("django_db"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database; a connection some thread of the live server still holds does not keep it from going."""
    yield
    if connection.vendor == "postgresql":
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_terminate_backend(pid) {others}")


@pytest.fixture(autouse=True)
def _light_settings(settings):
    """Tests run without `collectstatic`, and do not spend their time on hashing passwords."""
    settings.STORAGES = PLAIN_STORAGES
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def second():
    """Run something as another connection; it is told when to start, and its outcome is awaited."""
    with ThreadPoolExecutor(1) as pool:

        def begin(deed):
            started = Event()

            def do():
                started.set()
                try:
                    return deed()
                finally:
                    connection.close()

            future = pool.submit(do)
            assert started.wait(PATIENCE)
            return future

        yield begin


def make_unit(code, prefix, name, kind, parent=None, **validity):
    return Unit.objects.create(code=code, prefix=prefix, name=name, kind=kind, parent=parent, **validity)


@pytest.fixture
def places(db):
    """A province, its district and two communes before July 2025; the province and two communes since."""
    old, new = {"valid_to": LAST_DAY}, {"valid_from": FIRST_DAY}
    old_province = make_unit("51", "Tỉnh", "Quảng Ngãi", UnitKind.PROVINCE, **old)
    district = make_unit("535", "Huyện", "Ba Tơ", UnitKind.DISTRICT, old_province, **old)
    old_ba_dinh = make_unit("21499", "Xã", "Ba Dinh", UnitKind.COMMUNE, district, **old)
    ba_giang = make_unit("21500", "Xã", "Ba Giang", UnitKind.COMMUNE, district, **old)
    province = make_unit("51", "Tỉnh", "Quảng Ngãi", UnitKind.PROVINCE, **new)
    ba_dinh = make_unit("21499", "Xã", "Ba Dinh", UnitKind.COMMUNE, province, **new)
    ba_to = make_unit("21484", "Xã", "Ba Tơ", UnitKind.COMMUNE, province, **new)
    reform = Reorganisation.objects.create(code="2025", name="Sắp xếp năm 2025", effective_on=FIRST_DAY)
    for before, after in ((old_province, province), (old_ba_dinh, ba_dinh), (ba_giang, ba_dinh)):
        Succession.objects.create(reorganisation=reform, predecessor=before, successor=after)
    return SimpleNamespace(
        old_province=old_province,
        district=district,
        old_ba_dinh=old_ba_dinh,
        ba_giang=ba_giang,
        province=province,
        ba_dinh=ba_dinh,
        ba_to=ba_to,
        reform=reform,
    )


def make_person(username, full_name, role=None, unit=None, **rights):
    person = User.objects.create_user(username, password="mot-mat-khau-dai", full_name=full_name, **rights)
    if unit:
        Post.objects.create(user=person, unit=unit, role=role)
    return person


@pytest.fixture
def lan(places):
    """Lan edits for Ba Dinh."""
    return make_person("lan", "Lan", Role.EDITOR, places.ba_dinh)


@pytest.fixture
def minh(places):
    """Minh edits for the province."""
    return make_person("minh", "Minh", Role.EDITOR, places.province)


@pytest.fixture
def hoa(places):
    """Hoa only reads, in Ba Dinh."""
    return make_person("hoa", "Hoa", Role.VIEWER, places.ba_dinh)


@pytest.fixture
def chair(places):
    """The chair signs for Ba Dinh."""
    return make_person("chair", "Chủ tịch Ba Dinh", Role.SIGNER, places.ba_dinh)


@pytest.fixture
def tam(places):
    """Tâm edits for another commune."""
    return make_person("tam", "Tâm", Role.EDITOR, places.ba_to)


@pytest.fixture
def keeper(db):
    """The keeper of the reference data."""
    return make_person("keeper", "Quản trị", is_staff=True, is_superuser=True)


@pytest.fixture
def programme(db):
    """A programme of two projects; the second has two sub-projects, of which one carries investment."""
    programme = Programme.objects.create(
        code="CT-MAU",
        name="Chương trình mẫu",
        first_year=2021,
        last_year=2025,
        level_labels=["Dự án", "Tiểu dự án"],
    )
    root = Component.objects.create(programme=programme, code="CT", name="Chương trình mẫu", carries_investment=True)
    livelihoods = Component.objects.create(programme=programme, parent=root, code="DA1", name="Sinh kế", position=1)
    training = Component.objects.create(
        programme=programme, parent=root, code="DA2", name="Đào tạo", position=2, carries_investment=True
    )
    Component.objects.create(
        programme=programme,
        parent=training,
        code="DA2.1",
        name="Dạy nghề",
        position=1,
        carries_investment=True,
    )
    Component.objects.create(programme=programme, parent=training, code="DA2.2", name="Việc làm", position=2)
    assert livelihoods.pk
    return programme


@pytest.fixture
def component(programme):
    """Find a component of the programme by its code."""
    return lambda code: Component.objects.get(programme=programme, code=code)


@pytest.fixture
def sources(db):
    """Central; local = province, commune; credit; other."""
    rows = [
        ("central", "Ngân sách trung ương", "Ngân sách trung ương", None, True),
        ("local", "Ngân sách địa phương", "Ngân sách địa phương", None, True),
        ("local-province", "Ngân sách tỉnh", "Tỉnh", "local", True),
        ("local-commune", "Ngân sách xã", "Xã", "local", True),
        ("credit", "Vốn tín dụng", "Tín dụng", None, False),
        ("other", "Huy động khác", "Huy động khác", None, False),
    ]
    made: dict[str, FundingSource] = {}
    for position, (code, name, short, parent, has_nature) in enumerate(rows, start=1):
        made[code] = FundingSource.objects.create(
            code=code,
            name=name,
            short_name=short,
            parent=made.get(parent),
            position=position,
            has_nature=has_nature,
        )
    return made


@pytest.fixture
def fund(sources, component):
    """Enter a line of a plan: component and source by code, the amount in đồng."""

    def line(plan, code, source, nature, amount):
        return BudgetLine.objects.create(
            plan=plan, component=component(code), source=sources[source], nature=nature, amount=amount
        )

    return line


@pytest.fixture
def indicator(db):
    """Make an indicator, by default a rate of two decimals."""
    dimension = Dimension.objects.create(code="ngheo", name="Giảm nghèo", position=1)

    def make(code, name, unit="%", decimals=2, **more):
        return Indicator.objects.create(
            code=code, name=name, dimension=dimension, unit_of_measure=unit, decimals=decimals, **more
        )

    return make


@pytest.fixture
def mountain_districts(db):
    return UnitGroup.objects.create(code="mien-nui", name="các huyện miền núi")


@pytest.fixture
def decision_90(db):
    return LegalDocument.objects.create(
        kind=DocumentKind.DECISION,
        reference="90/QĐ-TTg",
        issued_on=date(2022, 1, 18),
        issuer="Thủ tướng Chính phủ",
        subject="phê duyệt Chương trình mẫu",
    )


def make_plan(unit, programme, slug, year=2025, **more):
    fields = {"place": unit.name, "subject": f"Thực hiện Chương trình mẫu năm {year}"} | more
    return Plan.objects.create(unit=unit, programme=programme, slug=slug, first_year=year, last_year=year, **fields)


@pytest.fixture
def plan(places, programme, fund, indicator, decision_90):
    """Ba Dinh's plan of 2025: three lines in two projects, two targets, a lead, a basis, its text."""
    plan = make_plan(places.ba_dinh, programme, "21499-annual-2025", recipients="Đảng ủy xã\nLưu: VT")
    fund(plan, "DA1", "central", "recurrent", 300_000_000)
    fund(plan, "DA2.1", "central", "investment", 1_001_000_000)
    fund(plan, "DA2.2", "local-commune", "recurrent", 2_500_000)
    rate = indicator("ty-le-ngheo", "Tỷ lệ hộ nghèo", better="down")
    Target.objects.create(plan=plan, indicator=rate, comparator="down-to", value="5.57")
    jobs = indicator("viec-lam", "Người lao động có việc làm", unit="người", decimals=0, position=1)
    Target.objects.create(plan=plan, indicator=jobs, comparator="about", value="1200")
    office = Agency.objects.create(
        code="pkt", name="Phòng Kinh tế", unit=places.ba_dinh, sector=Sector.GENERAL, valid_from=FIRST_DAY
    )
    plan.drafted_by = office
    plan.save()
    ProjectPlan.objects.create(plan=plan, component=Component.objects.get(code="DA1"), lead=office)
    Citation.objects.create(plan=plan, document=decision_90, position=1)
    write_text(plan)
    return plan


@pytest.fixture
def province_plan(places, programme, fund):
    """The old province's plan of 2025, its money entered for the programme as a whole."""
    plan = make_plan(places.old_province, programme, "51-annual-2025", number="7", issued_on=date(2024, 12, 5))
    fund(plan, "CT", "central", "investment", 78_000_000_000)
    fund(plan, "CT", "central", "recurrent", 205_000_000_000)
    fund(plan, "CT", "other", "", 38_000_000_000)
    write_text(plan)
    return plan

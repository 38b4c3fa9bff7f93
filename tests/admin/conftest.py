"""The keeper at the desk, an officer with permissions for agencies, and files to import."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from budgets.models import CounterpartRate, FundingSource, PaymentWatch
from planning.official.models import OfficialForm
from planning.places.agencies import Agency
from planning.places.units import GroupMembership
from planning.plans.parts import PlanEvent
from planning.tracking.actions import extend, send_report
from planning.tracking.attachments import attach
from tests.conftest import make_person
from tests.tracking.rounds import opened

AGENCY_HEADINGS = ["Mã", "Tên", "Thuộc đơn vị", "Lĩnh vực"]
CSV = "1"


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def desk(keeper):
    """The keeper's browser."""
    return signed_in(keeper)


@pytest.fixture
def everything(plan, places, mountain_districts, keeper):
    """At least one row of every table that has pages in the admin."""
    Group.objects.create(name="Quản trị danh mục")
    GroupMembership.objects.create(group=mountain_districts, unit=places.ba_to)
    CounterpartRate.objects.create(
        code="mau",
        programme=plan.programme,
        source=FundingSource.objects.get(code="local"),
        percent=15,
        first_year=2021,
        last_year=2025,
    )
    PaymentWatch.objects.create(programme=plan.programme)
    OfficialForm.objects.create(code="bieu-mau", label="Biểu mẫu", title="Biểu thử", levels=["commune"])
    moment = datetime(2025, 10, 2, tzinfo=UTC)
    PlanEvent.objects.create(plan=plan, verb="drafted", by=keeper, at=moment)
    period = opened(places.province, plan.programme, keeper)
    extend(period, places.ba_to, due_on=date(2025, 12, 1), reason="Bão", by=keeper, at=moment)
    attach(period, places.ba_to, name="a.pdf", content=b"%PDF-1.7", by=keeper, at=moment)
    send_report(period, places.ba_to, knowingly=True, by=keeper, at=moment)


@pytest.fixture
def officer(lan):
    """Lan, who edits for Ba Dinh, with permission to see and write agencies."""
    lan.is_staff = True
    lan.save()
    allow(lan, "view_agency", "add_agency", "change_agency", "delete_agency")
    return lan


def allow(person, *codenames, of=Agency):
    table = ContentType.objects.get_for_model(of)
    for codename in codenames:
        permission, _ = Permission.objects.get_or_create(content_type=table, codename=codename)
        person.user_permissions.add(permission)


@pytest.fixture
def office_elsewhere(places):
    """An agency of a commune that is not Lan's."""
    return Agency.objects.create(code="pkt-ba-to", name="Phòng Kinh tế", unit=places.ba_to, sector="general")


def table(*rows, headings=AGENCY_HEADINGS, name="co-quan.csv"):
    """A CSV file as an officer uploads it."""
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return SimpleUploadedFile(name, text.getvalue().encode("utf-8-sig"))


def upload(client, file, model="planning_agency", file_format=CSV):
    """The first step of an import: the page with the preview or the faults."""
    return client.post(reverse(f"admin:{model}_import"), {"import_file": file, "format": file_format, "resource": "0"})


def confirm(client, preview, model="planning_agency", **changed):
    """The second step: confirm what the preview showed."""
    data = preview.context["confirm_form"].initial | changed
    return client.post(reverse(f"admin:{model}_process_import"), data)


def stranger_with(**rights):
    return signed_in(make_person("someone", "Người khác", **rights))

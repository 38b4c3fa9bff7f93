"""Papers in force are read by those they bind: what was signed, and nothing of what the house enters today."""

from datetime import date

import pytest
from django.urls import reverse

from planning.documents import pdf
from planning.documents.archive import archive
from planning.documents.assemble import assemble
from planning.documents.freezing import canonical, freeze
from planning.places.units import Unit
from planning.plans.permissions import Status
from planning.plans.plans import PlanKind
from planning.reports.drafting import draft_report
from planning.tracking.recommendations.model import Recommendation
from tests.reports.conftest import AT

SECRET = "Kiến nghị mới ghi hôm nay"


@pytest.fixture(params=["plan", "report"])
def in_force(request, places, year, province_plan, minh, monkeypatch):
    """A plan and a report of the province, each as it was signed; the province has entered more since."""
    monkeypatch.setattr(pdf, "draw", lambda document: b"%PDF " + canonical(freeze(document)))
    paper = province_plan
    if request.param == "report":
        paper = draft_report(places.province, year, PlanKind.MONITORING, by=minh, at=AT)
    paper.status, paper.number, paper.issued_on = Status.ISSUED, "12", date(2025, 11, 25)
    paper.save()
    archive(paper, assemble(paper), by=minh, at=AT)
    Recommendation.objects.create(
        unit=places.ba_dinh, raised_by="Đoàn giám sát", raised_on=date(2025, 11, 20), words=SECRET
    )
    Unit.objects.filter(pk=paper.unit_id).update(name="Quảng Ngãi mới")
    return paper


def address_of(paper, name="unit.name"):
    return reverse("plan-figure", args=[paper.slug, name])


def test_a_commune_is_shown_of_a_figure_what_was_signed_alone(client, in_force, tam):
    client.force_login(tam)

    response = client.get(address_of(in_force))

    assert response.context["printed"] == ["tỉnh Quảng Ngãi"]
    assert [name for name in ("now", "explanation", "is_other_now") if name in response.context] == []
    assert "chỉ hiển thị cho đơn vị lập văn bản và cấp trên" in response.content.decode()


def test_the_house_is_shown_the_figure_of_today_beside_it(client, in_force, minh):
    client.force_login(minh)

    response = client.get(address_of(in_force))

    assert (response.context["printed"], response.context["now"]) == (["tỉnh Quảng Ngãi"], ["tỉnh Quảng Ngãi mới"])
    assert response.context["explanation"].text == "tỉnh Quảng Ngãi mới"


@pytest.mark.parametrize("name", ["recommendations.total", "khong.co"])
def test_what_the_signed_paper_does_not_print_a_commune_is_not_told(client, in_force, tam, name):
    client.force_login(tam)

    assert client.get(address_of(in_force, name)).status_code == 404


def test_what_differs_today_is_for_the_house(client, in_force, tam, minh):
    address = reverse("plan-difference", args=[in_force.slug])
    found = []
    for person in (tam, minh):
        client.force_login(person)
        head = client.get(in_force.get_absolute_url()).content.decode()
        found.append((client.get(address).status_code, address in head))

    assert found == [(403, False), (200, True)]


@pytest.mark.parametrize(
    "name", ["plan", "plan-check", "plan-preview", "plan-signed", "plan-story", "plan-adjustment", "source-list"]
)
def test_no_page_tells_a_commune_what_was_entered_since(client, in_force, tam, name):
    client.force_login(tam)

    response = client.get(reverse(name, args=[in_force.slug]))

    assert response.status_code == 200
    assert SECRET not in response.content.decode()


def test_a_commune_is_not_told_what_the_checks_find_today(client, in_force, tam):
    client.force_login(tam)

    response = client.get(reverse("plan-check", args=[in_force.slug]))

    assert (response.context["obstacles"], response.context["notes"]) == ([], [])
    assert "dành cho đơn vị lập văn bản và cấp trên" in response.content.decode()

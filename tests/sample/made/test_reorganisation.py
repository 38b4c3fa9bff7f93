"""What was reported of the years before the merger prints the same whether or not the map has changed since."""

from decimal import Decimal

import pytest
from django.utils import timezone

from indicators.models import AddsUp, Indicator, Result
from indicators.results.series import Series
from planning.documents.archive import document_for
from planning.documents.assemble import document_of
from planning.documents.freezing import canonical, fingerprint, freeze
from planning.documents.issued import IssuedDocument
from planning.places.units import Reorganisation, Succession, Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan, PlanKind
from planning.plans.reading import Reading
from planning.reports.drafting import draft_report
from planning.sample.parts import FIRST_DAY, LAST_DAY, LAST_YEAR
from planning.sample.places import REORGANISATION

pytestmark = pytest.mark.paper

FAR = FIRST_DAY.replace(year=2099)


def as_printed(report):
    """The value every paper of the report draws."""
    return canonical(freeze(document_of(Reading(Plan.objects.with_names().get(pk=report.pk)))))


def reports_before_the_merger(made):
    """A report on every period that ended on the old map: those there are, and new ones of the others."""
    for period in ReportingPeriod.objects.filter(ends_on__lte=LAST_DAY).order_by("ends_on"):
        known = Plan.objects.filter(period=period).first()
        yield known or draft_report(
            made.sample.province.unit, period, PlanKind.MONITORING, by=made.sample.editor, at=timezone.now()
        )


def take_the_merger_back():
    """Let the map be as it was before anything was published of the merger."""
    Succession.objects.filter(predecessor__is_sample=True).delete()
    Reorganisation.objects.filter(code=REORGANISATION).delete()
    Unit.objects.filter(is_sample=True, valid_to=LAST_DAY).update(valid_to=None)
    Unit.objects.filter(is_sample=True, valid_from=FIRST_DAY).update(valid_from=FAR)


def test_reports_on_the_old_map_print_the_same_before_and_after_the_merger(made):
    reports = list(reports_before_the_merger(made))
    after = {report.slug: as_printed(report) for report in reports}

    take_the_merger_back()
    before = {report.slug: as_printed(report) for report in reports}

    assert {report.last_year for report in reports} == set(made.sample.years)
    assert before == after


def test_what_was_issued_stays_and_is_still_what_its_figures_say(made):
    report = Plan.objects.with_names().get(slug="MAU-monitoring-year-2024")
    signed = IssuedDocument.objects.get(plan=report)

    assert fingerprint(as_printed(report)) == signed.value_sha256
    take_the_merger_back()
    assert fingerprint(as_printed(report)) == signed.value_sha256
    assert canonical(freeze(document_for(report))) == as_printed(report)


@pytest.mark.parametrize("code", ["poverty-models", "housing-support", "poor-households"])
def test_restated_to_the_communes_of_today_every_year_adds_up_to_what_it_was(code, made):
    indicator = Indicator.objects.get(code=code)
    communes = [place.unit for place in made.sample.communes]
    series = Series(indicator, communes, made.sample.years, FIRST_DAY)

    for year in range(made.sample.size.first_year, LAST_YEAR):
        told = Result.objects.filter(indicator=indicator, year=year, unit__is_sample=True)
        restated = [series.restated(unit, year).figure for unit in communes]
        assert indicator.adds_up == AddsUp.SUM
        assert None not in restated
        assert sum(restated) == sum(told.values_list("value", flat=True), Decimal(0))

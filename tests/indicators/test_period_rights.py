"""Who enters which figures of a period, and until when. All figures are invented."""

import pytest
from django.db import transaction

from indicators.models import PeriodResult
from planning.entry.kinds import entry_kind
from planning.people.roles import Role
from planning.people.users import Post
from planning.plans.periods import ReportingPeriod
from planning.sheets.scopes import NoSuchScope, ScopeIsNotOpen
from planning.tracking.scopes import report_name
from planning.tracking.submissions import Submission
from tests.indicators.period_tables import OWN, VETTED, open_columns, save, states
from tests.indicators.reporting import NOW


@pytest.mark.parametrize(
    ("who", "columns"), [("lan", [*OWN]), ("hoa", []), ("chair", []), ("minh", [*VETTED]), ("keeper", [*OWN, *VETTED])]
)
def test_each_person_enters_their_own_columns(request, year, two_asked, places, who, columns):
    person = request.getfixturevalue(who)

    assert open_columns(report_name(year, places.ba_dinh), person, "poor-rate") == columns


def test_whoever_edits_for_both_levels_enters_both(year, two_asked, places, lan):
    Post.objects.create(user=lan, unit=places.province, role=Role.EDITOR)

    assert open_columns(report_name(year, places.ba_dinh), lan, "poor-rate") == [*OWN, *VETTED]


def test_a_report_that_was_sent_stays_and_is_still_vetted(year, two_asked, places, lan, minh):
    Submission.objects.create(period=year, unit=places.ba_dinh, sent_at=NOW)

    assert open_columns(report_name(year, places.ba_dinh), lan, "poor-rate") == []
    assert open_columns(report_name(year, places.ba_dinh), minh, "poor-rate") == VETTED


def test_a_locked_period_is_open_to_nobody(client, year, two_asked, places, lan, keeper):
    year.locked_at = NOW
    year.save()
    client.force_login(lan)

    saved = save(client, report_name(year, places.ba_dinh), ("houses", "reported.value", "3"))

    assert saved.status_code == 403
    assert open_columns(report_name(year, places.ba_dinh), keeper, "houses") == []


def test_a_vetted_figure_typed_by_the_unit_itself_is_refused(client, year, two_asked, places, lan):
    client.force_login(lan)

    saved = save(client, report_name(year, places.ba_dinh), ("houses", "vetted.value", "3"))

    assert states(saved) == ["locked"]
    assert not PeriodResult.objects.exists()


def test_another_commune_finds_nothing(year, two_asked, places, tam):
    with pytest.raises(NoSuchScope):
        entry_kind("period-results").find(report_name(year, places.ba_dinh), tam)


def test_a_commune_vets_nobody(year, two_asked, places, lan):
    with pytest.raises(NoSuchScope):
        entry_kind("period-vetting").find(report_name(year, places.ba_dinh, "houses"), lan)
    with pytest.raises(NoSuchScope):
        entry_kind("period-vetting").find(report_name(year, places.province, "houses"), lan)


def test_a_period_locked_meanwhile_takes_no_vetting(year, two_asked, places, minh, houses):
    kind = entry_kind("period-vetting")
    scope = kind.find(report_name(year, places.province, "houses"), minh)
    ReportingPeriod.objects.update(locked_at=NOW)

    with pytest.raises(ScopeIsNotOpen), transaction.atomic():
        kind.hold(scope, minh)


def test_a_report_sent_meanwhile_takes_no_more_figures(year, two_asked, places, lan, minh):
    kind = entry_kind("period-results")
    scopes = {user: kind.find(report_name(year, places.ba_dinh), user) for user in (lan, minh)}
    Submission.objects.create(period=year, unit=places.ba_dinh, sent_at=NOW)

    with pytest.raises(ScopeIsNotOpen), transaction.atomic():
        kind.hold(scopes[lan], lan)
    with transaction.atomic():
        assert kind.hold(scopes[minh], minh).opens == {"vetted"}

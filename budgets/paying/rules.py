"""What must hold between plans and payments."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from budgets.cells import line_words
from budgets.cube import Line, lines_of, sources_of
from budgets.holders import agency_key, unit_key
from budgets.models import Payment
from budgets.paying.doubts import OVER, SHOWN, against, doubtful, together
from budgets.paying.faces import by_holder, by_project, by_source, gaps_of, names_of
from budgets.paying.lineage import SINGLE, line_of
from budgets.paying.places import ZERO, Place
from budgets.paying.reporting import paid_of, shown_of
from budgets.paying.rounds import round_of
from budgets.paying.telling import place_of, told_earlier
from budgets.rounding import step_of
from budgets.sharing import Share, shares_of
from planning.formats import amount
from planning.places.units import Unit
from planning.plans.in_force import plans_in_force
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.review.problems import Problem
from projects.tree import tree_of

PLACE, TAB = "Giải ngân", "budget"


def a_plan_leaves_what_was_paid(reading: Reading) -> Iterator[Problem]:
    """An annual plan gives no holder less than was paid, and carried over, of the money already."""
    plan = reading.plan
    if plan.is_report or plan.kind != PlanKind.ANNUAL or not (told := _last_told(reading)):
        return
    lines, shares, unit = reading.once(lines_of), reading.once(shares_of), plan.unit_of_money
    rows = [row for of_place in told.values() for row in of_place]
    planning = plans_in_force([row.unit for row in rows], plan.programme, PlanKind.ANNUAL, plan.first_year)
    names = line_words(reading.once(tree_of), reading.once(sources_of), {place.line for place in told})
    for place, of_place in told.items():
        is_own = place.unit == plan.unit_id
        if not is_own and place.unit in planning:
            continue
        spent = sum((_spent(row) for row in of_place), ZERO)
        given = _given(place, lines, shares, is_own=is_own)
        if spent > given:
            row = of_place[0]
            whose = row.agency.name if row.agency else (plan.unit if is_own else row.unit).full_name
            sums = f"đã giải ngân và chuyển nguồn {amount(spent, unit)}, kế hoạch chỉ còn {amount(given, unit)}"
            cell = names.get(place.line, row.component.name)
            yield Problem("below-what-was-paid", PLACE, f"{cell}, {whose}: {sums} {unit.label}.", tab=TAB)


def _spent(row: Payment) -> Decimal:
    """What of this year's money is gone: what came over from last year went first."""
    return (row.paid or ZERO) + (row.carried_out or ZERO) - (row.carried_in or ZERO)


def _given(place: Place, lines: Mapping[Line, Decimal], shares: Mapping[Share, Decimal], *, is_own: bool) -> Decimal:
    """What the plan leaves with a holder: a share, or what of the line is not shared out."""
    if place.agency is not None:
        return shares.get((place.line, agency_key(place.agency)), ZERO)
    if not is_own:
        return shares.get((place.line, unit_key(place.unit)), ZERO)
    out = sum((dong for (line, _), dong in shares.items() if line == place.line), ZERO)
    return lines.get(place.line, ZERO) - out


def _last_told(reading: Reading) -> dict[Place, list[Payment]]:
    """What is told of the plan's year in the last period that tells it, by the place that has it now.

    Of the unit with all whom it took over, its agencies, and the units to which it shares out.
    """
    plan = reading.plan
    holders = {key for _, key in reading.once(shares_of)}
    shared = [int(key.removeprefix("unit-")) for key in holders if key.startswith("unit-")]
    same = line_of(plan.unit) | set(Unit.objects.filter(code=plan.unit.code).values_list("pk", flat=True))
    rows = Payment.objects.filter(
        unit__in=same.union(shared),
        period__programme=plan.programme_id,
        period__kind__in=SINGLE,
        period__last_year=plan.first_year,
    )
    told: dict[Place, list[Payment]] = {}
    names = ("period", "unit", "unit__parent", "agency", "component")
    for row in rows.select_related(*names).order_by("period__ends_on", "pk"):
        place = place_of(row)
        place = place._replace(unit=plan.unit_id) if place.unit in same else place
        if told.get(place, [row])[0].period.ends_on != row.period.ends_on:
            told[place] = []
        told.setdefault(place, []).append(row)
    return told


def every_table_of_payments_adds_up(reading: Reading) -> Iterator[Problem]:
    """By project, by source and by holder a report prints one total, and every sum is that of the rows below it."""
    paid, shown = paid_of(reading), shown_of(reading)
    if not reading.plan.is_report or paid is None or shown is None:
        return
    unit = reading.plan.unit_of_money
    faces = {
        "dự án": by_project(paid, shown),
        "nguồn vốn": by_source(paid, shown),
        "đơn vị giữ vốn": by_holder(paid, shown, step_of(reading.plan)),
    }
    for face, rows in faces.items():
        for gap in gaps_of(rows, shown.total()):
            sums = f"dòng “{gap.row}” ghi {amount(gap.stated, unit)}, cộng các dòng là {amount(gap.added, unit)}"
            yield Problem("payments-do-not-add-up", PLACE, f"Bảng giải ngân theo {face}: {sums} {unit.label}.")


def payments_worth_a_look_are_told(reading: Reading) -> Iterator[Problem]:
    """Payment behind the year, less than before, or not settled may be so; more than there is may not."""
    paid = paid_of(reading) if reading.plan.is_report else None
    if paid is None:
        return
    words, earlier = told_earlier(round_of(paid.period, paid.unit))
    by = against(paid.period, reading.plan.unit_of_money, words)
    found = doubtful(paid.cube.places, earlier, by)
    shown = [each.place for rows in found.values() for each in rows[:SHOWN]]
    lines = line_words(paid.cube.root, paid.tops, paid.cube.lines)
    names = {place: f"{holder}, {lines[place.line]}" for place, holder in names_of(paid, shown).items()}
    for kind, rows in found.items():
        yield Problem(f"payments-{kind}", PLACE, together(rows, names, by), is_note=kind != OVER)


def a_report_tells_of_all_its_money(reading: Reading) -> Iterator[Problem]:
    """Money of which no holder has said what was paid is known to whoever signs a report."""
    paid = paid_of(reading) if reading.plan.is_report else None
    if paid is None:
        return
    untold = [place for place, sums in paid.cube.places.items() if sums.available and sums.paid is None]
    if untold:
        names, lines = names_of(paid, untold[:SHOWN]), line_words(paid.cube.root, paid.tops, paid.cube.lines)
        told = "; ".join(f"{names[place]}: {lines.get(place.line, '')}" for place in untold[:SHOWN])
        more = f"; và {len(untold) - SHOWN} khoản khác" if len(untold) > SHOWN else ""
        yield Problem(
            "payments-untold", PLACE, f"{len(untold)} khoản chưa có số giải ngân: {told}{more}.", is_note=True
        )

"""The money a report tells of: that of its period, or year by year where its period has several."""

from budgets.paying.cube import Paid, PaymentCube, paid_by, printed
from budgets.paying.faces import added
from budgets.paying.places import asks_for_payments, of_same_holder
from budgets.paying.telling import Sums
from budgets.rounding import step_of
from planning.plans.plans import Plan
from planning.plans.reading import Reading


def paid_of_plan(plan: Plan) -> Paid | None:
    """What became of the money in the period of a report; None for a plan, or where nothing is held or told."""
    if plan.period is None or not asks_for_payments(plan.period):
        return None
    paid = paid_by(plan.period, plan.unit)
    return paid if paid.cube.places else None


def paid_of(reading: Reading) -> Paid | None:
    """The same of a reading, loaded once."""
    return reading.once(paid_of_plan)


def shown_of(reading: Reading) -> PaymentCube | None:
    """The cube of a report as it prints: the same for sentence and appendix."""
    return reading.made(_shown)


def _shown(reading: Reading) -> PaymentCube | None:
    paid = paid_of(reading)
    return printed(paid, step_of(reading.plan)) if paid else None


def paid_by_year(plan: Plan) -> dict[int, Paid]:
    """For a report on several years: for each the last period that ended by then, if anything is known of it."""
    if plan.period is None or asks_for_payments(plan.period):
        return {}
    last = {
        each.year: each
        for each in reversed(of_same_holder(plan.period))
        if each.ends_on <= plan.period.ends_on and plan.first_year <= each.year <= plan.last_year
    }
    found = {year: paid_by(period, plan.unit) for year, period in sorted(last.items())}
    return {year: paid for year, paid in found.items() if paid.cube.places}


def over_years(years: list[Sums]) -> Sums:
    """The sum over years: what was carried from one into the next is counted once, where it came in and went out."""
    if not years:
        return Sums()
    together = added(years)
    return Sums(together.given, years[0].carried_in, together.paid, together.settled, years[-1].carried_out)

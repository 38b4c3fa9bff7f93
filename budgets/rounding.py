"""Amounts brought to what a plan prints, so that the printed parts add up to the printed whole.

The largest-remainder method: every part is cut down to the step, and what the whole then lacks goes, a step each, to
the parts that lost most. A part that needed no rounding is never altered.
"""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TypeVar

from planning.plans.plans import Plan

Key = TypeVar("Key")


def step_of(plan: Plan) -> Decimal | None:
    """The đồng of one in the last printed digit; None where a plan prints to the last đồng."""
    if plan.money_decimals is None:
        return None
    step = Decimal(plan.unit_of_money.factor) / 10**plan.money_decimals
    return step if step > 1 else None


def nearest(amount: Decimal, step: Decimal) -> Decimal:
    """The nearest multiple of `step`, a half upwards."""
    return (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def foot(exact: Mapping[Key, Decimal], step: Decimal, whole: Decimal | None = None) -> dict[Key, Decimal]:
    """Parts that are multiples of `step` and add up to `whole`, which is one: by default the nearest to their sum.

    Among equal remainders the part that comes first is raised.
    """
    due = nearest(sum(exact.values(), Decimal(0)), step) if whole is None else whole
    down = {key: (amount / step).quantize(Decimal(1), ROUND_FLOOR) * step for key, amount in exact.items()}
    lacking = int((due - sum(down.values(), Decimal(0))) / step)
    by_loss = sorted(exact, key=lambda key: down[key] - exact[key])
    return down | {key: down[key] + step for key in by_loss[:lacking]}


def forced(exact: Mapping[Key, Decimal], printed: Mapping[Key, Decimal], step: Decimal) -> list[Key]:
    """The parts that print a step away from their own nearest value, for the sake of the sum."""
    return [key for key, amount in exact.items() if printed[key] != nearest(amount, step)]

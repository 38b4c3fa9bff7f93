"""What may not be told of money: more paid than there was, more settled than was paid. In the words of officers."""

from collections.abc import Iterable, Mapping

from budgets.cells import line_words
from budgets.cube import source_tree
from budgets.paying.places import ZERO, Place, Told
from budgets.paying.sums import Sums
from planning.formats import MoneyUnit, amount
from planning.plans.programmes import Programme
from projects.tree import tree_of_programme

# A place, and the amount of it that is at fault.
Fault = tuple[Place, str]


def faults_of(known: Mapping[Place, Sums], values: Mapping[Place, Told | None]) -> dict[Fault, Sums]:
    """The amounts that cannot stand, each with all that would be told of its place."""
    faults: dict[Fault, Sums] = {}
    for place, told in values.items():
        if told is not None:
            sums = would_be(known[place], told)
            faults |= {(place, name): sums for name in _at_fault(sums)}
    return faults


def would_be(known: Sums, told: Told) -> Sums:
    """A place as it would stand: what is known of it goes before what is told."""
    carried = told.carried_in if known.carried_in is None else known.carried_in
    return Sums(known.given, carried, told.paid, told.settled, told.carried_out)


def _at_fault(sums: Sums) -> Iterable[str]:
    if (sums.available or ZERO) < (sums.paid or ZERO) + (sums.carried_out or ZERO):
        yield from (name for name in ("paid", "carried_out") if getattr(sums, name))
    if sums.settled is not None and sums.settled > (sums.paid or ZERO):
        yield "settled"


def words_of(faults: Mapping[Fault, Sums], programme: Programme, unit: MoneyUnit) -> dict[Fault, str]:
    """For each fault the cell, what there is of it, what was told, and by how much that is too much."""
    lines = {place.line for place, _ in faults}
    names = line_words(tree_of_programme(programme), source_tree(), lines) if lines else {}
    return {
        (place, name): f"{names.get(place.line, '')}: {fault_words(name, sums, unit)}"
        for (place, name), sums in faults.items()
    }


def fault_words(name: str, sums: Sums, unit: MoneyUnit) -> str:
    """What is wrong with an amount, where the cell is named already: `được giao 300; giải ngân 310 là vượt …`."""
    return _settled(sums, unit) if name == "settled" else _over(sums, unit)


def _over(sums: Sums, unit: MoneyUnit) -> str:
    paid, out = sums.paid or ZERO, sums.carried_out or ZERO
    there_is = f"được giao {amount(sums.given or ZERO, unit)}"
    if sums.carried_in:
        there_is += f", năm trước chuyển sang {amount(sums.carried_in, unit)}"
    told = f"giải ngân {amount(paid, unit)}"
    if out:
        told += f" và chuyển nguồn {amount(out, unit)}"
    available = sums.available or ZERO
    most = f"còn được ghi nhiều nhất {amount(max(ZERO, available - out if paid else available), unit)}"
    return f"{there_is}; {told} là vượt {amount(paid + out - available, unit)} {unit.label}, {most}."


def _settled(sums: Sums, unit: MoneyUnit) -> str:
    settled = f"quyết toán {amount(sums.settled or ZERO, unit)} {unit.label}"
    if sums.paid is None:
        return f"{settled} nhưng chưa ghi số giải ngân; quyết toán không được vượt giải ngân."
    return f"{settled} vượt số giải ngân {amount(sums.paid, unit)} {unit.label}."

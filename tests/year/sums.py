"""The figures of the year added up in plain Python, with no code of the application."""

from decimal import ROUND_HALF_UP, Decimal

from tests.year.told import BEFORE, LINES, MODELS, PAID, RATE, WHOLE, WORK


def vietnamese(number, decimals=0):
    """`1.234,50`: a half is rounded up."""
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:,}".translate(str.maketrans(",.", ".,"))


def counts(figure):
    """What counts of three figures: the vetted one, else the reported one."""
    return figure[1] if figure[2] is None else figure[2]


def rate(pick, told=WHOLE):
    """Over all communes: the poor of a hundred households."""
    pairs = [pick(of[RATE]) for of in told.values()]
    return Decimal(100 * sum(poor for poor, _ in pairs)) / sum(households for _, households in pairs)


def number(code, pick, told=WHOLE):
    return sum(figure for of in told.values() if (figure := pick(of[code])) is not None)


def before(code):
    if code == RATE:
        return rate(lambda figure: figure[1:], BEFORE)
    return sum(of[code][0] for of in BEFORE.values())


def paid(place=0, source=None, component=""):
    """Millions paid (0), settled (1) or carried over (2)."""
    return sum(
        amounts[place] or 0
        for (_, code, fund), amounts in PAID.items()
        if code.startswith(component) and source in (None, fund)
    )


def given(source=None, component=""):
    return sum(line[3] for line in LINES if line[0].startswith(component) and source in (None, line[1]))


def untold(component="", holder=None):
    """Millions given of which nobody has said what was paid."""
    return sum(
        line[4][unit]
        for line in LINES
        for (unit, code, _), amounts in PAID.items()
        if code == line[0] and code.startswith(component) and holder in (None, unit) and amounts[0] is None
    )


def percent(part, whole):
    return vietnamese(Decimal(100 * part) / whole, 2)


def hundredths(value):
    return Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)


def of_results():
    poor, models, work = hundredths(rate(counts)), number(MODELS, counts), number(WORK, counts)
    fallen = hundredths(before(RATE)) - poor
    assert (fallen > 2, models == 7, work < 120) == (True, True, True)
    return {
        "results.count": "3 chỉ tiêu",
        "results.count.exceeded": "1 chỉ tiêu",
        "results.count.met": "1 chỉ tiêu",
        "results.count.unknown": "1 chỉ tiêu",
        f"result.{RATE}.reduce-by": f"{vietnamese(poor, 2)}%",
        f"result.{RATE}.reduce-by.difference": f"{vietnamese(fallen, 2)} điểm %",
        f"result.{RATE}.reduce-by.plan": "2 điểm %",
        f"result.{MODELS}.at-least": f"{models} mô hình",
        f"result.{MODELS}.at-least.difference": f"{models - before(MODELS)} mô hình",
        f"result.{MODELS}.at-least.plan": "7 mô hình",
        f"result.{WORK}.reach": f"{work} người",
        f"result.{WORK}.reach.units": str(sum(counts(of[WORK]) is not None for of in WHOLE.values())),
        f"result.{WORK}.reach.of": str(len(WHOLE)),
        f"result.{WORK}.reach.plan": "120 người",
    }


def of_money():
    left = given() - untold() - paid() - paid(2)
    totals = {"available": given(), "total": paid(), "settled": paid(1), "carried": paid(2), "left": left}
    totals["untold"] = untold()
    found = {f"payments.{name}": f"{vietnamese(amount)} triệu đồng" for name, amount in totals.items()}
    found["payments.percent"] = f"{percent(paid(), given())}%"
    for name, source in (("central", "central"), ("local", "local-province")):
        found[f"payments.{name}"] = f"{vietnamese(paid(source=source))} triệu đồng"
        found[f"payments.{name}.percent"] = f"{percent(paid(source=source), given(source))}%"
    for component in ("DA1", "DA2", "DA2.1", "DA2.2"):
        found[f"payments.{component}"] = f"{vietnamese(paid(component=component))} triệu đồng"
        found[f"payments.{component}.percent"] = f"{percent(paid(component=component), given(component=component))}%"
    return found


def units_expected():
    """The line of each commune; a true zero is a 0, and of what nobody told there is nothing."""
    for code, of in WHOLE.items():
        poor, households = counts(of[RATE])
        work = counts(of[WORK])
        models = str(counts(of[MODELS]))
        yield code, [percent(poor, households), models, "" if work is None else str(work)]


def money_row(there_is, unknown, *told):
    """given, carried in, available, paid, percent, settled, carried over, left of what was told"""
    spent, settled, goes_on = told
    shown = [vietnamese(there_is), "", vietnamese(there_is), vietnamese(spent), percent(spent, there_is)]
    shown += [vietnamese(each) if each else "" for each in (settled, goes_on)]
    return [*shown, vietnamese(there_is - unknown - spent - goes_on)]


def of_component(component):
    return money_row(
        given(component=component), untold(component), *(paid(place, component=component) for place in range(3))
    )


def of_holder(holder, there_is):
    told = [[amounts[place] or 0 for key, amounts in PAID.items() if key[0] == holder] for place in range(3)]
    return money_row(there_is, untold(holder=holder), *map(sum, told))

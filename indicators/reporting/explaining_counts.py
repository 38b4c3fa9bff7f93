"""How a report's counts of targets came about: which targets are counted, each with its verdict and its page."""

from django.urls import reverse

from indicators.reporting.sayings import COUNTED, account_of, outcomes_of
from indicators.reporting.tables import name_of, verdict_on
from planning.formats import number
from planning.plans.reading import Reading
from planning.text.explaining import Explanation, Input
from planning.tracking.scopes import report_name

COUNT = "results.count"
LABEL = "Số chỉ tiêu có mức kế hoạch"
RULE = (
    "Đếm các chỉ tiêu có mức kế hoạch: theo kế hoạch năm nếu có, không thì theo kế hoạch giai đoạn; đạt, vượt hay "
    "chưa đạt do phép so sánh của chỉ tiêu quyết định, trên số đã làm tròn như khi in."
)


def explain_count(reading: Reading, name: str) -> Explanation | None:
    """`results.count` and `results.count.<verdict>` of a report; None for any other name."""
    period, wanted = reading.plan.period, name.removeprefix(COUNT).lstrip(".")
    if period is None or reading.once(account_of) is None or wanted not in ("", *COUNTED):
        return None
    told = [(each, verdict) for each in reading.made(outcomes_of) if (verdict := verdict_on(each))]
    counted = [(each, verdict) for each, verdict in told if wanted in ("", verdict)]
    unit = reading.plan.unit
    return Explanation(
        label=f"Số chỉ tiêu {COUNTED[counted[0][1]][0]}" if wanted and counted else LABEL,
        text=f"{number(len(counted))} chỉ tiêu",
        formula=RULE,
        inputs=tuple(
            Input(
                name_of(each),
                COUNTED[verdict][0],
                reverse("period-results", args=[report_name(period, unit, each.indicator.code)]),
            )
            for each, verdict in counted
        ),
        source=f"Kết quả chỉ tiêu {period.words}",
        address=reverse("period-results", args=[report_name(period, unit)]),
    )

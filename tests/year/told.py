"""What is planned, told and found in a year: the raw figures, all of them invented."""

from datetime import date

from budgets.models import Nature
from planning.plans.tasks import Timing

YEAR, MILLION = 2024, 10**6
RATE, MODELS, WORK = "ty-le-ngheo", "mo-hinh", "viec-lam"
# By commune: what is assigned of the rate (counts) and of the models.
ASSIGNED = {"535": (30, 500, 5), "536": (10, 200, 2)}
# By commune and indicator: estimate, reported, vetted. Ba Giang founded no model: a true zero. Of work one is blank.
HALF = {
    "21499": {RATE: ((52, 300), (53, 300), None), MODELS: (2, 1, None), WORK: (40, 38, None)},
    "21500": {RATE: ((35, 200), (36, 200), None), MODELS: (0, 0, None), WORK: (20, 20, None)},
    "21600": {RATE: ((25, 200), (24, 200), None), MODELS: (1, 1, None), WORK: (None, None, None)},
}
WHOLE = {
    "21499": {RATE: ((45, 300), (46, 300), (44, 300)), MODELS: (5, 4, 4), WORK: (80, 77, 75)},
    "21500": {RATE: ((30, 200), (31, 200), (31, 200)), MODELS: (0, 0, 0), WORK: (41, 41, None)},
    "21600": {RATE: ((20, 200), (19, 200), None), MODELS: (2, 3, 3), WORK: (None, None, None)},
}
# Cells of the plan in millions: component, source, nature, amount, what goes to the two districts and to the agency.
LINES = (
    ("DA1", "central", Nature.RECURRENT, 900, {"535": 400, "536": 300}, 0),
    ("DA2.1", "central", Nature.INVESTMENT, 2_000, {"535": 900, "536": 600}, 500),
    ("DA2.2", "local-province", Nature.RECURRENT, 150, {"535": 50, "536": 30}, 70),
)
# In millions, by holder, component and source: paid, settled, carried into the next year.
PAID_HALF = {
    ("535", "DA1", "central"): (150, None, None),
    ("536", "DA1", "central"): (100, None, None),
    ("535", "DA2.1", "central"): (200, None, None),
    ("536", "DA2.1", "central"): (0, None, None),
    ("agency", "DA2.1", "central"): (120, None, None),
}
PAID = {
    ("535", "DA1", "central"): (380, 380, None),
    ("536", "DA1", "central"): (300, 290, None),
    ("province", "DA1", "central"): (0, None, None),
    ("535", "DA2.1", "central"): (700, 690, 150),
    ("536", "DA2.1", "central"): (600, 600, None),
    ("agency", "DA2.1", "central"): (450, 440, 50),
    ("535", "DA2.2", "local-province"): (50, 50, None),
    ("536", "DA2.2", "local-province"): (None, None, None),
    ("agency", "DA2.2", "local-province"): (70, 70, None),
}
# The results of the year before, by commune.
BEFORE = {
    "21499": {RATE: (None, 55, 300), MODELS: (3,), WORK: (70,)},
    "21500": {RATE: (None, 38, 200), MODELS: (1,), WORK: (40,)},
    "21600": {RATE: (None, 27, 200), MODELS: (2,), WORK: (30,)},
}
TASKS = {
    "Tập huấn": {"timing": Timing.YEARLY},
    "Ban hành quy chế": {
        "timing": Timing.YEAR,
        "first_year": YEAR,
        "last_year": YEAR,
        "due_on": date(YEAR, 9, 30),
    },
}
TOLD = ("estimate", "reported", "vetted")

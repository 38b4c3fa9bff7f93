"""Explaining a figure: of what it is made, by which rule, who entered that and when. Each app explains its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from planning.plans.reading import Reading


@dataclass(frozen=True)
class Input:
    """A figure another is made of: what it is, as it prints, and the page it stands on."""

    label: str
    text: str
    address: str = ""


@dataclass(frozen=True)
class Explanation:
    """How a figure came about; `source` names the document or the table, `by` and `at` its last change."""

    label: str
    text: str
    formula: str = ""
    inputs: tuple[Input, ...] = ()
    source: str = ""
    by: str = ""
    at: datetime | None = None
    address: str = ""


Explainer = Callable[[Reading, str], Explanation | None]
_explainers: list[tuple[str, Explainer]] = []


def explains(prefix: str) -> Callable[[Explainer], Explainer]:
    """Register what explains the figures whose names begin with `prefix` and a dot."""

    def register(explainer: Explainer) -> Explainer:
        _explainers.append((f"{prefix}.", explainer))
        return explainer

    return register


def explain(reading: Reading, name: str) -> Explanation | None:
    """How the figure `name` of a plan came about; None where nobody can say."""
    found = (explainer(reading, name) for prefix, explainer in _explainers if name.startswith(prefix))
    return next((each for each in found if each is not None), None)


def last_change(rows: Iterable[Model]) -> tuple[str, datetime | None]:
    """Who changed one of the rows last, and when; nobody and None where no history says so."""
    keys: dict[type[Model], list[Any]] = {}
    for row in rows:
        keys.setdefault(type(row), []).append(row.pk)
    steps = [step for model, of_model in keys.items() if (step := _last_step(model, of_model))]
    if not steps:
        return "", None
    last = max(steps, key=lambda step: step.history_date)
    return str(last.history_user or ""), last.history_date


def _last_step(model: type[Model], keys: list[Any]) -> Any:
    """The last step in the histories of some rows of one kind, in one query."""
    steps = model.history.select_related("history_user")  # type: ignore[attr-defined]
    return steps.filter(**{f"{model._meta.pk.name}__in": keys}).order_by("-history_date", "-history_id").first()

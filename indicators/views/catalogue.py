"""The catalogue of indicators as every officer reads it: what each one means, is measured in and adds up to."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.describing import Entry
from indicators.forms import InUseForm
from indicators.models import Indicator
from planning.views.access import Request


@require_safe
def indicator_list(request: Request) -> HttpResponse:
    """All indicators under their headings, or those in use in the year asked for."""
    form = InUseForm(request.GET)
    year = form.cleaned_data.get("year") if form.is_valid() else None
    found = Indicator.objects.all() if year is None else Indicator.objects.valid_in(year)
    rows = found.select_related("dimension", "component", "part_of", "replaces").prefetch_related("replaced_by")
    groups = [
        (dimension, [Entry(each) for each in members])
        for dimension, members in groupby(rows, key=lambda each: each.dimension)
    ]
    return render(request, "indicators/indicators.html", {"form": form, "groups": groups, "year": year})

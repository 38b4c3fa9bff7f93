"""The pages on which a form is put in use or stopped: what changes, and for which periods."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.widgets import AdminDateWidget, AutocompleteSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from planning.official.definition import definition_of
from planning.official.models import OfficialForm
from planning.official.versions import (
    CannotBeUsed,
    changes_between,
    first_free_day,
    periods_of_versions,
    put_in_use,
    rivals_of,
    stop_using,
)
from planning.people.users import User
from planning.places.units import Unit


class UseForm(forms.Form):
    """From when on a form is asked, and where; an unverified one by somebody who knows it.

    Who only `looks` at what another day would change need not know it yet.
    """

    applies_from = forms.DateField(
        label="Dùng cho các kỳ kết thúc từ ngày", required=False, widget=AdminDateWidget, help_text="ngày/tháng/năm"
    )
    places = forms.ModelMultipleChoiceField(
        Unit.objects.all(),
        label="Nơi dùng",
        required=False,
        help_text="Biểu chỉ được hỏi trong kỳ báo cáo của các đơn vị này; để trống là mọi nơi.",
    )
    knowingly = forms.BooleanField(
        label="Tôi biết các cột của biểu chưa được đối chiếu với văn bản gốc, và vẫn đưa vào dùng"
    )

    def __init__(
        self, page: ModelAdmin, form: OfficialForm, has_rivals: bool, *args: Any, looks: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["knowingly"].required = not looks
        field = OfficialForm._meta.get_field("places")
        self.fields["places"].widget = AutocompleteSelectMultiple(field, page.admin_site)
        self.fields["places"].widget.choices = self.fields["places"].choices  # type: ignore[attr-defined]
        if has_rivals:
            del self.fields["places"]
            self.fields["applies_from"].required = True
        if form.is_verified:
            del self.fields["knowingly"]


class StopForm(forms.Form):
    """After which day a form is asked no more."""

    last_day = forms.DateField(
        label="Không hỏi nữa trong các kỳ kết thúc sau ngày", widget=AdminDateWidget, help_text="ngày/tháng/năm"
    )


def use_page(page: ModelAdmin, request: HttpRequest, form: OfficialForm) -> HttpResponse:
    """What putting a form in use changes; once confirmed, it is in use."""
    rivals = rivals_of(form)
    day = first_free_day(rivals, timezone.localdate()) if rivals else form.applies_from
    places, looks = list(form.places.all()), "look" in request.POST
    initial = {"applies_from": day, "places": places}
    asked = UseForm(page, form, bool(rivals), request.POST or None, looks=looks, initial=initial)
    if request.method == "POST" and asked.is_valid():
        given = asked.cleaned_data
        day, places = given["applies_from"], list(given.get("places", ()))
        try:
            if not looks:
                return _put_in_use(page, request, form, given)
        except CannotBeUsed as refusal:
            asked.add_error(None, refusal)
    replaced = rivals[0] if rivals else None
    context = {
        "rivals": rivals,
        "changes": changes_between(definition_of(replaced), definition_of(form)) if replaced else [],
        "periods": periods_of_versions(OfficialForm.objects.get(pk=form.pk), day, places),
        "day": day,
    }
    return _answer(page, request, form, asked, "admin/official/use.html", "Đưa biểu vào sử dụng", context)


def _put_in_use(page: ModelAdmin, request: HttpRequest, form: OfficialForm, given: dict[str, Any]) -> HttpResponse:
    put_in_use(
        form,
        applies_from=given["applies_from"],
        places=given.get("places", ()),
        by=cast(User, request.user),
        at=timezone.now(),
    )
    page.message_user(request, f"Biểu “{form.code}” đã được đưa vào sử dụng.")
    return redirect("admin:planning_officialform_change", form.pk)


def stop_page(page: ModelAdmin, request: HttpRequest, form: OfficialForm) -> HttpResponse:
    """After which day a form is asked no more; periods that have its figures keep it."""
    day = first_free_day([form], timezone.localdate()) - timedelta(days=1)
    asked = StopForm(request.POST or None, initial={"last_day": day})
    if request.method == "POST" and asked.is_valid():
        try:
            stop_using(form, last_day=asked.cleaned_data["last_day"], by=cast(User, request.user), at=timezone.now())
        except CannotBeUsed as refusal:
            asked.add_error(None, refusal)
        else:
            page.message_user(request, f"Biểu “{form.code}” đã ngừng dùng.")
            return redirect("admin:planning_officialform_change", form.pk)
    return _answer(page, request, form, asked, "admin/official/stop.html", "Ngừng dùng biểu", {})


def _answer(
    page: ModelAdmin,
    request: HttpRequest,
    form: OfficialForm,
    asked: forms.Form,
    template: str,
    title: str,
    more: dict[str, Any],
) -> HttpResponse:
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "original": form,
        "form": asked,
        "media": page.media + asked.media,
        "title": f"{title}: {form}",
        **more,
    }
    return TemplateResponse(request, template, context, status=400 if asked.errors else 200)

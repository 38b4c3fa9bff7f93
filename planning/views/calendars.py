"""The days of a person's units as a calendar: a file to take along, or an address a calendar fetches by itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from planning.people.reach import units_of_posts
from planning.people.users import User
from planning.tracking.calendars import calendar_of, due_days_of
from planning.tracking.subscribing import CalendarKey, make_key, take_key_back, user_of_key
from planning.views.access import Request

FILE_NAME = "han-bao-cao.ics"


@require_safe
def calendar(request: Request) -> HttpResponse:
    """The days by which the person's units have something to do, as a file for any calendar."""
    return _file(request, request.user, "attachment")


@require_safe
@never_cache
@login_not_required
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The same days for whatever calendar knows the secret: a phone or Outlook has no session."""
    user = user_of_key(secret)
    if user is None:
        raise Http404
    return _file(request, user, "inline")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def calendar_page(request: Request) -> HttpResponse:
    """Make, renew or take back the address of one's calendar; a new one is shown once, for only its mark is kept."""
    address = ""
    if request.method == "POST" and "take-back" in request.POST:
        take_key_back(request.user)
        return redirect("calendar-page")
    if request.method == "POST":
        secret = make_key(request.user, at=timezone.now())
        address = request.build_absolute_uri(reverse("calendar-feed", args=[secret]))
    key = CalendarKey.objects.filter(user=request.user).first()
    return render(request, "calendar.html", {"key": key, "address": address})


def _file(request: HttpRequest, user: User, disposition: str) -> HttpResponse:
    days = due_days_of(units_of_posts(user), timezone.localdate())
    content = calendar_of(days, base=request.build_absolute_uri("/").rstrip("/"), at=timezone.now())
    headers = {"Content-Disposition": f'{disposition}; filename="{FILE_NAME}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)

"""Gathers the rooms' pages of reference data for Django's admin."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from planning.admin import official, people, periods, places, plans, reorganising

# The worker's queue is no reference data: a person follows their own printing on its page.
admin.site.unregister(DBTaskResult)

__all__ = ["official", "people", "periods", "places", "plans", "reorganising"]

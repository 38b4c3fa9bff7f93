"""Gathers the rooms' pages of reference data for Django's admin."""

from planning.admin import people, places, plans

__all__ = ["people", "places", "plans"]

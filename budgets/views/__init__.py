"""Screens of a plan's money."""

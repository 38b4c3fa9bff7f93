"""Screens of targets, of household reviews and of results."""

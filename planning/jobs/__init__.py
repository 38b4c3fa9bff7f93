"""Printing that is too long for a request: ordered, drawn by a worker, fetched when done."""

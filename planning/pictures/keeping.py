"""Pictures a page has worked out, kept a while for its own drawings: figures are worked out once for all of them."""

import hashlib

from django.core.cache import cache

from planning.pictures.model import Picture

# Long enough to scroll to the last picture of a page.
SECONDS = 600


def digest_of(picture: Picture) -> str:
    """What a picture is known by: another wherever anything of it is another."""
    return hashlib.sha256(repr(picture).encode()).hexdigest()


def keep(picture: Picture, whose: int) -> str:
    """Keep a picture for the person (by id) who has just been shown its figures; returns its digest."""
    digest = digest_of(picture)
    cache.set(_name(digest, whose), picture, SECONDS)
    return digest


def kept(digest: str, whose: int) -> Picture | None:
    """The picture of a digest, if it is kept for the person."""
    found = cache.get(_name(digest, whose)) if digest.isalnum() and digest.isascii() else None
    return found if isinstance(found, Picture) and digest_of(found) == digest else None


def _name(digest: str, whose: int) -> str:
    return f"picture-{whose}-{digest[:64]}"

"""Numbers in Vietnamese form, for templates."""

from decimal import Decimal

from django import template

from planning.formats import number

register = template.Library()


@register.filter
def vietnamese(value: Decimal | None, decimals: int | None = None) -> str:
    """`2.21` as `2,21`; a blank as nothing."""
    return "" if value is None else number(value, decimals)

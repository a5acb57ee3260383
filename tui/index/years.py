"""Dates as a query asks for them."""

from __future__ import annotations

from tui.index.catalog import is_unknown


def dated(date: str, wanted: str) -> bool:
    """Whether an ISO 8601 date, which may end at the year or the month, lies in what
    is wanted: a year, month or day, or years from one to another, in either order. A
    date that is not known to the month is in none; an empty one is not known."""
    if not date:
        return is_unknown(wanted)
    first, _, last = wanted.partition("-")
    if len(last) == 4:
        return min(first, last) <= date[:4] <= max(first, last)
    return date.startswith(wanted)

"""Dates as a query asks for them."""

from __future__ import annotations

from tui.index.catalog import UNKNOWN, UNKNOWN_NAMES


def dated(date: str, wanted: str) -> bool:
    """Whether an ISO 8601 date, which may end at the year or the month, lies in what
    is wanted: a year, month or day, or years from one to another, 2018-2020. A date
    that is not known to the month is in none."""
    if wanted.lower() in UNKNOWN_NAMES:
        return date == UNKNOWN
    first, _, last = wanted.partition("-")
    if len(last) == 4:
        return bool(date) and first <= date[:4] <= last
    return date.startswith(wanted)

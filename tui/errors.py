"""Every exception that Jiedu raises on purpose.

    JieduError
    ├── InputError             a path that can't be opened, a folder without pages
    └── UnknownReferenceError  a reference that names nothing in the corpus

`str(error)` is one line for the person at the keyboard: what, where, what to do.
"""

from __future__ import annotations


class JieduError(Exception):
    """Base class. `str(error)` is written for the person at the keyboard."""


class InputError(JieduError):
    """A path that is missing, can't be opened, or holds no page."""


class UnknownReferenceError(JieduError):
    """A reference (REF) that names nothing in the corpus."""

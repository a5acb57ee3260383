"""Arguments that begin with a dash and are no options: `jiedu search -招商`.

argparse takes every dash for an option, some behind `--` too. No option has a character
that isn't ASCII, or a quote or a bracket as its first one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SHIELD = "\0"
"""Stands before such an argument; none that the system passes on can have it."""

_NEGATION = re.compile(r"""-(?:[^\0-\x7f]|["(/=])""")
_WORD = re.compile(r"-[A-Za-z]\S+")


def shielded(argv: Sequence[str]) -> list[str]:
    """The arguments with shields, also before all dashes behind a `--`."""
    behind = argv.index("--") if "--" in argv else len(argv)
    return [
        SHIELD + each if at > behind or _NEGATION.match(each) else each
        for at, each in enumerate(argv)
    ]


def bare(argument: str) -> str:
    """An argument as it was typed."""
    return argument.removeprefix(SHIELD)


def doubtful(argv: Sequence[str]) -> str | None:
    """The first argument that may be a negated word or a wrong option: -live."""
    return next(filter(_WORD.fullmatch, argv), None)

"""The obvious slow way to fold, which the index has to agree with."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tui.index.data import build


@pytest.fixture(scope="session")
def slow_fold() -> Callable[[str], str]:
    """Folds one character, from Unicode's tables and OpenCC's."""
    pytest.importorskip("opencc")
    replaced = build.replacements(build.simplified())
    return cache(lambda char: build.fold_character(char, replaced))

"""What every application works out alike as it starts, worked out once for all."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from tui.index.pinyin import Spellings
from tui.index.vocabulary import Vocabulary
from tui.index.words import Words


def parsing_once() -> Callable[..., list[RuleSet]]:
    """For `Stylesheet._parse_rules`: the same text with the same variables has the same
    rules. Textual keeps them only from one parsing of an application to the next."""
    parsed: dict[Hashable, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parsed_once(
        self: Stylesheet, css: str, *where: Any, **more: Any
    ) -> list[RuleSet]:
        variables = frozenset(self._variables.items())
        key = (css, where, frozenset(more.items()), variables)
        if key not in parsed:
            parsed[key] = parse(self, css, *where, **more)
        return parsed[key]

    return parsed_once


def learning_once() -> Callable[[Vocabulary, Words], None]:
    """For `Vocabulary.learn`: what the same pages use of the same dictionary. It is
    told from 350,000 words, in half a second, and never changed."""
    learnt: dict[Hashable, Spellings] = {}
    learn = Vocabulary.learn

    def learn_known(self: Vocabulary, words: Words) -> None:
        texts = tuple(page.text for page in self._pages)
        key = (texts, frozenset(words._names))
        if key not in learnt:
            learn(self, words)
            learnt[key] = self._dictionary
        self._dictionary, self._words = learnt[key], words

    return learn_known

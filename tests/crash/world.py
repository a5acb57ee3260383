"""The pages, the programs that run on them, and what has to be left of a kill."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from time import monotonic

from tests.crash.program import DELAY, Killed, Program, Seen
from tui.corpus.model import Page
from tui.corpus.reader import find, load
from tui.state import Anchor, CorpusState, Searches

SEEDS = Path(__file__).parents[2] / "seeds"
GRACE = 3.0
"""Seconds: a place is kept once a second, by a thread, on a machine that is busy."""
LONGEST = 18
"""Keys before a kill."""
KEYS = "JKJKnnNN jjkb[]}{gGlhlh\t\t\r\r\x0f"
QUERIES = ("项目", "招商引资", "工业路街道", "社区", "服务 企业")
LETTERS = "abc"


class World:
    """Uses programs, kills one, and tells what is wrong with what is left."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.chance = chance
        self.programs: list[Program] = []
        self._pages, self._home = folder / "pages", folder / "home"
        shutil.copytree(SEEDS, self._pages)
        loaded = map(load, find([self._pages]).sources)
        self._read = {each.source: each for each in loaded if isinstance(each, Page)}
        self._titles = {a.title for page in self._read.values() for a in page.articles}
        self._place, self._marks = "", dict[str, str]()
        """The articles that the state named after the last kill."""
        self._looked = 0.0
        """When that was, by `monotonic`."""
        self.notes, self.terms = set[str](), set[str]()
        self._words = 0

    # Using the programs

    def start(self) -> None:
        """Start a program; now and then it may be killed while it starts."""
        program = Program(self._pages, self._home, self._titles)
        self.programs.append(program)
        if self.chance.random() > 0.05:
            program.wait_until_read(self._place)
            program.notes |= self.notes

    def use(self) -> Program:
        """Use the programs until one of them is killed; it is returned."""
        victim = self.chance.choice(self.programs)
        if not victim.places:
            victim.watch(self.chance.uniform(0, 1.5))
            victim.kill()
            return victim
        victim.fuse = self.chance.randint(1, LONGEST), self.chance
        started = [each for each in self.programs if each.places]
        try:
            while True:
                self._act(self.chance.choice(started))
        except Killed:
            return victim

    def _act(self, program: Program) -> None:
        match self.chance.randrange(14):
            case 0 | 1 | 2:
                self._words += 1
                program.note(f"批注{self._words:05}")
            case 3:
                program.mark(self.chance.choice(LETTERS))
            case 4:
                program.press("'")
                program.press(self.chance.choice(LETTERS))
            case 5:
                program.highlight()
            case 6:
                program.press("/")
                program.press(self.chance.choice(QUERIES))
                program.press("\r")
            case 7 if program.notes:
                program.find_note(self.chance.choice(sorted(program.notes)))
            case 8:
                program.watch(self.chance.uniform(0, GRACE + 0.5))
            case _:
                program.press(self.chance.choice(KEYS))

    # Looking at what is left

    def problems(self, victim: Program) -> Iterator[str]:
        """What is wrong behind a kill; what is there counts as right from then on."""
        now = monotonic()
        for each in self.programs:
            each.watch(DELAY)
        state = CorpusState.load([self._pages], self._home / "jiedu")
        searches = Searches.load(self._home / "jiedu")
        yield from (each for each in (state.problem, searches.problem) if each)
        yield from (each.name for each in self._home.rglob("*damaged*"))
        yield from self._lost_notes(state)
        yield from self._wrong_terms(state)
        yield from self._wrong_marks(state, now)
        yield from self._wrong_place(state, victim, now)
        self.programs.remove(victim)
        victim.terminal.__exit__()

    def _lost_notes(self, state: CorpusState) -> Iterator[str]:
        texts = "\n".join(each.text for each in state.notes.values())
        self.notes |= {word for each in self.programs for word in each.notes}
        lost = {each for each in self.notes if each not in texts}
        yield from (f"{each} is lost" for each in sorted(lost))
        self.notes -= lost

    def _wrong_terms(self, state: CorpusState) -> Iterator[str]:
        unsure = sum(each.unsure for each in self.programs)
        for _at, term, is_on in sorted(s for each in self.programs for s in each.terms):
            (self.terms.add if is_on else self.terms.discard)(term)
        for each in self.programs:
            each.terms.clear()
            each.unsure = 0
        differ = self.terms ^ {*state.highlights}
        if len(differ) > unsure:
            yield f"highlighted, or not: {differ}"
        self.terms = {*state.highlights}

    def _wrong_marks(self, state: CorpusState, now: float) -> Iterator[str]:
        found = {key: self._title_of(anchor) for key, anchor in state.marks.items()}
        for letter in LETTERS:
            every = (s for each in self.programs for s in each.marks.get(letter, ()))
            # What was set longer ago has been looked at, or was set anew since.
            seen = [each for each in every if each.at >= self._looked - GRACE]
            before = Seen(0, self._marks.get(letter, ""))
            may_be = lately([before, *sorted(seen)], now)
            if found.get(letter, "") not in may_be:
                yield f"mark {letter} in {found.get(letter)}, not in {may_be}"
        self._marks = found

    def _wrong_place(
        self, state: CorpusState, victim: Program, now: float
    ) -> Iterator[str]:
        place = state.session.place
        found = self._title_of(place) if place else ""
        may_be = {title for each in self.programs for title in lately(each.places, now)}
        # One that was killed while it started has kept nothing; one that has not moved
        # lets stand what another kept.
        moves = (seen.at for each in self.programs for seen in each.places)
        if not (victim.places and self._place) or all(
            at < self._looked for at in moves
        ):
            may_be.add(self._place)
        if found not in may_be:
            yield f"in {found}, not in {may_be}"
        self._place, self._looked = found, now

    def _title_of(self, anchor: Anchor) -> str:
        articles = self._read[anchor.source].articles
        return next(a.title for a in articles if a.first <= anchor.passage < a.last)


def lately(seen: Sequence[Seen], now: float) -> set[str]:
    """The titles of the last moments, and the one before."""
    late = sum(each.at >= now - GRACE for each in seen)
    return {each.title for each in seen[max(0, len(seen) - late - 1) :]}

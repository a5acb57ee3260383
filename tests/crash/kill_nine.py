"""Kills Jiedu with signal 9 at random moments, and looks at what is left. By hand:

    python -m tests.crash.kill_nine --times 200 --seed 1

What the program has confirmed has to be there: notes and highlights as soon as it
says so, a mark and the article one reads some seconds later. It has to start again and
to go on there. In some of the runs two programs share the files, and either dies.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.crash.world import World

TWO = 0.25
"""How often a second program is started, which then runs until one is killed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what went wrong, and a line about it all; 1 where something did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        world = World(Path(folder), Random())
        try:
            return run(world, asked.times, asked.seed)
        finally:
            for program in world.programs:
                program.terminal.__exit__()


def run(world: World, times: int, seed: int) -> int:
    """Kill so many times, or until Ctrl+C."""
    done = twos = bad = 0
    with suppress(KeyboardInterrupt):
        for step in range(times):
            world.chance.seed(f"{seed}:{step}")
            problems = [*killed(world)]
            done, twos = done + 1, twos + len(world.programs)
            bad += bool(problems)
            for each in problems:
                print(f"seed {seed} step {step}: {each}", flush=True)
    told = f"{len(world.notes)} notes, {len(world.terms)} highlights confirmed"
    print(f"killed {done} times, {twos} of them one of two; {told}; {bad} times bad")
    return 1 if bad else 0


def killed(world: World) -> Iterator[str]:
    """Start what is to run, use it until one is killed, and tell what is wrong."""
    try:
        while len(world.programs) < 1 + (world.chance.random() < TWO):
            world.start()
        victim = world.use()
    except AssertionError as error:
        victim = world.programs[-1]
        victim.kill()
        yield str(error)
    yield from world.problems(victim)


if __name__ == "__main__":
    sys.exit(main())

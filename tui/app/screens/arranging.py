"""Which panes are open, and how the text in them is set: taken down, and as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.widget import Widget

from tui.app.render.script import Script
from tui.app.render.typeset import Spacing
from tui.app.screens.news import NewsScreen
from tui.app.widgets.reader import LONGEST, SHORTEST

READER, LISTS, TREELESS = "reader", ("results", "kwic"), "treeless"
"""Names of panes, besides `tree` and `raw`, and that the tree is hidden."""

SCRIPTS = (Script.ORIGINAL, Script.SIMPLIFIED, Script.TRADITIONAL)


class ArrangingScreen(NewsScreen):
    """Tells in names and numbers what it looks like, and looks like that again."""

    @property
    def _panes(self) -> Mapping[str, Widget]:
        desk = self.desk
        return {
            "tree": self.corpus_tree,
            READER: desk.reader,
            **{name: getattr(desk, name) for name in LISTS},
            "raw": desk.raw,
        }

    @property
    def arrangement(self) -> str:
        """The names of the panes that are open, the focused one first."""
        names = {pane: name for name, pane in self._panes.items()}
        front = names[self.right]
        raw = ["raw"] if self.desk.has_class("-raw") else []
        hidden = [TREELESS] if self.has_class(f"-{TREELESS}") else []
        focused = names.get(self.focused, front) if self.focused else front
        return " ".join(dict.fromkeys([focused, front, *raw, *hidden]))

    def open_panes(self, names: Sequence[str]) -> None:
        """Open the panes that were open, and focus the first."""
        for name in LISTS:
            if name in names:
                self.show_list(self._panes[name])
        self.show_raw("raw" in names)
        self.set_class(TREELESS in names, f"-{TREELESS}")
        self.turn_to(self._panes.get(names[0], self.reader))

    @property
    def looks(self) -> Mapping[str, int]:
        """How the text is set."""
        reader = self.reader
        return {
            "measure": reader.measure,
            "lines": reader.spacing.lines,
            "apart": int(reader.spacing.apart),
            "indented": int(reader.spacing.indented),
            "script": SCRIPTS.index(reader.script),
            "ruby": int(reader.ruby),
            "source": int(reader.show_source),
        }

    def put_on(self, looks: Mapping[str, int]) -> None:
        """Set the text so, whatever the numbers; what isn't named stays as it is."""
        looks = {**self.looks, **looks}
        reader = self.reader
        reader.measure = min(max(looks["measure"], SHORTEST), LONGEST)
        lines = 2 if looks["lines"] > 1 else 1
        apart, indented = bool(looks["apart"]), bool(looks["indented"])
        reader.spacing = Spacing(lines, apart, indented)
        reader.script = SCRIPTS[looks["script"] % len(SCRIPTS)]
        reader.ruby = bool(looks["ruby"])
        reader.show_source = bool(looks["source"])

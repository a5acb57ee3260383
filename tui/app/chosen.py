"""What the user chose in `settings.toml`, put to use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from tui.app.render.typeset import Spacing
from tui.i18n import _
from tui.settings import NAME, Settings, unknown

if TYPE_CHECKING:
    from tui.app.app import JieduApp


def put_to_use(app: JieduApp, settings: Settings) -> Iterator[str]:
    """Set measure, spacing and keys; a line for each thing that can't be used. The
    theme is set before the first frame: here it is only told of, and as such, for the
    file may have said it or the command line."""
    reader = app.main.reader
    if settings.measure is not None:
        reader.measure = settings.measure
    reader.spacing = Spacing(
        settings.line_spacing, settings.paragraph_spacing, settings.first_line_indent
    )
    if settings.keys:
        yield from _remap(app, settings.keys)
    theme = settings.theme
    if theme and theme not in app.available_themes:
        yield unknown(_("配色"), theme, app.available_themes)


def _remap(app: JieduApp, keys: Mapping[str, str]) -> Sequence[str]:
    from tui.app.keymap import chains, keymap
    from tui.app.screens.compare import CompareScreen
    from tui.app.screens.goto import GotoScreen
    from tui.app.screens.help import HelpScreen
    from tui.app.screens.highlights import HighlightsScreen
    from tui.app.screens.note import NoteScreen
    from tui.app.screens.notes import NotesScreen
    from tui.app.screens.register import RegisterScreen

    others: list[type[Screen[Any]]] = [HelpScreen, GotoScreen, CompareScreen]
    others += [NoteScreen, NotesScreen, RegisterScreen, HighlightsScreen]
    chosen, problems = keymap(keys, chains(app.main, others), NAME)
    app.set_keymap(chosen)
    return problems

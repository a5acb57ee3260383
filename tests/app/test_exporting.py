"""Files that are written from the screen, beside the pages and never among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.app.exporting import folder_beside, write_concordance, write_notes
from tui.index.concordance import Concordance, Order
from tui.index.library import Library

from tests.app.conftest import make_page  # isort: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, with the pages in it, and one at work there."""
    home = tmp_path / "home"
    (home / "pages" / "2018").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(home / "pages" / "2018")
    return home


def test_files_stand_where_one_is_if_the_pages_are_elsewhere(home: Path) -> None:
    assert folder_beside([home / "others"]) == home / "pages" / "2018"
    assert folder_beside([home / "pages" / "2018" / "a.txt"]) == Path.cwd()


def test_nothing_is_written_among_the_pages(home: Path) -> None:
    assert folder_beside([home / "pages"]) == home
    assert folder_beside([Path()]) == home
    told = write_notes("# 笔记\n", [home / "pages"])
    assert (home / "jiedu-notes.md").read_text("utf-8") == "# 笔记\n"
    assert told == "jiedu-notes.md：笔记，写在 ~"
    assert [*(home / "pages").rglob("*.md")] == []


def test_where_all_of_ones_own_is_read_it_stands_beside_the_state(
    home: Path, tmp_path: Path
) -> None:
    write_notes("# 笔记\n", [home])
    assert [*home.rglob("*.md")] == []
    (written,) = (tmp_path / "state").rglob("jiedu-notes.md")
    assert written.read_text("utf-8") == "# 笔记\n"


@pytest.mark.usefixtures("home")
def test_the_name_of_a_table_comes_first_and_is_short() -> None:
    library = Library().add([make_page("a.txt", "标题", "街道招商。")])
    lines = Concordance(library.find("招商"), Order.PLACE, 20, None)
    told = write_concordance(lines, library, "招商" * 30, ".csv")
    name = f"jiedu-{'招商' * 6}.csv"
    assert told == f"{name}：1 行，写在 ~/pages/2018"

"""The wheel carries all that the program needs, byte for byte."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CARRIED = (".py", ".tcss", ".txt", ".npy", ".mo", ".typed")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        folder,
        ROOT,
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("jiedu-*.whl"))


def test_the_seeds_are_carried_byte_for_byte(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for path in (ROOT / "seeds").glob("*.txt"):
            assert archive.read(f"tui/seeds/{path.name}") == path.read_bytes()


def test_the_package_is_carried_whole(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tui").rglob("*")
        if path.suffix in CARRIED or path.name == "py.typed"
    }
    assert wanted <= names


def test_the_installed_program_opens_them_anywhere(wheel: Path, tmp_path: Path) -> None:
    """From the wheel itself, in another folder, without the checkout."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    run = subprocess.run(
        [sys.executable, "-P", "-m", "tui", "tree"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site"), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode().count("000_c400de4c9ee8a0a3.txt#") > 1

"""Where documents go: whole, or not at all."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import pytest

from bot.cli.output import CannotWrite, check, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kilobytes."""
    disk = tmp_path / "small"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603 - fixed words
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)  # noqa: S603, S607 - fixed words


def test_without_a_file_stdout_gets_it() -> None:
    """As it is."""
    out = io.StringIO()

    write("Ünïcode\n", None, out)

    assert out.getvalue() == "Ünïcode\n"


def test_an_encoding_that_lacks_a_sign_is_no_reason_to_stop() -> None:
    """A question mark stands for what can't be shown."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")

    write("α → β\n", None, out)

    out.seek(0)
    assert out.read() == "? ? ?\n"


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """It keeps its mode, stays a link where it is one, and nothing else is left in the folder."""
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old and longer than the new one")
    real.chmod(0o640)
    link.symlink_to(real)

    write("new", str(link), io.StringIO())

    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert sorted(tmp_path.iterdir()) == [link, real]


def test_a_new_file_may_have_the_longest_name(tmp_path: Path) -> None:
    """The name that it has while it is written is no longer."""
    file = tmp_path / ("n" * 255)

    write("new", str(file), io.StringIO())

    assert file.read_text() == "new"
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_full_disk_leaves_the_old_file(small: Path) -> None:
    """With a sentence, and without remains of the new one."""
    file = small / "roundup.txt"
    file.write_text("old")

    with pytest.raises(CannotWrite, match="can't be written: No space left on device"):
        write("new" * 50_000, str(file), io.StringIO())

    assert file.read_text() == "old"
    assert list(small.iterdir()) == [file]


def test_a_device_is_written_to_in_place() -> None:
    """It has nothing to keep whole; when it is full, that is said."""
    write("gone", "/dev/null", io.StringIO())

    with pytest.raises(CannotWrite, match="/dev/full can't be written: No space left on device"):
        write("new", "/dev/full", io.StringIO())


def test_a_folder_that_went_away_meanwhile_is_said(tmp_path: Path) -> None:
    """After the check, and before the writing."""
    with pytest.raises(CannotWrite, match="No such file or directory"):
        write("new", str(tmp_path / "gone" / "file"), io.StringIO())


@pytest.mark.parametrize("path", [None, "file"])
def test_what_can_be_written_passes_the_check(path: str | None, tmp_path: Path) -> None:
    """And leaves no trace of it."""
    check(str(tmp_path / path) if path else None)

    assert list(tmp_path.iterdir()) == []

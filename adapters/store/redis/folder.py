"""The embedded store's folder: made, held by one process at a time, and asked what ails it."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import tempfile
from pathlib import Path

from adapters.errors import StoreAway, StoreTaken

LONGEST_SOCKET_PATH = 100
"""Linux allows 107 bytes and macOS 103."""

SHORT_FOLDER = "paperround-"
UNHELD = -1


class FolderLock:
    """A lock on a file that ends with its last holder, whatever kills it; the file also names the holder.

    Attributes:
        file: The open file while the lock is held, for a child that is to hold it too.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.file = UNHELD

    def take(self) -> bool:
        """Whether it is ours now."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self.file = file
        return True

    def sign(self, process: int) -> None:
        """Write who holds it; a courtesy to the next one, and not worth failing on a full disk."""
        with contextlib.suppress(OSError):
            os.ftruncate(self.file, 0)
            os.pwrite(self.file, f"{process}\n".encode(), 0)

    def holder(self) -> int:
        """The process that signed it last, or 0."""
        text = self._path.read_bytes().strip()
        return int(text) if text.isdigit() else 0

    def drop(self) -> None:
        """Close our hold on it; a child that inherited it goes on holding."""
        if self.file != UNHELD:
            os.close(self.file)
            self.file = UNHELD


class DataFolder:
    """Where the server keeps its data, for its owner alone.

    Attributes:
        path: The folder itself, `store` in the one that the caller named.
    """

    def __init__(self, given: Path) -> None:
        self.path = Path(os.path.realpath(given)) / "store"
        self._owner = FolderLock(self.path / "owner.lock")
        self._short: Path | None = None

    def claim(self) -> None:
        """Make it and become its owner."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self.path.chmod(0o700)
            ours = self._owner.take()
        except OSError as error:
            raise StoreAway(self.unusable(error)) from error
        if not ours:
            owner = self._owner.holder()
            raise StoreTaken(
                f"Paperround is already running on {self.path.parent} (process {owner}). "
                "End it first, or give this one another folder with PAPERROUND_DATA.",
                owner=owner,
            )
        self._owner.sign(os.getpid())

    def release(self) -> None:
        """Let the next one have it."""
        self._owner.drop()

    def server_lock(self) -> FolderLock:
        """A new hold on the lock that the server inherits, so that it is held for just as long as the server lives."""
        return FolderLock(self.path / "server.lock")

    @property
    def log(self) -> Path:
        """What the server said since it was started last."""
        return self.path / "server.log"

    def last_words(self) -> str:
        """The last complaint in the log, else its last line; what it calls WARNING is general advice at every start."""
        with contextlib.suppress(OSError):
            lines = self.log.read_text(errors="replace").strip().splitlines()[-50:]
            warnings = [line.split(" # ", 1)[1] for line in lines if " # " in line and "# WARNING" not in line]
            return (warnings or lines or [""])[-1].strip()
        return ""

    def socket(self) -> str:
        """Where the server listens; a long path is a link to a short private one, since sockets have short names."""
        path = self.path / "socket"
        with contextlib.suppress(OSError):
            return str(path.readlink())
        return str(path)

    def fresh_socket(self) -> str:
        """A place to listen at, with nothing left of an earlier server; the same at every start of this process."""
        path = self.path / "socket"
        if self._short is None:
            self.clear_socket()
            if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
                self._short = Path(tempfile.mkdtemp(prefix=SHORT_FOLDER))
                path.symlink_to(self._short / "socket")
        else:
            (self._short / "socket").unlink(missing_ok=True)
        return self.socket()

    def clear_socket(self) -> None:
        """Remove the socket, and the short private folder where there is one of our making."""
        target = Path(self.socket())
        (self.path / "socket").unlink(missing_ok=True)
        if target.parent.name.startswith(SHORT_FOLDER):
            with contextlib.suppress(OSError):
                target.unlink(missing_ok=True)
                target.parent.rmdir()

    def ailment(self) -> str:
        """Why nothing can be written here, found by trying; "" when it can."""
        probe = self.path / "probe"
        try:
            with probe.open("wb", buffering=0) as file:
                file.write(bytes(65_536))
                os.fsync(file.fileno())
        except OSError as error:
            return self.unusable(error)
        finally:
            with contextlib.suppress(OSError):
                probe.unlink()
        return ""

    def unusable(self, error: OSError) -> str:
        """A sentence for what the system refused."""
        place = self.path.parent
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return f"The disk that holds {place} is full, so nothing new can be kept. What was kept is safe."
        reason = {
            errno.EEXIST: "a file is in its place",
            errno.ENOTDIR: "a file is in its place",
            errno.EACCES: "this user may not write there",
            errno.EPERM: "this user may not write there",
            errno.EROFS: "it can only be read",
        }.get(error.errno or 0, error.strerror or type(error).__name__)
        return f"The data folder {place} can't be used: {reason}. Choose another one with PAPERROUND_DATA."

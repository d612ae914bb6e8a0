"""Writes files whole or not at all, and makes file names from ids."""

import hashlib
import os
import platform
import re
import secrets
import time
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

# names that Windows reserves for devices
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I)
LONGEST_NAME = 100  # bytes of a file name made from an id
# the ending of a file while it is written; a process that is killed leaves one behind
PARTIAL = ".partial"
# the machine and the process that write a partial file
OWNER = re.compile(rf"\.([0-9a-f]{{8}})-(\d+)-[0-9a-f]+{re.escape(PARTIAL)}$")
DAY = 86_400  # seconds


@contextmanager
def whole_file(path):
    """Open a file for bytes that takes its name only when everything is written to the disk.

    Until then the bytes lie in a partial file beside it; a missing folder is made. Raises OSError
    if the file cannot be written; an older file of that name then stays as it was.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    owner = f"{machine()}-{os.getpid()}-{secrets.token_hex(4)}"
    partial = path.with_name(f".{path.name[:40]}.{owner}{PARTIAL}")
    # unlike a temporary file, it can be read by everybody whom the user's umask allows
    file = partial.open("xb")
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def write_whole(path, content):
    """Write bytes to a file, whole or not at all; see whole_file."""
    with whole_file(path) as file:
        file.write(content)


def sweep(folder):
    """Remove abandoned partial files from a folder; see is_abandoned."""
    for path in Path(folder).glob(f".*{PARTIAL}"):
        with suppress(OSError):  # another process may sweep at the same time
            if is_abandoned(path):
                path.unlink()


def is_abandoned(path):
    """Whether a partial file's process has ended, or has not touched the file for a day."""
    import psutil

    owner = OWNER.search(path.name)
    if owner and owner[1] == machine() and not psutil.pid_exists(int(owner[2])):
        return True
    return time.time() - path.stat().st_mtime >= DAY


@cache
def machine():
    """Return a short name of this machine or, on Linux, of this container: within it process
    numbers are unique."""
    try:
        space = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 - not a path
    except OSError:
        space = ""
    return hashlib.blake2b(f"{platform.node()} {space}".encode(), digest_size=4).hexdigest()


def safe_name(id: object) -> str:
    """Return an id as a file name that is valid on every system and cannot lead out of its folder.

    >>> safe_name("../../etc/passwd"), safe_name("lavrov_mali"), safe_name("CON.txt")
    ('etc_passwd', 'lavrov_mali', '_CON.txt')
    """
    name = re.sub(r"[^\w.-]+", "_", str(id)).strip("._")
    if DEVICES.match(name):
        name = f"_{name}"
    if len(name.encode()) > LONGEST_NAME:
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        beginning = name.encode()[: LONGEST_NAME - 9].decode(errors="ignore")
        name = f"{beginning}_{digest}"
    return name or "article"

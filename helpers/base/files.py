"""Takes a path and what belongs there, writes the file whole or not at all; takes ids, gives names
for files."""

import hashlib
import os
import platform
import re
import secrets
import time
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

DEVICES = re.compile(
    r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I
)  # what Windows takes for a device, not a file
LONGEST_NAME = 100  # bytes of a file name made from an id
# what a file is called at the end while it is written; a process that was killed leaves one
PARTIAL = ".partial"
OWNER = re.compile(
    rf"\.([0-9a-f]{{8}})-(\d+)-[0-9a-f]+{re.escape(PARTIAL)}$"
)  # the machine and the process that write it
DAY = 86_400  # seconds


@contextmanager
def whole_file(path):
    """Give a file to write bytes to, which takes its name only when all is written and on the disk.

    Until then it lies beside it under another name; its folder is made if it is not there. Raises
    OSError if it cannot be written; what had the name keeps it then."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(
        f".{path.name[:40]}.{machine()}-{os.getpid()}-{secrets.token_hex(4)}{PARTIAL}"
    )
    file = partial.open(
        "xb"
    )  # unlike a temporary file it may be read by whom the user's umask lets
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
    """Write bytes as a file, all at once; see whole_file."""
    with whole_file(path) as file:
        file.write(content)


def sweep(folder):
    """Remove the files in a folder that were begun and not finished: by a process of this machine
    that has ended, or by whatever did not touch them for a day."""
    for path in Path(folder).glob(f".*{PARTIAL}"):
        with suppress(OSError):  # another process may sweep, too
            if is_abandoned(path):
                path.unlink()


def is_abandoned(path):
    """Whether no process writes a file any more that was begun."""
    import psutil

    owner = OWNER.search(path.name)
    if owner and owner[1] == machine() and not psutil.pid_exists(int(owner[2])):
        return True
    return time.time() - path.stat().st_mtime >= DAY


@cache
def machine():
    """Return a short name of what numbers the processes seen from here: the machine or, on Linux, a
    container in it."""
    try:
        space = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 - it is no path
    except OSError:
        space = ""
    return hashlib.blake2b(f"{platform.node()} {space}".encode(), digest_size=4).hexdigest()


def safe_name(id):
    """Return an id as the name of a file or folder that lies where it is put, on every system.

    >>> safe_name("../../etc/passwd"), safe_name("lavrov_mali"), safe_name("CON.txt")
    ('etc_passwd', 'lavrov_mali', '_CON.txt')
    """
    name = re.sub(r"[^\w.-]+", "_", str(id)).strip("._")
    name = f"_{name}" if DEVICES.match(name) else name
    if len(name.encode()) > LONGEST_NAME:
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        name = name.encode()[: LONGEST_NAME - 9].decode(errors="ignore") + f"_{digest}"
    return name or "article"

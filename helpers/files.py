"""Takes a path and what belongs there, writes the file whole or not at all; takes ids, gives names for files."""

import hashlib
import os
import re
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I)  # what Windows takes for a device, not a file
LONGEST_NAME = 100  # bytes of a file name made from an id
PARTIAL = ".partial"  # what a file is called at the end while it is written; a process that was killed leaves one


@contextmanager
def whole_file(path):
    """Give a file to write bytes to, which takes its name only when all is written and on the disk.

    Until then it lies beside it under another name; its folder is made if it is not there. Raises OSError if it cannot be
    written; what had the name keeps it then.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PARTIAL)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_whole(path, content):
    """Write bytes as a file, all at once; see whole_file."""
    with whole_file(path) as file:
        file.write(content)


def sweep(folder, *, days=0):
    """Remove what processes that were killed left in a folder: files begun and not finished, untouched for some days."""
    for path in Path(folder).glob(f".*{PARTIAL}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime >= 86_400 * days:
                path.unlink()


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

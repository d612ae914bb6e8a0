"""Takes what took long to make, keeps it on disk in a folder that is the user's alone, and gives it
back.

The folder can be deleted at any time; what other code, another model or other word lists made is
never used, and what is damaged is as if it were not there."""

import hashlib
import io
import json
import os
import re
import shutil
import stat
import warnings
import zipfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from helpers.base.files import write_whole
from helpers.base.places import PACKAGE
from helpers.base.problems import ArticleWarning

SUITE = "news-framing-notebooks"
CONTENTS = "contents.json"


class DamagedError(Exception):
    """What was kept in a file is gone, or not what was written there."""


# folders


def cache_folder():
    """Return the folder of what this version of the suite made; None, and nothing is kept, if there
    can be none."""
    from platformdirs import user_cache_path

    return own_folder(user_cache_path(SUITE))


def own_folder(base):
    """Return the folder of this version in a folder, closed to others; None if it cannot be
    written, or warn and return None if others could: what they put there would be believed."""
    folder = Path(base) / version()
    try:
        for place in (folder.parent, folder):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            fault = close_to_others(place, kept=place == folder)
            if fault:
                warn_once(place, fault)
                return None
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def close_to_others(place, *, kept):
    """Make a folder the user's alone; return what is wrong with it if it is not, or was not while
    something was `kept`."""
    if not hasattr(os, "getuid"):  # on Windows the folders of a user are closed to others
        return ""
    if {place.stat().st_uid, place.lstat().st_uid} != {os.getuid()}:
        return "it belongs to somebody else"
    mode = stat.S_IMODE(place.stat().st_mode)
    if mode & 0o077 and not (kept and mode & 0o022):
        place.chmod(mode & 0o700)
    return "others can write into it" if place.stat().st_mode & 0o022 else ""


@cache
def warn_once(place, fault):
    doubt = ArticleWarning(
        place,
        f"{fault}, and nothing is kept there",
        "remove it, or choose another folder for the cache",
    )
    warnings.warn(doubt, stacklevel=4)


@cache
def version():
    """Return a digest of the suite's code and word lists, and of the versions of the tagger and the
    libraries it uses."""
    from helpers.base.models import tagger_version

    libraries = {
        *required_by(SUITE),
        *required_by("trafilatura"),
    }  # which reads dates by one of its own
    versions = " ".join(f"{name} {version_of(name)}" for name in sorted(libraries))
    digest = hashlib.blake2b(f"{tagger_version()} {versions}".encode(), digest_size=16)
    for path in sorted(
        path for path in PACKAGE.rglob("*") if "__pycache__" not in path.parts and path.is_file()
    ):
        content = path.read_bytes()
        digest.update(
            f"\n{path.relative_to(PACKAGE).as_posix()} {len(content)} ".encode() + content
        )
    return digest.hexdigest()


def required_by(name):
    """Return the names of the libraries that an installed one asks for, those of its extras left
    out."""
    from importlib import metadata

    with suppress(metadata.PackageNotFoundError):
        return [
            re.split(r"[^\w.-]", line)[0]
            for line in metadata.requires(name) or ()
            if "extra ==" not in line
        ]
    return []


def version_of(name):
    from importlib import metadata

    with suppress(metadata.PackageNotFoundError):
        return metadata.version(name)
    return "-"


# files


def digest_of(words):
    """Return a digest of some strings, in their order."""
    digest = hashlib.blake2b(digest_size=16)
    for word in words:
        told = word.encode("utf-8", "backslashreplace")
        digest.update(b"%d " % len(told) + told)
    return digest.hexdigest()


def checksum(content):
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def write_kept(path, told, parts):
    """Write what is kept as one file: parts (name → bytes), and what is told of them (as JSON),
    with checksums of all.

    Raises OSError if it cannot be written.
    """
    file = io.BytesIO()
    path = Path(path)
    contents = json.dumps(
        {"told": told, "parts": {name: checksum(content) for name, content in parts.items()}}
    ).encode()
    with zipfile.ZipFile(
        file, "w"
    ) as kept:  # of one date, so that the same tables give the same bytes
        kept.comment = checksum(contents).encode()
        for name, content in {CONTENTS: contents, **parts}.items():
            kept.writestr(zipfile.ZipInfo(name), content)
    if path.is_dir():  # nothing of ours, and in the way
        shutil.rmtree(path)
    write_whole(path, file.getvalue())


def read_kept(path, name=None):
    """Return what a kept file tells of its parts, the names of these, and the content of one of
    them (b"" of none).

    Raises DamagedError if it is not there, or not as it was written.
    """
    try:
        if not Path(path).is_file():  # a pipe would be waited for
            raise DamagedError(path)
        with zipfile.ZipFile(path) as kept:
            contents = kept.read(CONTENTS)
            known = json.loads(contents)
            content = kept.read(name) if name else b""
        sums = [kept.comment.decode(), known["parts"][name]] if name else [kept.comment.decode()]
        if [checksum(part) for part in (contents, content)[: len(sums)]] != sums:
            raise DamagedError(path)
        return known["told"], list(known["parts"]), content
    except Exception as error:  # a damaged file can raise nearly anything
        raise DamagedError(path) from error


def remember(folder, key, make, *, dump, load):
    """Return what `make()` gives: from the folder, if it was made there before for the same key
    (anything with a repr).

    `dump` turns it into bytes, `load` gives it back from them.
    """
    name = digest_of([repr(key)])
    path = Path(folder) / f"{name}.kept"
    with suppress(Exception):  # whatever is wrong with what was kept, it can be made anew
        return load(read_kept(path, name)[-1])
    made = make()
    with suppress(OSError):  # a full disk costs time, and nothing else
        write_kept(path, "", {name: dump(made)})
    return made

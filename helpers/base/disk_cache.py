"""Keeps on disk what took long to make, in a folder that is the user's alone.

The folder can be deleted at any time. What was made by other code, another model or other word
lists is never used, and a damaged file counts as missing."""

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
# what is wrong with a file's mode: others can read or enter it, others can write into it
OPEN_TO_OTHERS = 0o077
WRITABLE_BY_OTHERS = 0o022


class DamagedError(Exception):
    """A kept file is gone, or does not hold what was written there."""


# the folder


def cache_folder():
    """Return the folder in which this version of the suite keeps what it made, or None if there
    cannot be one; then nothing is kept."""
    from platformdirs import user_cache_path

    return own_folder(user_cache_path(SUITE))


def own_folder(base):
    """Return this version's folder below `base`, closed to others.

    Returns None if it cannot be written. Warns and returns None if others could write there: what
    they put there would be believed."""
    folder = Path(base) / version()
    try:
        for place in (folder.parent, folder):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            fault = close_to_others(place, holds_files=place == folder)
            if fault:
                warn_once(place, fault)
                return None
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def close_to_others(place, *, holds_files):
    """Make a folder the user's alone; return what is wrong with it if that fails, or if others
    could write into it while it held files."""
    if not hasattr(os, "getuid"):  # on Windows the folders of a user are closed to others
        return ""
    if {place.stat().st_uid, place.lstat().st_uid} != {os.getuid()}:
        return "it belongs to somebody else"
    mode = stat.S_IMODE(place.stat().st_mode)
    may_be_tampered = holds_files and mode & WRITABLE_BY_OTHERS
    if mode & OPEN_TO_OTHERS and not may_be_tampered:
        place.chmod(mode & 0o700)
    if place.stat().st_mode & WRITABLE_BY_OTHERS:
        return "others can write into it"
    return ""


@cache
def warn_once(place, fault):
    reason = f"{fault}, and nothing is kept there"
    remedy = "remove it, or choose another folder for the cache"
    warnings.warn(ArticleWarning(place, reason, remedy), stacklevel=4)


# the version


@cache
def version():
    """Return a digest of every file of the package, and of the versions of the tagger and of the
    libraries that the suite uses."""
    from helpers.base.models import tagger_version

    # trafilatura reads dates by a library of its own
    libraries = sorted({*required_by(SUITE), *required_by("trafilatura")})
    versions = " ".join(f"{name} {version_of(name)}" for name in libraries)
    digest = hashlib.blake2b(f"{tagger_version()} {versions}".encode(), digest_size=16)
    for path in package_files():
        content = path.read_bytes()
        name = path.relative_to(PACKAGE).as_posix()
        digest.update(f"\n{name} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()


def package_files():
    """Return the paths of all files of the package, in order."""
    paths = (path for path in PACKAGE.rglob("*") if "__pycache__" not in path.parts)
    return sorted(path for path in paths if path.is_file())


def required_by(name):
    """Return the names of the libraries that an installed one requires, without its extras."""
    from importlib import metadata

    with suppress(metadata.PackageNotFoundError):
        requirements = metadata.requires(name) or ()
        return [re.split(r"[^\w.-]", line)[0] for line in requirements if "extra ==" not in line]
    return []


def version_of(name):
    from importlib import metadata

    with suppress(metadata.PackageNotFoundError):
        return metadata.version(name)
    return "-"


# the files


def digest_of(words):
    """Return a digest of some strings, in their order."""
    digest = hashlib.blake2b(digest_size=16)
    for word in words:
        encoded = word.encode("utf-8", "backslashreplace")
        digest.update(b"%d " % len(encoded))
        digest.update(encoded)
    return digest.hexdigest()


def checksum(content):
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def write_kept(path, about, parts):
    """Write one file of several parts (name → bytes), of what is known about them (as JSON), and of
    checksums of both.

    Raises OSError if it cannot be written.
    """
    path = Path(path)
    checksums = {name: checksum(content) for name, content in parts.items()}
    contents = json.dumps({"about": about, "parts": checksums}).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.comment = checksum(contents).encode()
        for name, content in {CONTENTS: contents, **parts}.items():
            # ZipInfo has one date for all: the same tables give the same bytes
            archive.writestr(zipfile.ZipInfo(name), content)
    if path.is_dir():  # it is not ours, and in the way
        shutil.rmtree(path)
    write_whole(path, file.getvalue())


def read_kept(path, name=None):
    """Return what a kept file says about its parts, their names, and the content of the part `name`
    (b"" without a name).

    Raises DamagedError if the file is missing, or does not hold what was written.
    """
    try:
        if not Path(path).is_file():  # reading a pipe would wait for ever
            raise DamagedError(path)
        with zipfile.ZipFile(path) as archive:
            contents = archive.read(CONTENTS)
            content = archive.read(name) if name else b""
        fields = json.loads(contents)
        if archive.comment.decode() != checksum(contents):
            raise DamagedError(path)
        if name and fields["parts"][name] != checksum(content):
            raise DamagedError(path)
        return fields["about"], list(fields["parts"]), content
    except Exception as error:  # a damaged file can raise nearly anything
        raise DamagedError(path) from error


def remember(folder, key, make, *, dump, load):
    """Return the result of `make()`, read from the folder if it was made for the same key before.

    The key is anything with a repr; `dump` turns the result into bytes, and `load` turns these back
    into it.
    """
    name = digest_of([repr(key)])
    path = Path(folder) / f"{name}.kept"
    with suppress(Exception):  # whatever is wrong with the file, the result can be made anew
        return load(read_kept(path, name)[-1])
    result = make()
    with suppress(OSError):  # a full disk costs time, and nothing else
        write_kept(path, "", {name: dump(result)})
    return result

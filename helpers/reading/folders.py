"""Takes a folder and what a user names in it, gives the files that may hold articles, and what is
in a file."""

import difflib
import os
import re
import stat
from pathlib import Path

from helpers.base.problems import ArticleError, as_message, escape_invisible
from helpers.reading.formats import READERS, REMEDY

BESIDE = re.compile(
    r"\.(?:corrections?|coding)\.(?:csv|xlsx)$|^articles\.csv$|^readme(?:\.\w+)?$|^~\$|^\.|^thumbs\.db$",
    re.I,
)
SAVED = re.compile(  # how browsers name the folder beside a saved page, in their languages
    r"[-_](?:files|Dateien|fichiers|archivos|arquivos|ficheiros|bestanden|filer|pliki|soubory|tiedostot|file)$"
)
LONGEST = 255  # characters of a name that others are held against
NEAR = 12  # names that a message lists
LARGEST = 100_000_000  # bytes of a file; 20,000 articles of a newspaper have as many


def find_inside(name, corpus):
    """Return the path of a file that the user named, which must be one inside the folder."""
    if not isinstance(name, str | Path) or not str(name).strip():
        raise ArticleError(
            repr(name),
            "it is no file name",
            f"give the name of a file in {corpus}, in quotation marks",
        )
    if re.match(r"[a-z]{2,10}://", str(name), re.I):
        raise ArticleError(
            name, "it is an address, and nothing is fetched", f"save the page into {corpus}"
        )
    try:
        path = (corpus / name).resolve()
    except (ValueError, OSError, RuntimeError):  # a NUL, a link to itself
        raise ArticleError(
            name, "it is no file name", f"give the name of a file in {corpus}"
        ) from None
    if not path.is_relative_to(corpus):
        raise ArticleError(
            name, f"this is outside {corpus}", "copy the file into that folder and give its name"
        )
    if not os.path.lexists(path):
        there = [str(file.relative_to(corpus)) for file in find_files(corpus)[0]]
        near = difflib.get_close_matches(str(name)[:LONGEST], there, NEAR, 0.6) or there[:NEAR]
        raise ArticleError(
            name, f"no such file in {corpus}", f"there is: {', '.join(near) or 'no article'}"
        )
    return path


def read_bytes(path):
    """Return what is in a file. Raises ArticleError if it is none: missing, a folder, a pipe,
    closed to the user."""
    try:
        told = path.stat()
        kind = told.st_mode
        size = told.st_size
        if stat.S_ISREG(kind) and size <= LARGEST:
            return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(path, "there is no such file", "check the name and the folder") from None
    except PermissionError:
        raise ArticleError(
            path, "you may not read it", "give yourself the right to (chmod +r)"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(
            path, f"it cannot be opened ({reason})", "copy the file itself"
        ) from None
    if stat.S_ISREG(kind):
        raise ArticleError(
            path,
            f"it has {size:,} bytes, and at most {LARGEST:,} are read",
            "split it into several files",
        )
    what = "a folder" if stat.S_ISDIR(kind) else "not a regular file"
    raise ArticleError(path, f"it is {what}", "give the name of a file that holds an article")


def find_files(folder):
    """Return the files under a folder that may hold articles, sorted, and the problems with others.

    No link is followed out of the folder. Raises ArticleError if there is no such folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ArticleError(folder, "there is no such folder", "check the name")
    inside = folder.resolve()
    found = []
    problems = []
    closed = []
    for place, folders, names in os.walk(
        folder, onerror=lambda error: closed.append(error.filename)
    ):
        folders[:] = [
            name for name in folders if name[0] != "." and not belongs_to_page(Path(place) / name)
        ]
        for path in (Path(place) / name for name in names if not BESIDE.search(name)):
            problem = find_fault(path, inside)
            if problem:
                problems.append((escape_invisible(path), *map(as_message, problem)))
            else:
                found.append(path)
    shut = ("error", "you may not look into this folder", "give yourself the right to")
    problems += [(escape_invisible(path), *shut) for path in closed]
    return sorted(found), sorted(problems)


def is_article(path):
    """Whether a file may hold articles, by its name: it is of a format that is read, and no table
    beside an article."""
    return path.suffix.lower() in READERS and not BESIDE.search(path.name)


def find_inputs(inputs):
    """Return the files that names of files, folders and glob patterns stand for, in order, each
    once, and the problems: (file, kind, reason, remedy)."""
    paths = {}
    problems = {}
    for given in inputs:
        found, more = expand(given)
        for path in found:
            paths.setdefault(path.resolve(), path)
        problems |= dict.fromkeys(more)
    return list(paths.values()), list(problems)


def expand(given):
    """Return the files that an argument names (itself, a folder's articles, what its pattern
    matches), and the problems."""
    path = Path(given)
    try:
        if path.is_dir():
            found, problems = find_files(path)
        elif path.exists() or path.is_symlink() or not set("*?[") & set(str(given)):
            return [path], []
        else:
            matched = sorted(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor))))
            found = [path for path in matched if path.is_file() and is_article(path)]
            problems = []
    except (OSError, ValueError, ArticleError) as error:
        reason = as_message(f"it cannot be opened ({error})")
        return [], [
            (escape_invisible(given), "error", reason, "give a file, a folder or a pattern")
        ]
    if not found:
        none = (
            "error",
            "there is no article in it",
            "give a file, a folder or a pattern that holds some",
        )
        problems = [*problems, (escape_invisible(given), *none)]
    return found, problems


def belongs_to_page(folder):
    """Whether a folder holds the pictures and scripts that a browser saved beside a page."""
    page = SAVED.sub("", folder.name)
    return page != folder.name and any(
        folder.with_name(page + ending).is_file() for ending in (".html", ".htm")
    )


def find_fault(path, inside):
    """Return the kind, reason and remedy of what keeps a file from being read, or None."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "error", "it is a link that leads nowhere", "copy the file itself into the folder"
    if not real.is_relative_to(inside):
        return "error", f"it is a link out of {inside}", "copy the file itself into the folder"
    if path.suffix.lower() not in READERS:
        ending = (
            f"{path.suffix} is not read" if path.suffix else "a file without ending is not read"
        )
        return "warning", f"{ending}, and was left out", REMEDY
    return None

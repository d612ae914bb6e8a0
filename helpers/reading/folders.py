"""Finds the files that may hold articles, and reads their bytes."""

import difflib
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from helpers.base.problems import ArticleError, FileProblem, as_message, escape_invisible
from helpers.reading.formats import READERS, refusal

# files beside articles that hold none
BESIDE = re.compile(
    r"\.(?:corrections?|coding)\.(?:csv|xlsx)$|^articles\.csv$|^readme(?:\.\w+)?$"
    r"|^~\$|^\.|^thumbs\.db$",
    re.I,
)
# how browsers, in their languages, name the folder beside a saved page
SAVED = re.compile(
    r"[-_](?:files|Dateien|fichiers|archivos|arquivos|ficheiros|bestanden|filer|pliki|soubory"
    r"|tiedostot|file)$"
)
ADDRESS = re.compile(r"[a-z]{2,10}://", re.I)
WILDCARDS = frozenset("*?[")
LONGEST = 255  # characters of a name that is compared with others
LISTED = 12  # names in a message
LARGEST = 100_000_000  # bytes of a file; 20,000 articles of a newspaper have as many
LINK_REMEDY = "copy the file itself into the folder"


def find_inside(name: str | Path, corpus: Path) -> Path:
    """Return the path of the file `name`, which must lie inside the folder. Raises ArticleError if
    it does not."""
    if not isinstance(name, str | Path) or not str(name).strip():
        remedy = f"give the name of a file in {corpus}, in quotation marks"
        raise ArticleError(repr(name), "it is no file name", remedy)
    if ADDRESS.match(str(name)):
        reason = "it is an address, and nothing is fetched"
        raise ArticleError(name, reason, f"save the page into {corpus}")
    try:
        path = (corpus / name).resolve()
    except (ValueError, OSError, RuntimeError):  # a NUL, a link to itself
        remedy = f"give the name of a file in {corpus}"
        raise ArticleError(name, "it is no file name", remedy) from None
    if not path.is_relative_to(corpus):
        remedy = "copy the file into that folder and give its name"
        raise ArticleError(name, f"this is outside {corpus}", remedy)
    if not os.path.lexists(path):
        names = ", ".join(similar_names(name, corpus)) or "no article"
        raise ArticleError(name, f"no such file in {corpus}", f"there is: {names}")
    return path


def similar_names(name, corpus):
    """Return the files in a folder whose names are like a name or, if none is, the first files."""
    names = [str(file.relative_to(corpus)) for file in find_files(corpus)[0]]
    similar = difflib.get_close_matches(str(name)[:LONGEST], names, LISTED, 0.6)
    return similar or names[:LISTED]


def read_bytes(path: Path) -> bytes:
    """Return the content of a file. Raises ArticleError if it is missing, too large, closed to the
    user or not a regular file (a folder, a pipe)."""
    try:
        status = path.stat()
        is_file = stat.S_ISREG(status.st_mode)
        if is_file and status.st_size <= LARGEST:
            return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(path, "there is no such file", "check the name and the folder") from None
    except PermissionError:
        remedy = "give yourself the right to (chmod +r)"
        raise ArticleError(path, "you may not read it", remedy) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        reason = f"it cannot be opened ({reason})"
        raise ArticleError(path, reason, "copy the file itself") from None
    if is_file:
        reason = f"it has {status.st_size:,} bytes, and at most {LARGEST:,} are read"
        raise ArticleError(path, reason, "split it into several files")
    kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
    raise ArticleError(path, f"it is {kind}", "give the name of a file that holds an article")


def find_files(folder: str | Path) -> tuple[list[Path], list[FileProblem]]:
    """Return the files under a folder that may hold articles, and the problems with others, both
    sorted.

    No link is followed out of the folder. Raises ArticleError if there is no such folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ArticleError(folder, "there is no such folder", "check the name")
    inside = folder.resolve()
    files = []
    problems = []
    closed = []  # folders that the user may not look into
    walk = os.walk(folder, onerror=lambda error: closed.append(error.filename))
    for place, folders, names in walk:
        # folders that are taken out of the list are not walked through
        folders[:] = [name for name in folders if is_walked(Path(place) / name)]
        for path in (Path(place) / name for name in names if not BESIDE.search(name)):
            fault = find_fault(path, inside)
            if fault:
                problems.append(FileProblem(escape_invisible(path), *map(as_message, fault)))
            else:
                files.append(path)
    for path in closed:
        fault = ("error", "you may not look into this folder", "give yourself the right to")
        problems.append(FileProblem(escape_invisible(path), *fault))
    return sorted(files), sorted(problems)


def is_walked(folder):
    return not folder.name.startswith(".") and not belongs_to_page(folder)


def is_article(path):
    """Whether a file may hold articles, by its name: its format is read, and it is not a table
    beside an article."""
    return path.suffix.lower() in READERS and not BESIDE.search(path.name)


def find_inputs(inputs: Iterable[str | Path]) -> tuple[list[Path], list[FileProblem]]:
    """Return the files that names of files, folders and glob patterns stand for, in order and each
    once, and the problems."""
    paths: dict[Path, Path] = {}  # by what they resolve to
    problems: dict[FileProblem, None] = {}
    for name in inputs:
        new_paths, new_problems = expand(name)
        for path in new_paths:
            paths.setdefault(path.resolve(), path)
        problems |= dict.fromkeys(new_problems)
    return list(paths.values()), list(problems)


def expand(name):
    """Return the files that a name stands for (a file, the articles of a folder, the matches of a
    pattern), and the problems."""
    path = Path(name)
    problems = []
    try:
        if path.is_dir():
            files, problems = find_files(path)
        elif path.exists() or path.is_symlink() or WILDCARDS.isdisjoint(str(name)):
            return [path], []
        else:
            pattern = str(path.relative_to(path.anchor))
            matches = sorted(Path(path.anchor or ".").glob(pattern))
            files = [match for match in matches if match.is_file() and is_article(match)]
    except (OSError, ValueError, ArticleError) as error:
        reason = as_message(f"it cannot be opened ({error})")
        remedy = "give a file, a folder or a pattern"
        return [], [FileProblem(escape_invisible(name), "error", reason, remedy)]
    if not files:
        remedy = "give a file, a folder or a pattern that holds some"
        fault = ("error", "there is no article in it", remedy)
        problems = [*problems, FileProblem(escape_invisible(name), *fault)]
    return files, problems


def belongs_to_page(folder):
    """Whether a folder holds the pictures and scripts that a browser saved beside a page."""
    page = SAVED.sub("", folder.name)
    if page == folder.name:
        return False
    return any(folder.with_name(page + ending).is_file() for ending in (".html", ".htm"))


def find_fault(path, inside):
    """Return the kind, reason and remedy of a file that cannot be read, None if it can be."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "error", "it is a link that leads nowhere", LINK_REMEDY
    if not real.is_relative_to(inside):
        return "error", f"it is a link out of {inside}", LINK_REMEDY
    ending = path.suffix.lower()
    if ending not in READERS:
        name = path.suffix or "a file without ending"
        return "warning", f"{name} is not read, and was left out", refusal(ending)[1]
    return None

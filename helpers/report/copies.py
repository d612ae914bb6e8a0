"""Removes the copies of articles' texts that the suite keeps, and prints what went and what
stays."""

import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from helpers.base.files import PARTIAL, safe_name, write_whole
from helpers.base.places import CORPUS, NOTEBOOKS, PROJECT, RESULTS
from helpers.base.tables import TABLES
from helpers.base.terminal import say
from helpers.base.wording import number_of
from helpers.base.writers import FORMATS
from helpers.checking import filled, read_sheet
from helpers.report.saving import CODING_SHEET, MARK, owner_of

BATCHES = ".batches"  # in an output folder, where the cache could not be written
CHECKPOINTS = ".ipynb_checkpoints"  # JupyterLab's copies of what was saved in it
# no text, but an id of this computer, which version 0.1.0 let be made
TELEMETRY = "Microsoft/DeveloperTools/.onnxruntime"
# what the suite writes into the folder of an article's results, whatever the article
MADE = re.compile(
    r"(?:index|[0-9]_\w+)\.html"
    r"|tables/\w+\.(?:csv|xlsx|parquet)"
    r"|figures/\w+\.(?:png|svg)"
    rf"|(?:.+/)?\..*{re.escape(PARTIAL)}"
)
IN_BATCHES = re.compile(r"\.?[0-9a-f]{32}(?:\..*)?")  # the names of what is kept in BATCHES
CORRECTIONS = "corrections.csv"  # the file that notebook 7 writes
UNITS = ("bytes", "kB", "MB", "GB")
BY_HAND = "clear them with --notebooks, or in JupyterLab by Edit, Clear Outputs of All Cells"


def forget(outs: Iterable[str | Path] = (), *, notebooks: bool = False) -> list[str]:
    """Remove every copy of articles' texts that the suite keeps; print in a line each what went,
    and what has to go by hand.

    These are the cache of all versions, what the suite wrote into results/ and into the folders
    `outs`, and JupyterLab's checkpoints; with `notebooks` also what the notebooks show. Articles,
    corrections, coded sheets and files that the suite did not write stay. No link is followed.
    Returns the errors, a line each."""
    from platformdirs import user_cache_path, user_data_path

    errors: list[str] = []
    remove(user_cache_path("news-framing-notebooks"), errors)
    for home in dict.fromkeys([user_cache_path(), user_data_path()]):
        remove(home / TELEMETRY, errors)
    for path in [PROJECT / CHECKPOINTS, *find_checkpoints(NOTEBOOKS), *find_checkpoints(CORPUS)]:
        remove(path, errors)
    folders = [Path(out) for out in outs]
    for folder in folders:
        if not folder.is_dir():
            errors.append(f"{folder}: there is no such folder; check the name")
    for folder in dict.fromkeys(map(Path.absolute, [RESULTS, *folders])):
        forget_results(folder, errors)
    forget_outputs(NOTEBOOKS, errors, clear=notebooks)
    return errors


def forget_results(out, errors):
    """Remove what the suite wrote into the folders of results in a folder."""
    if out.is_symlink():
        say(f"kept: {out}: it is a link; name the folder that it leads to")
        return
    if not out.is_dir():
        return
    if is_ours(out / BATCHES):
        remove(out / BATCHES, errors)
    for folder in sorted(out.iterdir()):
        if folder.is_symlink() or not folder.is_dir():
            continue
        if owner_of(folder):
            forget_folder(folder, errors)
        elif (folder / "tables").is_dir():
            unmarked = "it does not say that it holds results, as version 0.1.0 did not"
            say(f"kept: {folder}: {unmarked}; remove it by hand")
    if any((out / f"{name}.{ending}").is_file() for name in TABLES for ending in FORMATS):
        say(f"kept: {out}: the tables that were written there hold texts; remove them by hand")


def is_ours(batches):
    """Return whether a folder holds batches of the suite, and nothing else."""
    return batches.is_dir() and all(IN_BATCHES.fullmatch(path.name) for path in batches.iterdir())


def forget_folder(folder, errors):
    """Remove what the suite wrote into the folder of an article's results, and the folder if
    nothing else is in it."""
    for path in find_checkpoints(folder):
        remove(path, errors)
    files = sorted(files_in(folder))
    made = [path for path in files if is_made(path, folder)]
    size = size_of(made)
    removed = [path for path in made if unlink(path, errors)]
    others = [path for path in files if path not in made and path != folder / MARK]
    if not others and len(removed) == len(made):
        unlink(folder / MARK, errors)
    for place, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):  # it is not empty
            Path(place).rmdir()
    if removed:
        say(f"removed: {folder} ({files_in_words(len(removed), size)})")
    for path in others:
        by_hand = path.name in (CODING_SHEET, CORRECTIONS)
        say(f"kept: {path}: {'it was filled in by hand' if by_hand else 'it is not ours'}")


def is_made(path, folder):
    """Return whether the suite wrote a file in the folder of an article's results, and nobody has
    filled it in."""
    name = safe_name(owner_of(folder)["article"])
    inside = path.relative_to(folder).as_posix()
    copies = (f"{name}.jsonl", f"{name}.corrections.csv")  # of one article in a file of many
    return bool(MADE.fullmatch(inside)) or inside in copies or is_blank(path)


def is_blank(path):
    """Return whether a file is a coding sheet without answers, or a table of corrections without
    rows, of notebook 7."""
    try:
        if path.name == CORRECTIONS:
            return len(path.read_text(encoding="utf-8-sig").splitlines()) < 2
        return path.name == CODING_SHEET and filled(read_sheet(path)).empty
    except (OSError, ValueError):
        return False


def forget_outputs(folder, errors, *, clear):
    """Clear what the notebooks in a folder show, or print that they show it."""
    import nbformat

    showing = 0
    for path in sorted(folder.glob("*.ipynb")):
        if path.is_symlink():
            continue
        try:
            notebook = nbformat.read(path, as_version=4)
            if any(cell.get("outputs") for cell in notebook.cells):
                showing += 1
                if clear:
                    clear_outputs(notebook, path)
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())[:200]
            errors.append(f"{path}: it cannot be cleared ({reason}); clear it in JupyterLab")
    if showing and not clear:
        shown = "parts of the article that each was last run on (as they come, of the sample)"
        say(f"kept: {folder}: {showing} notebooks show {shown}; {BY_HAND}")


def clear_outputs(notebook, path):
    """Write a notebook without what its cells show."""
    import nbformat

    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    notebook.metadata.pop("widgets", None)
    size = path.stat().st_size
    write_whole(path, f"{nbformat.writes(notebook)}\n".encode())
    say(f"cleared: {path} ({size_in_words(size - path.stat().st_size)})")


def find_checkpoints(folder):
    """Return the folders under a folder in which JupyterLab keeps copies of files."""
    tree = os.walk(folder)
    return [Path(place) / CHECKPOINTS for place, folders, _ in tree if CHECKPOINTS in folders]


def files_in(folder):
    """Return all files under a folder; no link is followed."""
    return [Path(place) / name for place, _, names in os.walk(folder) for name in names]


def remove(path, errors):
    """Remove a folder with all that is in it, and print so; add to the errors if that cannot be
    done."""
    if path.is_symlink():
        say(f"kept: {path}: it is a link; remove by hand what it leads to")
    elif path.is_dir():
        files = files_in(path)
        size = size_of(files)
        try:
            shutil.rmtree(path)
            say(f"removed: {path} ({files_in_words(len(files), size)})")
        except OSError as error:
            errors.append(not_removed(path, error))


def unlink(path, errors):
    """Remove a file and return whether it is gone; add to the errors if not."""
    try:
        path.unlink(missing_ok=True)
        return True
    except OSError as error:
        errors.append(not_removed(path, error))
        return False


def not_removed(path, error):
    """Return why a file or folder is still there, and what to do, in a line."""
    reason = f"it cannot be removed ({error.strerror or error})"
    return f"{path}: {reason}; close what uses it, and run the same command again"


def size_of(files):
    """Return how many bytes files have in all; links count, not what they lead to."""
    return sum(file.lstat().st_size for file in files)


def files_in_words(number, size):
    """Return a number of files and their size in words."""
    return f"{number_of(number, 'file')}, {size_in_words(size)}"


def size_in_words(size):
    """Return a number of bytes in words.

    >>> size_in_words(999), size_in_words(2_345_678)
    ('999 bytes', '2.3 MB')
    """
    power = min((len(str(abs(size))) - 1) // 3, len(UNITS) - 1)
    if power == 0:
        return f"{size} {UNITS[0]}"
    return f"{size / 1000**power:.1f} {UNITS[power]}"

"""Takes the folders in which copies of articles' texts stay, removes those copies, and says what
went and what stays."""

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
from helpers.base.writers import FORMATS
from helpers.checking import filled, read_sheet
from helpers.report.saving import CODING_SHEET, MARK, owner_of

BATCHES = ".batches"  # in an output folder, where the cache could not be written
CHECKPOINTS = ".ipynb_checkpoints"  # JupyterLab's copies of what was saved in it
# no text, but an id of this computer, which version 0.1.0 let be made
TELEMETRY = "Microsoft/DeveloperTools/.onnxruntime"
# what the suite writes into the folder of an article's results, whatever the article
MADE = re.compile(
    rf"(?:index|[0-9]_\w+)\.html|tables/\w+\.(?:csv|xlsx|parquet)|figures/\w+\.(?:png|svg)|(?:.+/)?\..*{re.escape(PARTIAL)}"
)
KEPT = re.compile(r"\.?[0-9a-f]{32}(?:\..*)?")  # how what is kept in BATCHES is called
CORRECTIONS = "corrections.csv"  # as notebook 7 calls them
UNITS = ("bytes", "kB", "MB", "GB")


def forget(outs: Iterable[str | Path] = (), *, notebooks: bool = False) -> list[str]:
    """Remove every copy of articles' texts that the suite keeps; say in a line each what went, and
    what has to go by hand.

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
    for out in map(Path, outs):
        if not out.is_dir():
            errors.append(f"{out}: there is no such folder; check the name")
    for out in dict.fromkeys(map(Path.absolute, [RESULTS, *map(Path, outs)])):
        forget_results(out, errors)
    forget_outputs(NOTEBOOKS, errors, clear=notebooks)
    return errors


def forget_results(out, errors):
    """Remove what the suite wrote into the folders of results in a folder."""
    if out.is_symlink():
        say(f"kept: {out}: it is a link; name the folder that it leads to")
        return
    if (out / BATCHES).is_dir() and all(
        KEPT.fullmatch(path.name) for path in (out / BATCHES).iterdir()
    ):
        remove(out / BATCHES, errors)
    for folder in sorted(out.iterdir()) if out.is_dir() else ():
        if folder.is_symlink() or not folder.is_dir():
            continue
        if owner_of(folder):
            forget_folder(folder, errors)
        elif (folder / "tables").is_dir():
            say(
                f"kept: {folder}: it does not say that it holds results, as version 0.1.0 did not; remove it by hand"
            )
    if any((out / f"{name}.{ending}").is_file() for name in TABLES for ending in FORMATS):
        say(f"kept: {out}: the tables that were written there hold texts; remove them by hand")


def forget_folder(folder, errors):
    """Remove what the suite wrote into the folder of an article's results, and the folder if
    nothing else is in it."""
    for path in find_checkpoints(folder):
        remove(path, errors)
    name = safe_name(owner_of(folder)["article"])
    copies = {f"{name}.jsonl", f"{name}.corrections.csv"}  # of one article in a file of many
    files = [Path(place) / name for place, _, names in os.walk(folder) for name in names]
    told = {path: path.relative_to(folder).as_posix() for path in sorted(files)}
    made = [
        path
        for path in told
        if MADE.fullmatch(told[path]) or told[path] in copies or is_blank(path)
    ]
    size = sum(path.lstat().st_size for path in made)
    gone = [path for path in made if unlink(path, errors)]
    left = [path for path in told if path not in made and told[path] != MARK]
    if not left and len(gone) == len(made):
        unlink(folder / MARK, errors)
    for place, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):  # it is not empty
            Path(place).rmdir()
    if gone:
        say(f"removed: {folder} ({files_in_words(len(gone), size)})")
    for path in left:
        say(
            f"kept: {path}: {'it was filled in by hand' if path.name in (CODING_SHEET, CORRECTIONS) else 'it is not ours'}"
        )


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
    """Clear what the notebooks in a folder show, or say that they show it."""
    import nbformat

    showing = 0
    for path in sorted(folder.glob("*.ipynb")):
        if path.is_symlink():
            continue
        try:
            notebook = nbformat.read(path, as_version=4)
            cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.outputs]
            showing += bool(cells)
            if not clear or not cells:
                continue
            for cell in notebook.cells:
                if cell.cell_type == "code":
                    cell.outputs = []
                    cell.execution_count = None
            notebook.metadata.pop("widgets", None)
            size = path.stat().st_size
            write_whole(path, f"{nbformat.writes(notebook)}\n".encode())
            say(f"cleared: {path} ({size_in_words(size - path.stat().st_size)})")
        except (OSError, ValueError) as error:
            errors.append(
                f"{path}: it cannot be cleared ({' '.join(str(error).split())[:200]}); clear it in JupyterLab"
            )
    if showing and not clear:
        say(
            f"kept: {folder}: {showing} notebooks show parts of the article that each was last run on (as they come, of the "
            "sample); clear them with --notebooks, or in JupyterLab by Edit, Clear Outputs of All Cells"
        )


def find_checkpoints(folder):
    """Return the folders under a folder in which JupyterLab keeps copies of files."""
    return [
        Path(place) / CHECKPOINTS for place, folders, _ in os.walk(folder) if CHECKPOINTS in folders
    ]


def remove(path, errors):
    """Remove a folder with all that is in it, and say so; add to the errors if that cannot be
    done."""
    if path.is_symlink():
        say(f"kept: {path}: it is a link; remove by hand what it leads to")
    elif path.is_dir():
        files = [Path(place) / name for place, _, names in os.walk(path) for name in names]
        size = sum(file.lstat().st_size for file in files)
        try:
            shutil.rmtree(path)
            say(f"removed: {path} ({files_in_words(len(files), size)})")
        except OSError as error:
            errors.append(tell(path, error))


def unlink(path, errors):
    """Remove a file and return whether it is gone; add to the errors if not."""
    try:
        path.unlink(missing_ok=True)
        return True
    except OSError as error:
        errors.append(tell(path, error))
        return False


def tell(path, error):
    return f"{path}: it cannot be removed ({error.strerror or error}); close what uses it, and run the same command again"


def files_in_words(number, size):
    return f"{number:,} file{'s' * (number != 1)}, {size_in_words(size)}"


def size_in_words(size):
    """Return a number of bytes in words.

    >>> size_in_words(999), size_in_words(2_345_678)
    ('999 bytes', '2.3 MB')
    """
    power = min((len(str(abs(size))) - 1) // 3, len(UNITS) - 1)
    return f"{size / 1000**power:.1f} {UNITS[power]}" if power else f"{size} {UNITS[0]}"

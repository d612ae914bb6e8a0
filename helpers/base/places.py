"""Where things lie: the package, its data and notebooks, and the project round it."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
DATA = PACKAGE / "data"
IN_PROJECT = (
    PACKAGE.parent / "pyproject.toml"
).is_file()  # not where the package was installed by itself
PROJECT = PACKAGE.parent if IN_PROJECT else Path.cwd()
CORPUS = PROJECT / "corpus"
RESULTS = PROJECT / "results"
NOTEBOOKS = (
    PROJECT / "notebooks" if IN_PROJECT else PACKAGE / "notebooks"
)  # the build copies them in

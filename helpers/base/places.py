"""Where things lie: the package, its data and notebooks, and the project around it."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
DATA = PACKAGE / "data"
# false where the package was installed by itself
IN_PROJECT = (PACKAGE.parent / "pyproject.toml").is_file()
PROJECT = PACKAGE.parent if IN_PROJECT else Path.cwd()
CORPUS = PROJECT / "corpus"
RESULTS = PROJECT / "results"
# the build copies the notebooks into the package
NOTEBOOKS = PROJECT / "notebooks" if IN_PROJECT else PACKAGE / "notebooks"

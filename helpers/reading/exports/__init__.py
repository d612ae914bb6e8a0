"""Press archives: splits their exports into articles.

To add an archive, write a module here that has two functions: `is_export(text)`, whether a text is
such an export, and `split(text)`, which returns its Export (see `records`). Then add a row for it
to `ARCHIVES` in `registry`, where the archives are tried in the order of the rows.
"""

from helpers.reading.exports.labels import find_labels
from helpers.reading.exports.registry import split_export

__all__ = ["find_labels", "split_export"]

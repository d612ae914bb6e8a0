"""What every part of the suite uses: plain data, tables, word lists, models, intervals, wording
and files. Nothing in it reads or analyses an article.

Its modules are its face: their names are imported from the modules themselves.
"""

__all__ = [
    "article",
    "disk_cache",
    "files",
    "intervals",
    "models",
    "places",
    "problems",
    "spreadsheets",
    "tables",
    "terminal",
    "text",
    "wording",
    "wordlists",
    "writers",
]

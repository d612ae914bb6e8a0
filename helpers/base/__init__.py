"""What every part of the suite uses: plain data, tables, word lists, models, words for numbers,
files. It reads no article.

Its modules are its face: what is in one of them is imported from there.
"""

__all__ = [
    "article",
    "files",
    "kept",
    "models",
    "problems",
    "spreadsheets",
    "statistics",
    "tables",
    "terminal",
    "text",
    "wording",
    "wordlists",
    "writers",
]

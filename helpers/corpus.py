"""Takes one article or many, gives all tables, and writes them: one file a table."""

import sys
from pathlib import Path

import pandas as pd

from helpers.annotation import annotate
from helpers.articles import PROBLEMS, articles_table, read_files
from helpers.files import write_whole
from helpers.folders import find_files, is_article
from helpers.framing import describe_actors
from helpers.problems import ArticleError
from helpers.repeats import add_dates, find_repeats
from helpers.sentiment import score_sentences
from helpers.tables import TABLES, join_tables, make_table

FORMATS = ("parquet", "csv", "jsonl")
ANNOTATED = {"sentences", "tokens", "mentions", "actors", "quotes"}
MEASURED = {"sentiment", "framing"}
FORMULA = r"\s*[=+\-@＝＋－＠]|[\t\r\n]"  # what a spreadsheet takes for a formula, or may


def analyse(article, *, only=TABLES):
    """Return the tables of one article by name, those in `only`."""
    return analyse_many([article], only=only)


def analyse_many(articles, *, only=TABLES, workers=1, progress=False):
    """Return the tables of several articles by name, articles in the order given; repeats are looked for across them.

    `workers` processes share the work; the tables are the same whatever their number.

    Raises ValueError if `only` names a table that there is not.
    """
    unknown = sorted(set(only) - set(TABLES))
    if unknown:
        raise ValueError(f"there is no table {', '.join(unknown)}; there are {', '.join(TABLES)}")
    names = (ANNOTATED | MEASURED) & ({*only, "sentences"} if "repeats" in only else set(only))
    parts = {name: [] for name in TABLES}
    for tables in follow(analyse_each(articles, names, workers), len(articles), progress) if names else ():
        for name, table in tables.items():
            parts[name].append(table)
    tables = {name: join_tables(part) if part else make_table(name) for name, part in parts.items()}
    if "articles" in only:
        tables["articles"] = articles_table(articles)
    if "repeats" in only:
        sentences = add_dates(tables["sentences"], articles)
        tables["repeats"] = find_repeats(sentences, progress=None if progress else False)
    return {name: tables[name] for name in TABLES if name in only}


def analyse_each(articles, names, workers):
    """Yield the tables `names` of each article, in order."""
    if workers == 1:
        return (analyse_one(article, names) for article in articles)
    from joblib import Parallel, delayed

    return Parallel(n_jobs=workers, return_as="generator")(delayed(analyse_one)(article, names) for article in articles)


def analyse_one(article, names):
    annotated = annotate(article)
    tables = {name: getattr(annotated, name) for name in names & ANNOTATED}
    if names & MEASURED:
        tables["sentiment"] = score_sentences(annotated)
    if "framing" in names:
        tables["framing"] = describe_actors(annotated, sentiment=tables["sentiment"])  # tones are a part of it
    return {name: tables[name] for name in names}


def follow(results, total, progress):
    """Return the results, with a progress bar on stderr while they are gone through if there are several."""
    if not progress or total < 2:
        return results
    from tqdm import tqdm

    return tqdm(results, total=total, unit="article", file=sys.stderr)


def read_inputs(inputs):
    """Return the articles of files, folders and glob patterns in order, each file once, and a DataFrame of problems.

    Its columns are those of `articles.read_corpus`: what cannot be read is an error, and the rest is read.
    """
    paths, problems = [], []
    for given in inputs:
        found, more = expand(given)
        paths += found
        problems += more
    articles, more = read_files(dict.fromkeys(paths))
    return articles, pd.DataFrame([*problems, *more], columns=PROBLEMS, dtype="str").drop_duplicates(ignore_index=True)


def expand(given):
    """Return the files that an argument names (itself, a folder's articles, what its pattern matches), and the problems."""
    path = Path(given)
    try:
        if path.is_dir():
            found, problems = find_files(path)
        elif path.exists() or path.is_symlink() or not set("*?[") & set(given):
            return [path], []
        else:
            matched = sorted(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor))))
            found, problems = [path for path in matched if path.is_file() and is_article(path)], []
    except (OSError, ValueError, ArticleError) as error:
        return [], [(str(given), "error", f"it cannot be opened ({error})", "give a file, a folder or a pattern")]
    if not found:
        problems = [
            *problems,
            (str(given), "error", "there is no article in it", "give a file, a folder or a pattern that holds some"),
        ]
    return found, problems


def write_tables(tables, folder, *, format="parquet"):
    """Write each table as one file NAME.FORMAT in a folder and return the paths; nothing half-written is left.

    In CSV a cell that begins with = + - @ gets an apostrophe before it, so that no spreadsheet runs it.
    """
    folder, paths = Path(folder), []
    for name, table in tables.items():
        paths.append(folder / f"{name}.{format}")
        write_whole(paths[-1], WRITERS[format](table))
    return paths


def as_csv(table):
    return neutralise(table).to_csv(index=False).encode("utf-8-sig")


def neutralise(table):
    """Return a table whose text cells no spreadsheet takes for a formula: one that begins like such has a ' before it."""
    strings = table.select_dtypes("str").columns
    return table.assign(**{c: table[c].where(~table[c].str.match(FORMULA), "'" + table[c]) for c in strings})


def as_json_lines(table):
    return table.to_json(orient="records", lines=True, force_ascii=False).encode() if len(table) else b""


WRITERS = {"csv": as_csv, "jsonl": as_json_lines, "parquet": lambda table: table.to_parquet(index=False)}

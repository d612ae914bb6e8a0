"""The command line: `python -m helpers report ARTICLE...` and `python -m helpers tables INPUT... --out DIR`."""

import argparse
import gc
import sys
import warnings

from helpers.tables import TABLES, check_names


def main(arguments=None):
    """Run a command and return its exit status: 0 done, 1 some articles failed, 2 wrong use, 130 stopped by the user."""
    given = make_parser().parse_args(arguments)
    from helpers.problems import ArticleError

    try:
        with warnings.catch_warnings():
            warnings.showwarning = show_warning
            errors = given.command(given)
    except ArticleError as error:
        errors = [str(error)]
    except KeyboardInterrupt:
        print("stopped; what was finished is kept, and the same command goes on from there", file=sys.stderr)
        return 130
    for line in errors:
        print(f"error: {line}", file=sys.stderr)
    return 1 if errors else 0


def show_warning(message, *where, **options):
    """Print a warning as the other messages are: without the place in the code that gave it."""
    print(f"warning: {message}", file=sys.stderr)


def make_parser():
    parser = argparse.ArgumentParser(prog="python -m helpers", description="How news articles frame their actors.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    report = commands.add_parser("report", help="run the notebooks on articles and write a page with what they found")
    report.add_argument("input", nargs="+", metavar="ARTICLE", help="a file, a folder or a pattern")
    report.add_argument("--out", default="results", metavar="DIR", help="the folder for the reports (default: results)")
    report.set_defaults(command=run_report)
    tables = commands.add_parser("tables", help="write the tables of articles")
    tables.add_argument("input", nargs="+", metavar="INPUT", help="a file, a folder or a pattern")
    tables.add_argument("--out", required=True, metavar="DIR", help="the folder for the tables")
    tables.add_argument("--format", default="parquet", choices=["parquet", "csv", "jsonl"])
    tables.add_argument("--only", type=table_names, default=TABLES, metavar="TABLE,...", help=", ".join(TABLES))
    tables.add_argument("--workers", type=count, default=1, metavar="N", help="processes that share the work (default: 1)")
    tables.add_argument("--scheduler", metavar="ADDRESS", help="a Dask cluster that does the work, as tcp://host:8786")
    tables.set_defaults(command=run_tables)
    return parser


def table_names(text):
    names = [name.strip() for name in text.split(",") if name.strip()]
    try:
        check_names(names)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return names


def count(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("there must be one at least")
    return number


def run_tables(given):
    from helpers.corpus import write_corpus

    options = {name: getattr(given, name) for name in ("only", "format", "workers", "scheduler")}
    rows, problems = write_corpus(given.input, given.out, progress=sys.stderr.isatty(), **options)
    errors = tell(problems.itertuples(index=False, name=None))
    counts = ", ".join(f"{number:,} {name}" for name, number in rows.items())
    if counts:
        print(f"{counts}; in {given.out}")
    return errors


def run_report(given):
    from helpers.articles import read_files
    from helpers.folders import find_inputs
    from helpers.report import write_reports

    paths, problems = find_inputs(given.input)
    articles, more = read_files(paths)
    errors = tell([*problems, *more])
    return errors + (write_reports(articles, given.out) if articles else [])


def tell(problems):
    """Print the warnings among the problems of articles on stderr, and return the errors, a line each."""
    lines = {"warning": [], "error": []}
    for file, kind, reason, remedy in problems:
        lines[kind].append(f"{file}: {reason}; {remedy}")
    for line in lines["warning"]:
        print(f"warning: {line}", file=sys.stderr)
    return lines["error"]


if __name__ == "__main__":
    gc.set_threshold(100_000, 20, 50)  # what can go is searched for less often: libraries make a million things that stay
    status = main()
    gc.freeze()  # half a second: all that is left goes, and need not be searched for what can go
    sys.exit(status)

"""The command line: `python -m helpers report ARTICLE...` and `python -m helpers tables INPUT... --out DIR`."""

import argparse
import sys

from helpers.tables import TABLES


def main(arguments=None):
    """Run a command and return its exit status: 0 done, 1 some articles failed, 2 wrong use."""
    given = make_parser().parse_args(arguments)
    from helpers.corpus import read_inputs

    articles, problems = read_inputs(given.input)
    told = [f"{row.file}: {row.reason}; {row.remedy}" for row in problems.itertuples()]
    for doubt in (line for line, kind in zip(told, problems["kind"], strict=True) if kind == "warning"):
        print(f"warning: {doubt}", file=sys.stderr)
    errors = [line for line, kind in zip(told, problems["kind"], strict=True) if kind == "error"]
    if articles:
        errors += given.command(articles, given)
    for error in errors:
        print(f"error: {error}", file=sys.stderr)
    return 1 if errors else 0


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
    tables.add_argument("--workers", type=int, default=1, metavar="N", help="processes that share the work (default: 1)")
    tables.set_defaults(command=run_tables)
    return parser


def table_names(text):
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = sorted(set(names) - set(TABLES))
    if unknown or not names:
        raise argparse.ArgumentTypeError(f"there is no table {', '.join(unknown)}; there are {', '.join(TABLES)}")
    return names


def run_tables(articles, given):
    from helpers.corpus import analyse_many, write_tables

    tables = analyse_many(articles, only=given.only, workers=given.workers, progress=sys.stderr.isatty())
    write_tables(tables, given.out, format=given.format)
    counts = ", ".join(f"{len(table):,} {name}" for name, table in tables.items())
    print(f"{len(articles)} articles: {counts}; in {given.out}")
    return []


def run_report(articles, given):
    from helpers.report import write_reports

    return write_reports(articles, given.out)


if __name__ == "__main__":
    sys.exit(main())

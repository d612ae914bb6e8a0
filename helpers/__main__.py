"""The command line: `python -m helpers report ARTICLE...`, `… tables INPUT... --out DIR` and `…
forget`."""

import argparse
import gc
import sys
import warnings

from helpers.base.problems import as_message
from helpers.base.tables import TABLES, check_names
from helpers.base.terminal import make_printable, say


def main(arguments=None):
    """Run a command and return its exit status: 0 done, 1 some articles failed, 2 wrong use, 130
    stopped by the user."""
    make_printable()
    given = make_parser().parse_args(arguments)
    from helpers.base.problems import ArticleError

    try:
        with warnings.catch_warnings():
            warnings.showwarning = show_warning
            errors = given.command(given)
    except ArticleError as error:
        errors = [str(error)]
    except KeyboardInterrupt:
        say(
            "stopped; what was finished is kept, and the same command goes on from there",
            error=True,
        )
        return 130
    for line in errors:
        say(f"error: {line}", error=True)
    return 1 if errors else 0


def show_warning(message, *where, **options):
    """Print a warning as the other messages are: without the place in the code that gave it."""
    say(f"warning: {message}", error=True)


class Parser(argparse.ArgumentParser):
    """A parser of the command line whose errors repeat what was typed on one line."""

    def error(self, message):
        super().error(as_message(message))


def make_parser():
    parser = Parser(prog="python -m helpers", description="How news articles frame their actors.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    report = commands.add_parser(
        "report", help="run the notebooks on articles and write a page with what they found"
    )
    report.add_argument("input", nargs="+", metavar="ARTICLE", help="a file, a folder or a pattern")
    report.add_argument(
        "--out",
        default="results",
        metavar="DIR",
        help="the folder for the reports (default: results)",
    )
    report.set_defaults(command=run_report)
    forget = commands.add_parser(
        "forget", help="remove the copies of articles' texts that the suite keeps"
    )
    forget.add_argument(
        "--out",
        action="append",
        default=[],
        metavar="DIR",
        help="a folder given as --out before, too",
    )
    forget.add_argument(
        "--notebooks", action="store_true", help="clear what the notebooks show, too"
    )
    forget.set_defaults(command=run_forget)
    tables = commands.add_parser("tables", help="write the tables of articles")
    tables.add_argument("input", nargs="+", metavar="INPUT", help="a file, a folder or a pattern")
    tables.add_argument("--out", required=True, metavar="DIR", help="the folder for the tables")
    tables.add_argument("--format", default="parquet", choices=["parquet", "csv", "jsonl"])
    tables.add_argument(
        "--only", type=table_names, default=TABLES, metavar="TABLE,...", help=", ".join(TABLES)
    )
    tables.add_argument(
        "--workers",
        type=count,
        default=1,
        metavar="N",
        help="processes that share the work (default: 1)",
    )
    tables.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="a Dask cluster that does the work, as tls://host:8786",
    )
    tables.add_argument(
        "--tls-ca", metavar="FILE", help="the certificate of who signed those of the cluster"
    )
    tables.add_argument(
        "--tls-cert", metavar="FILE", help="the certificate that the cluster lets in"
    )
    tables.add_argument("--tls-key", metavar="FILE", help="its key")
    tables.set_defaults(command=run_tables, refuse=tables.error)
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
    from helpers.archive import write_corpus

    tls = given.tls_ca, given.tls_cert, given.tls_key
    if any(tls) and not (all(tls) and given.scheduler):
        given.refuse("--tls-ca, --tls-cert and --tls-key are given together, with --scheduler")
    options = {name: getattr(given, name) for name in ("only", "format", "workers", "scheduler")}
    options["tls"] = tls if any(tls) else None
    rows, problems = write_corpus(given.input, given.out, progress=sys.stderr.isatty(), **options)
    errors = tell(problems.itertuples(index=False, name=None))
    counts = ", ".join(f"{number:,} {name}" for name, number in rows.items())
    if counts:
        say(f"{counts}; in {given.out}")
    return errors


def run_report(given):
    from helpers.reading import find_inputs, read_files
    from helpers.report import write_reports

    paths, problems = find_inputs(given.input)
    articles, more = read_files(paths)
    errors = tell([*problems, *more])
    return errors + (write_reports(articles, given.out) if articles else [])


def run_forget(given):
    from helpers.report import forget

    return forget(given.out, notebooks=given.notebooks)


def tell(problems):
    """Print the warnings among the problems of articles on stderr, and return the errors, a line
    each."""
    lines = {"warning": [], "error": []}
    for file, kind, reason, remedy in problems:
        lines[kind].append(f"{as_message(file)}: {as_message(reason)}; {as_message(remedy)}")
    for line in lines["warning"]:
        say(f"warning: {line}", error=True)
    return lines["error"]


if __name__ == "__main__":
    gc.set_threshold(
        100_000, 20, 50
    )  # what can go is searched for less often: libraries make a million things that stay
    status = main()
    gc.freeze()  # half a second: all that is left goes, and need not be searched for what can go
    sys.exit(status)

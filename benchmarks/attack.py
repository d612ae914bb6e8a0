"""Hostile texts, each twice as long again and again: how time and memory of the analysis grow.

`python -m benchmarks.attack [FORM …]` prints a row for each form and size, each measured in a
process of its own. Time that grows faster than the text, or more than a gigabyte of memory, is
marked with `!`, and the exit status is then 1."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (20_000, 40_000, 80_000)  # characters
# times as long for twice the text, where it takes more than a second
FASTER = 2.7
FLOOR = 1.0
MOST = 1024  # megabytes
SYLLABLES = "ba de fi go lu ma ne ri so tu va wo xe ya zi".split()


def name_of(number):
    """Return an invented name, a different one for each number."""
    first = SYLLABLES[number % 15] + SYLLABLES[number // 15 % 15]
    last = SYLLABLES[number // 225 % 15] + SYLLABLES[number % 13]
    return f"{first.title()}n {last.title()}rd"


HELP = "said on Monday that Mali and Russia would help France. "
ENDLESS = "the minister said that Mali would help France while Ann Lee left Paris for the talks "
PARAGRAPH = "Ann Lee said on Monday that she would leave Mali and go to Paris.\n"


def last_name(n):
    return name_of(n).split()[1]


def minister(n):
    return f"The {name_of(n).split()[0].lower()} minister"


FORMS = {  # name → the piece that is repeated, for its number
    "ordinary sentences": lambda n: f"{name_of(n % 9)} {HELP}",
    "no full stop": lambda n: ENDLESS,
    "no name, no full stop": lambda n: "word ",
    "one list of names": lambda n: f"{name_of(n)}, ",
    "many names": lambda n: f"{name_of(n)} met {name_of(n + 7)}. He thanked her. ",
    "many first names": lambda n: f"Ann {last_name(n)} left. Lee {last_name(n)} stayed. ",
    "many roles": lambda n: f"{minister(n)} said she would help the group. ",
    "he and she": lambda n: "He said that she told him that he knew her. ",
    "clauses": lambda n: "who said that the minister knew that Mali, which had left, ",
    "of": lambda n: "minister of the state of ",
    "and": lambda n: "Mali and ",
    "dashes": lambda n: "Mali left — ",
    "apostrophes": lambda n: "minister's 'friend' ",
    "marks": lambda n: '"',
    "marks apart": lambda n: '" ',
    "marks of all kinds": lambda n: "“ ‘ \" ' « ",
    "quotations": lambda n: f"“We go,” said {name_of(n % 50)}. ",
    "open quotations": lambda n: "He said “we go\n",
    "brackets": lambda n: "(",
    "brackets apart": lambda n: "( ",
    "one word": lambda n: "a",
    "capitals": lambda n: "MINISTER LEAVES ",
    "initials": lambda n: "A. B. ",
    "titles": lambda n: "Mr. Dr. ",
    "numbers": lambda n: f"{n} ",
    "signs": lambda n: "… ",
    "emoji": lambda n: "👩🏽\u200d🚀 ",
    "other script": lambda n: "外交部长说",
    "line breaks": lambda n: "Mali.\n",
    "the same paragraph": lambda n: PARAGRAPH,
    "addresses": lambda n: "https://example.org/a?b=c ",
    "hyphens": lambda n: "long-",
    "negations": lambda n: "not ",
}  # fmt: skip


def measure(form, size):
    """Analyse a hostile text of about so many characters; print seconds and megabytes as JSON."""
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="attack-")
    from helpers import analyse, make_article

    analyse(
        make_article("first", "Ann Lee said that Mali had left.")
    )  # what is loaded once does not count
    piece = FORMS[form]
    text = "".join(piece(number) for number in range(size // len(piece(0))))
    began = time.process_time()
    analyse(make_article("hostile", f"The minister said {text}left."))
    print(json.dumps({"seconds": time.process_time() - began, "megabytes": peak_megabytes()}))


def peak_megabytes():
    """Return the most memory that this process held, in megabytes."""
    status = Path("/proc/self/status")
    return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024 if status.exists() else 0


def main(forms):
    failed = False
    for form in forms or FORMS:
        before = None
        for size in SIZES:
            command = [sys.executable, "-m", "benchmarks.attack", "--measure", form, str(size)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(
                    f"{form:24} {size:8,}  {done.stderr.strip().splitlines()[-1][:200]} !",
                    flush=True,
                )
                failed = True
                break
            result = json.loads(done.stdout)
            seconds = result["seconds"]
            megabytes = result["megabytes"]
            grown = seconds / before if before else 1.0
            wrong = (grown > FASTER and seconds > FLOOR) or megabytes > MOST
            failed |= wrong
            mark = " !" * wrong
            print(
                f"{form:24} {size:8,}  {seconds:6.1f} s  × {grown:.1f}  {megabytes:6,.0f} MB{mark}",
                flush=True,
            )
            before = seconds
    return failed


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(sys.argv[1:]))

"""Find the quotations in marked articles, by the suite as it is: who speaks tells whom I, he and
she mean.

    python -m training.network.quote --marked actors --out quoted news_train news_dev gum"""

import argparse
import json
import warnings
from pathlib import Path

from helpers import annotate
from helpers.reading import make_article
from training.network.documents import find_set, read_lines

COLUMNS = ["quote", "start", "end", "type", "speaker_start", "speaker_end"]


def quotations_of(row):
    """Return the quotations in a marked article, rows of COLUMNS; -1 where there is no speaker."""
    quotes = annotate(make_article(row["id"], row["text"])).quotes[COLUMNS]
    filled = quotes.fillna({"speaker_start": -1, "speaker_end": -1})
    whole = filled.astype({"speaker_start": int, "speaker_end": int})
    return json.loads(whole.to_json(orient="values"))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--marked", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("sets", nargs="+")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")
    for name in arguments.sets:
        with (arguments.out / f"{name}.jsonl").open("w", encoding="utf-8") as lines:
            for row in read_lines(find_set(arguments.marked, name)):
                found = {"id": str(row["id"]), "quotes": quotations_of(row)}
                lines.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()

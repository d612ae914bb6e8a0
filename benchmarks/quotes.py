"""Compare ways of finding quotations on articles coded by hand: marks alone, the encoder alone, the whole suite.

    python benchmarks/quotes.py [GOLD.jsonl]

Prints relaxed F1 of direct, direct and mixed, and all quotations, F1 with the right speaker, and CPU time as a ratio to
spaCy's bare pipeline on the same articles in the same run. Needs the gold data that lie beside the project.
"""

import importlib.util
import json
import sys
import time
from pathlib import Path

from helpers import annotate, make_article
from helpers.encoder import encode
from helpers.marks import marked_regions
from helpers.quotes import read_quotations
from helpers.structure import split_paragraphs
from helpers.tagging import BATCH

EVALUATE = Path(__file__).resolve().parents[2] / "shared" / "evaluate"


def by_marks(text):
    """Return everything of three words or more in quotation marks, with no speaker."""
    regions = marked_regions(text, split_paragraphs(text))
    return [row(text, start, end, ()) for start, end in regions if text[start:end].count(" ") > 1]


def by_encoder(text):
    return [row(text, q.start, q.end, q.source) for q in read_quotations(text, encode(text))]


def by_suite(text):
    quotes = annotate(make_article("article", text), cache=False).quotes
    sources = quotes[["speaker_start", "speaker_end"]].astype("object").where(quotes["speaker_start"].notna(), None)
    spans = zip(quotes["start"], quotes["end"], sources.itertuples(index=False, name=None), strict=True)
    return [row(text, start, end, source if source[0] is not None else ()) for start, end, source in spans]


def row(text, start, end, source):
    first, last = source or (None, None)
    return {"start": start, "end": end, "speaker": text[first:last] if source else None,
            "speaker_start": first, "speaker_end": last}  # fmt: skip


def bare_spacy(texts):
    """Return the CPU seconds of spaCy's own pipeline on the paragraphs of the texts."""
    import spacy

    from helpers.tagging import MODELS

    nlp = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    began = time.process_time()
    for _ in nlp.pipe((text[a:b] for text in texts for a, b in split_paragraphs(text)), batch_size=BATCH):
        pass
    return time.process_time() - began


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
    print(f"{len(gold)} articles; bare spaCy {1000 * bare / sum(len(t.split()) for t in texts) * 750:.0f} ms per 750 words")
    print("system        direct  +mixed    all   with speaker (+mixed)   CPU / bare spaCy")
    for name, find in (("marks alone", by_marks), ("encoder alone", by_encoder), ("suite", by_suite)):
        find(texts[0])
        began = time.process_time()
        found = [{"id": article["id"], "quotes": find(article["text"])} for article in gold]
        seconds = time.process_time() - began
        groups = scorer.score(gold, found)["groups"]
        f1 = [100 * groups[group]["relaxed"]["f1"] for group in ("direct", "direct+mixed", "all")]
        speakers = 100 * groups["direct+mixed"]["attributed"]["f1"]
        print(f"{name:13s} {f1[0]:6.1f}  {f1[1]:6.1f} {f1[2]:6.1f}   {speakers:10.1f} {seconds / bare:24.2f}")


if __name__ == "__main__":
    main()

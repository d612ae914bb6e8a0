"""Measure what the encoder loses on a publisher it was not trained on: train without each, find
quotations in its articles.

    python -m training.encoder.leave_out --minilm model --articles quotes_train.jsonl \\
        --names names_train.jsonl --dev quotes_dev.jsonl --out folder [--epochs 1]

Writes folder/PUBLISHER.jsonl, the development articles of each publisher as read by the encoder
that never saw it, and folder/all/PUBLISHER.jsonl as read by one that saw all, trained as long:
score them with the project's quotation scorer. An encoder that is in the folder already, trained as
long, is not trained again. """

import argparse
import json
import subprocess
import sys
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("minilm", "articles", "names", "dev", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=1)
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.dev.read_text(encoding="utf-8").splitlines()]
    publishers = sorted({row["publisher"] for row in rows})
    for left_out in ["", *publishers]:
        folder = arguments.out / (left_out or "all")
        folder.mkdir(parents=True, exist_ok=True)
        if not ((folder / "encoder.pt").exists() and (folder / "encoder_words.npz").exists()):
            train(arguments, left_out, folder)
        for publisher in [left_out] if left_out else publishers:
            mine = [row for row in rows if row["publisher"] == publisher]
            write_predictions(
                mine, folder, arguments.out / f"{'' if left_out else 'all/'}{publisher}.jsonl"
            )


def train(arguments, left_out, folder):
    """Train the encoder without a publisher and export it into the folder."""
    shared = ["--minilm", arguments.minilm]
    training = ["--articles", arguments.articles, "--names", arguments.names, "--without", left_out]
    epochs = ["--out", folder / "encoder.pt", "--epochs", str(arguments.epochs)]
    last = ["--checkpoints", folder / "encoder.pt", "--texts", arguments.articles, "--out", folder]
    subprocess.run(
        [sys.executable, "-m", "training.encoder.train", *shared, *training, *epochs], check=True
    )
    subprocess.run([sys.executable, "-m", "training.encoder.export", *shared, *last], check=True)


def write_predictions(articles, folder, path):
    """Write the quotations that the encoder in a folder reads, without what the parse adds."""
    from helpers.network import heads as encoder
    from helpers.quotes.quotations import read_quotations
    from helpers.tagging import lay_out

    encoder.DATA = folder
    encoder.load_encoder.cache_clear()
    encoder.load_piece_vectors.cache_clear()
    with path.open("w", encoding="utf-8") as lines:
        for row in articles:
            layout = lay_out(row["text"])
            found = read_quotations(layout, encoder.encode(layout))
            quotes = [
                {
                    "start": q.start,
                    "end": q.end,
                    "speaker": row["text"][slice(*q.source)] if q.source else None,
                    "speaker_start": q.source[0] if q.source else None,
                    "speaker_end": q.source[1] if q.source else None,
                }
                for q in found
            ]
            lines.write(json.dumps({"id": row["id"], "quotes": quotes}) + "\n")


if __name__ == "__main__":
    main()

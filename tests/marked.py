"""Reads tests/texts, whose actors and quotations are marked by hand: [[actor|words]],
{{type;speaker|words}}."""

import re
from dataclasses import dataclass
from pathlib import Path

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
MARK = re.compile(r"\[\[([^\]|]*)\||\{\{(direct|indirect|mixed);([^|}]*)\||\]\]|\}\}")


@dataclass(frozen=True)
class Marked:
    """An article and what was marked in it: mentions (start, end, actor) and quotations (start,
    end, type, speaker)."""

    id: str
    text: str
    mentions: list
    quotes: list


def read_marked(path):
    """Return the Marked article of a file."""
    raw = path.read_text(encoding="utf-8")
    pieces = []
    last = 0
    length = 0
    opened = []
    mentions = []
    quotes = []
    for match in MARK.finditer(raw):
        pieces.append(raw[last : match.start()])
        length += len(pieces[-1])
        last = match.end()
        if match[0] in ("]]", "}}"):
            start, kind = opened.pop()
            (mentions if match[0] == "]]" else quotes).append((start, length, *kind))
        else:
            opened.append((length, (match[1],) if match[1] is not None else (match[2], match[3])))
    return Marked(path.stem, "".join([*pieces, raw[last:]]), mentions, quotes)

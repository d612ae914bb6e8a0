"""Shows what a notebook has found: tables, figures, sentences, marked text, lists that open, and
the list of articles to pick from."""

from helpers.showing.display import save_figure, show_figure, show_finding, show_table
from helpers.showing.doubts import doubt_lines, show_doubts_calmly
from helpers.showing.explore import explore
from helpers.showing.findings import (
    actors_finding,
    agreement_finding,
    choose_actor,
    choose_pair,
    compare_finding,
    framing_finding,
    quotes_finding,
    repeats_finding,
    tone_finding,
)
from helpers.showing.highlight import highlight, highlight_repeats
from helpers.showing.merging import offer_merges
from helpers.showing.picking import pick_article

__all__ = [
    "actors_finding",
    "agreement_finding",
    "choose_actor",
    "choose_pair",
    "compare_finding",
    "doubt_lines",
    "explore",
    "framing_finding",
    "highlight",
    "highlight_repeats",
    "offer_merges",
    "pick_article",
    "quotes_finding",
    "repeats_finding",
    "save_figure",
    "show_doubts_calmly",
    "show_figure",
    "show_finding",
    "show_table",
    "tone_finding",
]

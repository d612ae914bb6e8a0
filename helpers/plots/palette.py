"""Gives names their colours: the same colour for the same actor, tone or voice in every picture and
marked text.

The colours are the eight of Okabe and Ito (2008, Color Universal Design), which colour-blind people
can tell apart, as Matplotlib has them. Every style also has a hatch, so that it can be read without
colour."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# in the order in which Matplotlib has them
ORDER = ("black", "orange", "sky blue", "green", "yellow", "blue", "vermilion", "purple")
ACTORS = ("blue", "orange", "green", "purple", "sky blue", "vermilion", "black")
GREYS = {"grey": "#8c8c8c", "light grey": "#d9d9d9", "pale grey": "#f2f2f2", "white": "#ffffff"}
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "---", "+++")
TONES = {
    "negative": ("vermilion", "///"),
    "neutral": ("light grey", ""),
    "positive": ("blue", ""),
    "unclear": ("white", "..."),
}
VOICES = {"own": ("light grey", ""), "direct": ("blue", ""), "indirect": ("sky blue", "///")}
LOOKS = tuple(zip(ACTORS, HATCHES, strict=True))
FORMS = ("name", "title", "metonym", "demonym", "role noun", "evaluative label")
CATEGORIES = dict(zip(FORMS, LOOKS, strict=False)) | {
    "pronoun": ("light grey", ""),
    "agent": ("blue", ""),
    "agent (passive)": ("sky blue", "..."),
    "patient": ("orange", "///"),
    "patient (agent left out)": ("vermilion", "---"),
    "quoted": ("blue", ""),
    "paraphrased": ("sky blue", "///"),
    "only spoken of": ("light grey", ""),
    "neutral": ("light grey", ""),
    "doubting": ("orange", "///"),
    "conceding": ("green", "..."),
    "committing": ("blue", ""),
    "attacking": ("vermilion", "---"),
    "hedge": ("orange", "///"),
    "modal": ("sky blue", "\\\\\\"),
}


@cache
def named_colours() -> dict[str, str]:
    """Return the colours by their names, as hexadecimal codes.

    >>> named_colours()["blue"]
    '#0072b2'
    """
    from matplotlib import color_sequences
    from matplotlib.colors import to_hex

    codes = map(to_hex, color_sequences["okabe_ito"])
    return dict(zip(ORDER, codes, strict=True)) | GREYS


def name_colours(names: Iterable[str]) -> dict[str, str]:
    """Return a colour for each name: the first seven different names have their own, the rest are
    grey.

    >>> list(name_colours(["Mali", "Russia", "Mali"]).items())
    [('Mali', '#0072b2'), ('Russia', '#e69f00')]
    """
    codes = named_colours()
    colours = {}
    for name in names:
        if name not in colours:
            i = len(colours)
            colours[name] = codes[ACTORS[i] if i < len(ACTORS) else "grey"]
    return colours


def actor_colours(actors: pd.DataFrame) -> dict[str, str]:
    """Return the colour of each actor in the table `actors`, whose order (the most salient first)
    decides.

    With the same answer handed to every plot and to `highlight`, an actor looks the same in all of
    them."""
    return name_colours(actors["actor"])


def category_styles(categories: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return how the bars of each category look, as options of Matplotlib's bars.

    The categories of the table `framing` look the same in every article. Others have the remaining
    looks, in order; when these are used up, they come again."""
    names = list(dict.fromkeys(categories))
    fixed = {name: CATEGORIES[name] for name in names if name in CATEGORIES}
    remaining = cycle([look for look in LOOKS if look not in fixed.values()] or LOOKS)
    return {name: styled(*(fixed.get(name) or next(remaining))) for name in names}


def tone_styles() -> dict[str, dict[str, Any]]:
    """Return how the bars of each tone look: negative, neutral, positive, unclear."""
    return {tone: styled(*look) for tone, look in TONES.items()}


def tone_colours() -> dict[str, str]:
    """Return a colour for each tone where there is no hatch, as in marked text."""
    codes = named_colours()
    colours = {tone: codes[name] for tone, (name, _) in TONES.items()}
    return colours | {"unclear": codes["yellow"]}


def voice_styles() -> dict[str, dict[str, Any]]:
    """Return how the bars of each voice look: the article's own, direct and indirect quotation."""
    return {voice: styled(*look) for voice, look in VOICES.items()}


def styled(name, hatch):
    """Return a bar's options for a colour by its name."""
    return bar_style(named_colours()[name], hatch)


def bar_style(colour: str, hatch: str = "") -> dict[str, Any]:
    """Return a bar's options: the hatch is white on a dark colour and dark on a light one."""
    return {
        "facecolor": colour,
        "hatch": hatch,
        "hatchcolor": ink(colour),
        "edgecolor": GREYS["grey"],
        "linewidth": 0.5,
    }


def pale(style: dict[str, Any]) -> dict[str, Any]:
    """Return a bar's options for what is uncertain: almost white, with a broken outline; the hatch
    stays."""
    return style | {
        "facecolor": tint(style["facecolor"], 0.2),
        "hatchcolor": GREYS["grey"],
        "linestyle": "--",
        "linewidth": 0.8,
    }


def ink(colour: str) -> str:
    """Return black or white, whichever stands out more from a colour (WCAG 2 contrast).

    >>> ink("#0072b2"), ink("#e69f00")
    ('white', 'black')
    """
    red, green, blue = (linear(level) for level in levels(colour))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "white" if luminance < 0.179 else "black"


def linear(level):
    """Return how much light a level (0 to 255) of red, green or blue gives, from 0 to 1 (sRGB)."""
    value = level / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def tint(colour: str, strength: float = 0.3) -> str:
    """Return a colour mixed with white, light enough for black text.

    >>> tint("#0072b2")
    '#b2d5e8'
    """
    mixed = (round(255 - strength * (255 - level)) for level in levels(colour))
    return "#" + "".join(f"{level:02x}" for level in mixed)


def levels(colour):
    """Return red, green and blue of a colour, each from 0 to 255."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]

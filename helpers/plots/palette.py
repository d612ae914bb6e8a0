"""Takes names, gives colours: the same one for the same actor, tone or voice in every picture and
marked text.

The colours are the eight of Okabe and Ito (2008, Color Universal Design), which people who are
colour-blind can tell apart, as Matplotlib has them. Every style also has a hatch, so that it can be
read without colour. The names themselves are fitted here, too: broken, shortened, and placed so
that they do not cover each other."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ORDER = (
    "black",
    "orange",
    "sky blue",
    "green",
    "yellow",
    "blue",
    "vermilion",
    "purple",
)  # as Matplotlib has them
ACTORS = ("blue", "orange", "green", "purple", "sky blue", "vermilion", "black")
GREYS = {"grey": "#8c8c8c", "light grey": "#d9d9d9", "pale grey": "#f2f2f2", "white": "#ffffff"}
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "---", "+++")
TONES = {
    "negative": ("vermilion", "///"),
    "neutral": ("light grey", ""),
    "positive": ("blue", ""),
    "unclear": ("white", "..."),
}
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
VOICES = {"own": ("light grey", ""), "direct": ("blue", ""), "indirect": ("sky blue", "///")}


@cache
def named_colours() -> dict[str, str]:
    """Return the colours by their names, as hexadecimal codes.

    >>> named_colours()["blue"]
    '#0072b2'
    """
    from matplotlib import color_sequences
    from matplotlib.colors import to_hex

    return {
        name: to_hex(code) for name, code in zip(ORDER, color_sequences["okabe_ito"], strict=True)
    } | GREYS


def name_colours(names: Iterable[str]) -> dict[str, str]:
    """Return a colour for each name: the first seven different ones have their own, the rest are
    grey.

    >>> list(name_colours(["Mali", "Russia", "Mali"]).items())
    [('Mali', '#0072b2'), ('Russia', '#e69f00')]
    """
    names = list(dict.fromkeys(names))
    palette = named_colours()
    return {name: palette[ACTORS[i] if i < len(ACTORS) else "grey"] for i, name in enumerate(names)}


def actor_colours(actors: pd.DataFrame) -> dict[str, str]:
    """Return the colour of each actor in the table `actors`, whose order (the most salient first)
    decides.

    Give the same answer to every plot and to `highlight`, and an actor looks the same in all of
    them."""
    return name_colours(actors["actor"])


def category_styles(categories: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return how the bars of each category look, as options of Matplotlib's bars.

    The categories of the table `framing` look the same in every article. Others have the looks that
    are left, in order; when these are used up, they come again."""
    names = list(dict.fromkeys(categories))
    palette = named_colours()
    known = {name: CATEGORIES[name] for name in names if name in CATEGORIES}
    left = cycle([look for look in LOOKS if look not in known.values()] or LOOKS)
    looks = {name: known.get(name) or next(left) for name in names}
    return {name: bar_style(palette[colour], hatch) for name, (colour, hatch) in looks.items()}


def tone_styles() -> dict[str, dict[str, Any]]:
    """Return how the bars of each tone look: negative, neutral, positive, unclear."""
    return {tone: bar_style(named_colours()[name], hatch) for tone, (name, hatch) in TONES.items()}


def tone_colours() -> dict[str, str]:
    """Return a colour for each tone where there is no hatch, as in marked text."""
    return {tone: named_colours()[name] for tone, (name, _) in TONES.items()} | {
        "unclear": named_colours()["yellow"]
    }


def voice_styles() -> dict[str, dict[str, Any]]:
    """Return how the bars of each voice look: the article's own, direct and indirect quotation."""
    return {
        voice: bar_style(named_colours()[name], hatch) for voice, (name, hatch) in VOICES.items()
    }


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
    colour = tint(style["facecolor"], 0.2)
    return style | {
        "facecolor": colour,
        "hatchcolor": GREYS["grey"],
        "linestyle": "--",
        "linewidth": 0.8,
    }


def ink(colour: str) -> str:
    """Return black or white, whichever stands out more from a colour (WCAG 2 contrast).

    >>> ink("#0072b2"), ink("#e69f00")
    ('white', 'black')
    """
    levels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in levels)
    return "white" if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.179 else "black"


def tint(colour: str, strength: float = 0.3) -> str:
    """Return a colour mixed with white, light enough for black text.

    >>> tint("#0072b2")
    '#b2d5e8'
    """
    return "#" + "".join(
        f"{round(255 - strength * (255 - int(colour[i : i + 2], 16))):02x}" for i in (1, 3, 5)
    )


def fit(text: str, width: int = 26, lines: int = 2) -> str:
    """Return a text from an article as Matplotlib must be given it: broken into lines, and never
    read as mathematics.

    What does not fit ends in `…`. A dollar sign is escaped, so that a pair of them does not open a
    formula.

    >>> fit("the $50m UN mission", 12)
    'the \\\\$50m UN\\nmission'
    """
    text = plain(text)
    width = max(width, 2)
    if any(len(word) > width for word in text.split(" ")):
        text = text.replace("_", "_ ")  # a long id may be broken behind its underscores
    broken = textwrap.wrap(text, width, max_lines=lines, placeholder="…")
    return "\n".join(broken).replace("_ ", "_").replace("$", r"\$")


def plain(text: object) -> str:
    """Return a text on one line, without the characters that cannot be drawn (line ends, control
    characters)."""
    return " ".join("".join(char if char.isprintable() else " " for char in str(text)).split())


def place_names(ax: Axes, xs: Iterable[float], ys: Iterable[float], names: Iterable[str]) -> None:
    """Write names beside their points, the first ones first; one that would cover a name or a point
    is left out."""
    from matplotlib.transforms import Bbox

    ax.figure.get_figure(root=True).draw_without_rendering()  # settles where everything stands
    dots = [dot for line in ax.lines for dot in line.get_transform().transform(line.get_xydata())]
    taken = [Bbox.from_bounds(x - 4, y - 4, 8, 8) for x, y in dots]
    room = ax.get_window_extent()
    sides = (
        (7, 0, "left", "center"),
        (-7, 0, "right", "center"),
        (0, 7, "center", "bottom"),
        (0, -7, "center", "top"),
    )
    for x, y, name in zip(xs, ys, names, strict=True):
        for dx, dy, across, along in sides:
            text = ax.annotate(
                fit(name, 24, 1), (x, y), (dx, dy), textcoords="offset points", ha=across, va=along
            )
            text.set(fontsize=8.5, in_layout=False)
            box = text.get_window_extent()
            if Bbox.union([box, room]).bounds == room.bounds and not box.count_overlaps(taken):
                taken.append(box)
                break
            text.remove()

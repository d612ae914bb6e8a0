"""Joins the units of a text into the windows that the network reads at once."""

from dataclasses import dataclass

import numpy as np

from helpers.network.pieces import CLS, FEATURES, SEP

WINDOW = 200  # pieces that the network reads at once, at most
BEFORE = 30  # pieces of the units before that it reads with each


@dataclass(frozen=True)
class Window:
    """Consecutive units as the encoder reads them: [CLS], pieces, [SEP] after each paragraph.

    `unit` and `place` are which piece of which unit stands where (-1: none); `read` are the units
    to be read off the window."""

    ids: np.ndarray
    mark: np.ndarray
    edge: np.ndarray
    case: np.ndarray
    unit: np.ndarray
    place: np.ndarray
    read: range


def read_windows(units, vocabulary, *, longest=WINDOW, before=BEFORE):
    """Return windows in which every unit is read once, with the units before it as context, up to
    `longest` pieces."""
    sizes = [len(unit.ids) + 1 for unit in units]
    windows = []
    first = 0
    while first < len(units):
        room = min(before, longest - sizes[first] - 1)
        low = first
        context = 0
        while low and context + sizes[low - 1] <= room:
            low -= 1
            context += sizes[low]
        high = first + 1
        total = context + sizes[first] + 1
        while high < len(units) and total + sizes[high] <= longest:
            total += sizes[high]
            high += 1
        windows.append(make_window(units, range(low, high), range(first, high), vocabulary))
        first = high
    return windows


def make_window(units, numbers, read, vocabulary):
    """Return the Window over the units `numbers`, of which those in `read` are read off it."""
    parts = [sign(vocabulary[CLS])]
    for number in numbers:
        unit = units[number]
        part = {name: getattr(unit, name) for name in FEATURES}
        part["unit"] = np.full(len(unit.ids), number)
        part["place"] = np.arange(len(unit.ids))
        parts.append(part)
        if number + 1 not in numbers or units[number + 1].paragraph != unit.paragraph:
            parts.append(sign(vocabulary[SEP]))
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return Window(**columns, read=read)


def sign(piece):
    """Return the columns of one piece that is not in the text: [CLS] or [SEP]."""
    features = {"ids": piece, "mark": 0, "edge": 0, "case": 3, "unit": -1, "place": -1}
    return {name: np.array([value]) for name, value in features.items()}

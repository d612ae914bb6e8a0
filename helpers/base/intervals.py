"""Computes the confidence intervals of shares."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

ENOUGH = 20  # the fewest cases whose share, or mean, may be compared with another


def wilson(
    successes: ArrayLike, n: ArrayLike, *, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """Return the limits (low, high) of a share: `successes` out of `n`, each a number or an array.

    Where nothing was counted (n = 0) they are 0 and 1: any share is possible. Unlike the textbook
    interval, this one stays within 0 and 1 and holds for small n (Wilson 1927; recommended by
    Brown, Cai and DasGupta 2001). Raises ValueError if successes are not between 0 and n, or
    confidence is not between 0 and 1.

    >>> low, high = wilson([7, 0], [10, 0])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.397, 0.0], [0.892, 1.0])
    """
    k, n = np.broadcast_arrays(np.asarray(successes, dtype=float), np.asarray(n, dtype=float))
    if not ((k >= 0) & (k <= n)).all():
        raise ValueError("successes must lie between 0 and n; count each case once")
    squared = normal_quantile(confidence) ** 2
    share = k / np.where(n > 0, n, 1)
    centre = (k + squared / 2) / (n + squared)
    half = np.sqrt(squared * (n * share * (1 - share) + squared / 4)) / (n + squared)
    # no case at all, or every case, is itself a limit: rounding must not put it a hair beside
    low = np.where(k == 0, 0.0, centre - half)
    high = np.where(k == n, 1.0, centre + half)
    return low, high


def normal_quantile(confidence: float) -> float:
    """Return how many standard deviations on each side of the mean hold this share of a normal
    distribution.

    >>> round(normal_quantile(0.95), 2)
    1.96
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; give a share between 0 and 1, such as 0.95")
    return NormalDist().inv_cdf((1 + confidence) / 2)

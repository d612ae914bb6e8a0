"""Try the correction of shares by simulation: how far off are raw and corrected means, and do the
intervals hold?

    python -m training.tone.check_shares

Draws actors whose true shares are known, lets the model err as it does on the development set
(tone.json, its confusions drawn anew for each actor, since they are only estimated), and compares.
Prints for each number of judgements the mean error of raw and corrected, and how often the 95 %
interval of the corrected mean holds the true one."""

import numpy as np
import pandas as pd

from helpers.sentiment.by_actor import OUTCOMES, actor_tones
from helpers.sentiment.model import LABELS, settings

# SPREAD: how alike the actors' true shares are to each other
ACTORS = 300
SPREAD = 2.0


def draw(random, n, number):
    """Return (rows of an actor, its true mean)."""
    counts = np.array(settings()["confusions"], dtype=float)
    confusions = np.array([random.dirichlet(row + 0.5) for row in counts])
    shares = random.dirichlet(SPREAD * len(LABELS) * counts.sum(1) / counts.sum())
    true = random.choice(len(LABELS), size=n, p=shares)
    found = [OUTCOMES[random.choice(len(OUTCOMES), p=confusions[label])] for label in true]
    rows = pd.DataFrame(
        {"article": "a", "sentence": range(n), "actor": f"actor {number}", "label": found}
    )
    return rows.assign(
        score=rows["label"].map({"negative": -0.7, "positive": 0.7}).fillna(0.0)
    ), shares[-1] - shares[0]


def main():
    for n in (5, 10, 20, 50, 200):
        random = np.random.default_rng(n)
        drawn = [draw(random, n, number) for number in range(ACTORS)]
        tones = actor_tones(pd.concat([rows for rows, _ in drawn]), repeats=500).set_index("actor")
        true = np.array([mean for _, mean in drawn])
        tones = tones.loc[[f"actor {number}" for number in range(ACTORS)]]
        raw = np.abs(tones["positive"] - tones["negative"] - true).mean()
        right = np.abs(tones["corrected"] - true).mean()
        held = ((tones["corrected_low"] <= true) & (true <= tones["corrected_high"])).mean()
        print(f"n = {n}: mean error raw {raw:.3f}, corrected {right:.3f}; ", end="")
        print(f"interval holds in {100 * held:.0f} %")


if __name__ == "__main__":
    main()

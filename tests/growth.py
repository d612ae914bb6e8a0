"""Holds the work on much against the work on little, on the same machine and never against a
clock: what takes n² steps takes 64 times as long for eight times as much."""

import gc
import time

# characters, and how many times as many are held against them
SMALL = 20_000
TIMES = 8
# times as long, and seconds below which a clock shows nothing
MOST = 20
FLOOR = 0.02


def seconds(work, given):
    """Return the seconds of the processor that work takes, without the search for garbage that
    other tests have left."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    try:
        work(given)
        return time.process_time() - began
    finally:
        gc.enable()


def grows_evenly(work, make, small=SMALL):
    """Return whether work on eight times as much takes at most twenty times as long, in one of
    three tries: what else the machine does is left out.

    `make` returns what is worked on, of a size."""
    little = make(small)
    much = make(TIMES * small)
    return any(seconds(work, much) <= MOST * max(seconds(work, little), FLOOR) for _ in range(3))

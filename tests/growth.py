"""Holds the work on much against the work on little, on the same machine and never against a
clock: what takes n² steps takes 64 times as long for eight times as much."""

import time

# characters, and how many times as many are held against them
SMALL = 20_000
TIMES = 8
# times as long, and seconds below which a clock tells nothing
MOST = 20
FLOOR = 0.02


def seconds(work, *given):
    began = time.process_time()
    work(*given)
    return time.process_time() - began


def grows_evenly(work, make, small=SMALL):
    """Whether work on eight times as much takes at most twenty times as long.

    `make` returns what is worked on, of a size.
    """
    short = seconds(work, make(small))
    long = seconds(work, make(TIMES * small))
    return long <= MOST * max(short, FLOOR)

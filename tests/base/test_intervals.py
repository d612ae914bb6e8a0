from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.base.intervals import wilson

SHARES = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(SHARES, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_limits_are_the_shares_that_the_score_test_just_allows(share, confidence):
    k, n = share
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    for limit in wilson(k, n, confidence=confidence):
        assert np.isclose((k / n - limit) ** 2, z**2 * limit * (1 - limit) / n, atol=1e-12)


# Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3
@pytest.mark.parametrize(
    "k, n, low, high", [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611)]
)
def test_wilson_gives_published_limits(k, n, low, high):
    assert np.allclose(wilson(k, n), (low, high), atol=5e-5)


@given(st.lists(SHARES, min_size=1))
def test_wilson_takes_columns_and_holds_the_share(shares):
    k, n = np.array(shares).T
    low, high = wilson(k, n)
    assert low.shape == high.shape == k.shape
    assert ((low >= 0) & (low <= k / n) & (k / n <= high) & (high <= 1)).all()
    mirrored_low, mirrored_high = wilson(n - k, n)
    assert np.allclose(mirrored_low, 1 - high) and np.allclose(mirrored_high, 1 - low)


def test_wilson_of_nothing_allows_any_share():
    assert wilson(0, 0) == (0, 1)
    low, high = wilson([0, 3], [0, 3])
    assert low[0] == 0 and high.tolist() == [1, 1]
    assert [limit.tolist() for limit in wilson([], [])] == [[], []]


@pytest.mark.parametrize("k, n", [(4, 3), (-1, 3), (float("nan"), 3), (1, 0)])
def test_wilson_refuses_impossible_counts(k, n):
    with pytest.raises(ValueError, match="between 0 and n"):
        wilson(k, n)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_confidence_is_a_share(confidence):
    with pytest.raises(ValueError, match=r"such as 0\.95"):
        wilson(1, 2, confidence=confidence)

"""A share and its interval, against published values."""

import pytest

from crawler.measuring.share import Share


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        # R. G. Newcombe, Two-sided confidence intervals for the single proportion,
        # Statistics in Medicine 17 (1998), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(hits, of, low, high):
    assert Share(hits, of).interval == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_there_is_no_share():
    assert (Share(0, 0).value, Share(0, 0).interval) == (None, None)
    assert Share(0, 0).as_dict()["share"] is None

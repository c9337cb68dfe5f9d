"""Listing → assessment. Pure: the same listing, lexicon and circumstances give the same bytes."""

from crawler.matching.circumstances import Circumstances, SellerHistory
from crawler.matching.common_words import common_word_doubts
from crawler.matching.matcher import Levels, Matcher, Trace
from crawler.matching.outcome import Outcome
from crawler.matching.proof import failures, listing_of, prove
from crawler.matching.rates import Rates, read_rates

__all__ = [
    "Circumstances",
    "Levels",
    "Matcher",
    "Outcome",
    "Rates",
    "SellerHistory",
    "Trace",
    "common_word_doubts",
    "failures",
    "listing_of",
    "prove",
    "read_rates",
]

"""A new site from its address: what kind it is, where to begin, and what its pages do not say."""

from crawler.proposing.exploration import Exploration
from crawler.proposing.proposal import Proposal, propose

__all__ = ["Exploration", "Proposal", "propose"]

"""Listing Patrol: the core that finds, scores, explains and proves."""

__version__ = "0.1.0"

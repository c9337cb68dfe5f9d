"""What may be fetched, when, and what is left: requests with states, politeness, egress."""

from crawler.frontier.meta import PAGING
from crawler.frontier.session import Session, session_of

__all__ = ["PAGING", "Session", "session_of"]

"""``config.yaml``: policy. Which sites, at what pace, what a level means, where things are kept."""

from crawler.config.load import load
from crawler.config.model import Config, Levels, Site

__all__ = ["Config", "Levels", "Site", "load"]

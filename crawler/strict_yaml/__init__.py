"""YAML as people write it, every mistake told with its line."""

from crawler.strict_yaml.reading import Document, Finding, Loc, Position, parse, read
from crawler.strict_yaml.validation import suggest, validate

__all__ = ["Document", "Finding", "Loc", "Position", "parse", "read", "suggest", "validate"]

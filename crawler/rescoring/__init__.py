"""The history under another lexicon: what changed between two, and which listings that concerns."""

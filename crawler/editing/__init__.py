"""Changing keyword files for analysts: words from a table, checked and tried before they count."""

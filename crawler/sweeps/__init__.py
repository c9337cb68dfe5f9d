"""Runs: one process per site, a verdict and a reason for each, one report at the end."""

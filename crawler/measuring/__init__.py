"""How good the keyword files are, measured on adverts that people have labelled."""

"""Pages that need a browser: Chromium, what it may load, and how a page is read in it."""

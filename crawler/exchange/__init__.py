"""CSV and the other formats, in and out."""

"""A few of the keyword files that come with the program: enough to try the machinery on."""

from pathlib import Path

from crawler.lexicon import Lexicon, load

FOLDER = Path(__file__).parents[2] / "keywords"
ALL = load(FOLDER).lexicon
FEW = Lexicon.of(
    file
    for file in ALL.files
    if file.shared or file.id in ("wildlife-ivory", "counterfeit-luxury", "drugs-cathinones")
)
"""One of each kind of question, with the files that they take groups from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from patrol import KEYWORDS

from crawler.config import Levels
from crawler.frontier.ledger import Ledger
from crawler.items import Level, Sighting
from crawler.lexicon import load_sound
from crawler.matching import Circumstances, Matcher, read_rates
from pipelines.score import Score


def test_an_assessment_is_born_with_its_reasons(
    tmp_path: Path, ledger: Ledger, read_page: Callable[..., Sighting]
) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "ivory.yaml").write_text(KEYWORDS)
    lexicon = load_sound(tmp_path / "words")
    circumstances = Circumstances(on=datetime.now(UTC).date(), rates=read_rates())
    score = Score(Matcher(lexicon, Levels()), circumstances)

    plain = score.process_item(read_page(ledger)).assessment
    assert plain is not None
    assert (plain.score, plain.level, plain.flagged) == (0, Level.NONE, False)

    suspect = read_page(ledger, title="Brosche aus Elfenbein")
    scored = score.process_item(suspect)
    assert scored.listing == suspect.listing
    found = scored.assessment
    assert found is not None
    assert (found.score, found.level, found.category) == (60, Level.REVIEW, "wildlife")
    assert [match.text for match in found.matches] == ["Elfenbein"]
    assert "elfenbein" in found.reasons[0].casefold()
    assert found.lexicon_version == lexicon.version

"""The text a reader sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction import Page
from crawler.extraction.text import fold, paragraphs, plain, visible, visible_paragraphs


def read(html: str) -> tuple[str, str]:
    root = Page("https://shop.example/", html.encode()).root
    return visible(root), visible_paragraphs(root)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ("<div>One<div>two</div></div>three", "One\ntwo\nthree"),
        ("One<br>two<br><br>three", "One\ntwo\n\nthree"),
        ("<p>in the\n   source</p>", "in the source"),
        ("<ul><li>One</li><li>two</li></ul>", "One\ntwo"),
        ("a<b>b</b>c <i>d</i>", "abc d"),
        ("<p>seen<script>x()</script><style>y{}</style><template>t</template></p>", "seen"),
        ("<p>seen<span hidden>not</span><i style='display: none'>nor</i></p>", "seen"),
        ("<p>50\u00a0€</p>", "50 €"),
        ("", ""),
    ],
)
def test_blocks_are_lines(html: str, lines: str) -> None:
    line, found = read(html)
    assert found == lines
    assert line.split() == lines.split() or line == lines.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ("a < b > c", "a < b > c"),
        ("ring <3 love", "ring <3 love"),
    ],
)
def test_markup_inside_a_stated_text_is_read(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_zero_width_characters_inside_stay_as_evidence() -> None:
    assert fold("\ufeff iv\u200bory \u200b") == "iv\u200bory"


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert "\n\n\n" not in paragraphs(text)

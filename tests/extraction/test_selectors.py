"""What analysts write to point at a field."""

from __future__ import annotations

import pytest

from crawler.extraction import Page, Selectors, compile_selector

HTML = """
<h1 class=title>Old  <b>vase</b></h1>
<p class=price>1.299<sup>00</sup> €</p><p class=price>5 €</p>
<a class=card href=/ad/1><img src=/1.jpg></a><a class=card href=/ad/2>Two</a>
<p class=empty> </p><p class=seller data-name=" Jan "></p>
<div class=text>One<br>two<script>var x</script><p>three</p></div>
"""
ROOT = Page("https://shop.example/", HTML.encode()).root


@pytest.mark.parametrize(
    ("selector", "first"),
    [
        ("h1", "Old vase"),
        ("h1::text", "Old"),
        (".price::text", "1.299 €"),
        (".price", "1.29900 €"),
        (".empty::text, h1 b::text", "vase"),
        (".seller::attr(data-name)", "Jan"),
        ("a.card::attr(href)", "/ad/1"),
        (".text", "One two three"),
        ("//h1/b", "vase"),
        ("//p[@class='price'][2]/text()", "5 €"),
        ("./body/h1", "Old vase"),
        ("(//a)[last()]/@href", "/ad/2"),
        ("//p[re:test(@class, '^sell')]/@data-name", "Jan"),
        ("substring-before(//p[@class='price'][2], '€')", "5"),
        (".nothing", None),
        (".empty", None),
    ],
)
def test_the_first_text(selector: str, first: str | None) -> None:
    assert compile_selector(selector).first(ROOT) == first


@pytest.mark.parametrize(
    "selector",
    [
        "//h1[$name]",
        "//h1[count('x')]",
        "//p[a[substring(1)]]",
        "//h1[@class[string-length(1, 2)]]",
    ],
)
def test_a_mistake_in_a_condition_shows_at_once(selector: str) -> None:
    with pytest.raises(ValueError, match="is not valid XPath"):
        compile_selector(selector)


def test_all_values() -> None:
    assert compile_selector("a.card::attr(href)").values(ROOT) == ["/ad/1", "/ad/2"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "a[",
        "h1::foo",
        "a::attr(",
        "//a[",
        "//foo:bar",
        "./x(",
        "//a[nothing(.)]",
        "div >",
    ],
)
def test_an_invalid_selector_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"selector must not be empty|is not valid (CSS|XPath): "):
        compile_selector(text)


def test_selectors_are_compiled_by_name() -> None:
    selectors = Selectors.compile({"title": "h1", "next": "a.next::attr(href)"})
    assert selectors.title is not None
    assert selectors.title.text == "h1"
    assert selectors.price is None


@pytest.mark.parametrize(
    ("texts", "message"),
    [({"titel": "h1"}, "unknown selector 'titel'"), ({"title": "h1["}, "title: 'h1\\[' is not")],
)
def test_a_wrong_name_or_text_is_named(texts: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Selectors.compile(texts)

"""JSON-LD, as sites write it and as they break it."""

from __future__ import annotations

import pytest

from crawler.extraction import jsonld

PRODUCT = {"@type": "Product", "name": "Vase"}


def script(text: str, tag: str = '<script type="application/ld+json">') -> bytes:
    return f"<html><head>{tag}{text}</script></head></html>".encode()


@pytest.mark.parametrize(
    "tag",
    [
        '<script type="application/ld+json">',
        "<script type=application/ld+json>",
        "<SCRIPT id='x' TYPE='application/ld+json' data-a=\"b\">",
        '<script type="application/ld&#x2B;json">',
        '<script\n  type = "application/ld+json; charset=utf-8">',
    ],
)
def test_the_script_is_found_however_it_is_written(tag: str) -> None:
    assert jsonld.read(script('{"@type": "Product", "name": "Vase"}', tag)) == [PRODUCT]


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "Product", "name": "Vase",}',
        '{"@type": "Product", /* the name */ "name": "Vase"}',
        '{"@type": "Product", // the name\n "name": "Vase"}',
        '<!-- {"@type": "Product", "name": "Vase"} -->',
        '//<![CDATA[\n{"@type": "Product", "name": "Vase"}\n//]]>',
        '{"@type": "Product", "name": "Vase"};',
        "{&quot;@type&quot;: &quot;Product&quot;, &quot;name&quot;: &quot;Vase&quot;}",
        '\ufeff{"@type": "Product", "name": "Vase"}',
    ],
)
def test_broken_json_is_mended(text: str) -> None:
    assert jsonld.read(script(text)) == [PRODUCT]


def test_control_characters_and_bad_escapes_inside_texts() -> None:
    (node,) = jsonld.read(script('{"@type": "Product", "name": "a\tb\nc", "sku": "it\\\'s", }'))
    assert node["name"] == "a\tb\nc"
    assert node["sku"] == "it\\'s"


def test_what_looks_like_a_comment_inside_a_text_stays() -> None:
    (node,) = jsonld.read(script('{"@type": "Product", "url": "https://a.example/*x*/,]",}'))
    assert node["url"] == "https://a.example/*x*/,]"


def test_lists_graphs_and_several_values_in_one_script() -> None:
    text = '[{"@type": "A"}, {"@graph": [{"@type": "B"}, {"@type": "C"}]}] {"@type": "D"}'
    assert [node["@type"] for node in jsonld.read(script(text))] == ["A", "B", "C", "D"]


def test_references_are_followed() -> None:
    text = (
        '{"@graph": [{"@id": "#p", "@type": "Product", "offers": {"@id": "#o"}},'
        ' {"@id": "#o", "@type": "Offer", "price": "5"}]}'
    )
    product = jsonld.read(script(text))[0]
    assert product["offers"]["price"] == "5"


def test_a_script_inside_a_comment_is_not_read() -> None:
    body = b"<!-- old:" + script('{"@type": "Product"}') + b"-->" + script('{"@type": "Offer"}')
    assert [node["@type"] for node in jsonld.read(body)] == ["Offer"]


@pytest.mark.parametrize("text", ["", "null", "[]", "3", '"text"', "{", "<p>", "undefined"])
def test_what_is_no_object_gives_nothing(text: str) -> None:
    assert jsonld.read(script(text)) == []


def test_the_end_of_the_page_ends_a_script() -> None:
    assert jsonld.read(b'<script type="application/ld+json">{"@type": "Offer"}')

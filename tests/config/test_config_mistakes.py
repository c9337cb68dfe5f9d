"""Mistakes in ``config.yaml``: each is told with its line, in words, and all of them at once."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from crawler.config import load
from crawler.config.values import spider_kinds
from crawler.errors import Exit, InputError

KINDS = ", ".join(spider_kinds())
SITE = """\
sites:
  - name: shop
    spider: classifieds
    start: ["https://shop.example/"]
"""


def told(folder: Path, text: str | bytes) -> list[str]:
    """The lines with which the file is refused, without its path."""
    file = folder / "config.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as refused:
        load(file)
    assert refused.value.exit_code is Exit.BAD_INPUT
    lines = str(refused.value).split("\n")
    assert all(line.startswith(f"{file}:") for line in lines)
    return [line.removeprefix(f"{file}:") for line in lines]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("contact: nobody", "1: contact: 'nobody' is neither a mail address nor a web address"),
        ("\nwieght: 3", "2: unknown key 'wieght'; did you mean 'night'?"),
        ("keyword: here", "1: unknown key 'keyword'; did you mean 'keywords'?"),
        ("keywords: [a, b]", "1: keywords: ['a', 'b'] should be the path of a file or folder"),
        ("database: mysql://host/patrol",
         "1: database: it should be sqlite:///FILE or postgresql://USER@HOST/NAME"),
        ("database: patrol.db",
         "1: database: it should be sqlite:///FILE or postgresql://USER@HOST/NAME"),
        ("levels: {watch: 60, review: 50}", "1: levels: they must rise: watch, review, urgent"),
        ("levels: {urgent: 101}", "1: levels.urgent: '101' should be less than or equal to 100"),
        ("levels:\n  wtach: 20", "2: unknown key 'wtach'; did you mean 'watch'?"),
        ("night: {minutes: 0}", "1: night.minutes: '0' should be greater than 0"),
        ("night: {minutes: 1:30}",
         "1: night.minutes: '1:30' should be a valid number, unable to parse string as a number"),
        ("night: {parallel_sites: none}",
         "1: night.parallel_sites: 'none' should be a valid integer, unable to parse string as an "
         "integer"),
        ("retention: {unflagged_days: -1}",
         "1: retention.unflagged_days: '-1' should be greater than or equal to 1"),
        ("retention: 30", "1: retention: '30' should be a block of keys and values"),
        ("sites: shop", "1: sites: 'shop' should be a list, such as [one, two]"),
        ("sites:", "1: sites: nothing should be a list, such as [one, two]"),
        ("sites: [shop]", "1: sites.0: 'shop' should be a block of keys and values"),
    ],
)  # fmt: skip
def test_mistakes_of_policy(tmp_path: Path, text: str, line: str) -> None:
    assert told(tmp_path, text) == [line]


@pytest.mark.parametrize(
    ("exception", "why"),
    [
        ("127.0.0.1", "'127.0.0.1' is not one exact host:port such as 127.0.0.1:8700"),
        ("10.0.0.0/8", "'10.0.0.0/8' is not one exact host:port such as 127.0.0.1:8700"),
        ("10.0.0.0/8:80", "'10.0.0.0/8:80' is not one exact host:port such as 127.0.0.1:8700"),
        ("*:80", "'*:80' is not one exact host:port such as 127.0.0.1:8700"),
        ("*.shop.example:80", "'*.shop.example:80' is not one exact host:port such as "
         "127.0.0.1:8700"),
        ("127.0.0.1:*", "'127.0.0.1:*' is not one exact host:port such as 127.0.0.1:8700"),
        ("127.0.0.1:0", "'127.0.0.1:0' is not one exact host:port such as 127.0.0.1:8700"),
        ("127.0.0.1:80?x", "'127.0.0.1:80?x' is not one exact host:port such as 127.0.0.1:8700"),
        ("me@127.0.0.1:80", "'me@127.0.0.1:80' is not one exact host:port such as 127.0.0.1:8700"),
        ("http://127.0.0.1:80", "'http://127.0.0.1:80' is not one exact host:port such as "
         "127.0.0.1:8700"),
        ("::1:80", "'::1:80' is not one exact host:port such as 127.0.0.1:8700"),
        ("127.0.0.1:99999", "Port out of range 0-65535"),
    ],
)  # fmt: skip
def test_an_egress_exception_is_one_exact_socket(tmp_path: Path, exception: str, why: str) -> None:
    assert told(tmp_path, f'egress:\n  allow: ["{exception}"]') == [f"2: egress.allow.0: {why}"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("spider: classified", "5: sites.0.spider: there is no spider kind 'classified'; did you "
         f"mean 'classifieds'? (kinds: {KINDS})"),
        ("read: entries", "2: sites.0: 'read: entries' is for feeds: leave it out, or say "
         "'spider: feed'"),
        ("read: page", "5: sites.0.read: 'page' is not 'pages' or 'entries'; did you mean "
         "'pages'?"),
        ("strat: []", "5: unknown key 'strat'; did you mean 'start'?"),
        ("start: https://shop.example/",
         "5: sites.0.start: 'https://shop.example/' should be a list, such as [one, two]"),
        ('start: ["ftp://shop.example/"]', "5: sites.0.start.0: 'ftp://shop.example/' is not a web "
         "address; it must begin with http:// or https://"),
        ('start: ["shop.html"]', "5: sites.0.start.0: 'shop.html' is not a web address; it must "
         "begin with http:// or https://"),
        ('start: ["https://"]', "5: sites.0.start.0: 'https://' names no host"),
        ('start: ["https://me:secret@shop.example/"]',
         "5: sites.0.start.0: an address must not hold a user name or password"),
        ('start: ["https://shop.example:99999/"]', "5: sites.0.start.0: "
         "'https://shop.example:99999/' is not an address: Port out of range 0-65535"),
        ("start: []", "2: sites.0: 'start' is missing (or 'search', to begin with search terms)"),
        ("languages: [english]",
         "5: sites.0.languages.0: 'english' is not an ISO 639-1 code such as 'nl'"),
        ("country: Belgium", "5: sites.0.country: 'Belgium' is not an ISO 3166 code such as 'BE'"),
        ("currency: €", "5: sites.0.currency: '€' is not an ISO 4217 code such as 'EUR'"),
        ("selectors: {tilte: h1}", "5: sites.0.selectors.tilte: unknown name 'tilte'; did you mean "
         "'title'? (names: listing, next, more, title, price, currency, seller, location, "
         "description, images, date)"),
        ('selectors: {title: "h1["}', "5: sites.0.selectors.title: 'h1[' is not valid CSS: "
         "Expected ident or '*', got <EOF at 3>"),
        ('search: {url: "https://shop.example/search"}', "5: sites.0.search: search.url must say "
         "where the word goes: put {term} into it"),
        ("search: {files: [ivory]}", "5: sites.0.search: 'url' is missing: "
         "where the site's search is, with {term} in it"),
        ("pace: {delay: -1}",
         "5: sites.0.pace.delay: '-1' should be greater than or equal to 0"),
        ("pace: {concurrency: 99}",
         "5: sites.0.pace.concurrency: '99' should be less than or equal to 32"),
        ("pace: 3", "5: sites.0.pace: '3' should be a block of keys and values"),
        ("limits: {pages: 0}",
         "5: sites.0.limits.pages: '0' should be greater than or equal to 1"),
        ("render: broswer",
         "5: sites.0.render: 'broswer' is not 'http', 'browser' or 'auto'; did you mean "
         "'browser'?"),
        ("enabled: maybe", "5: sites.0.enabled: 'maybe' should be true or false"),
        ("proxy: localhost",
         "5: sites.0.proxy.url: 'localhost' is not a proxy such as http://127.0.0.1:3128 or "
         "socks5h://127.0.0.1:9050"),
        ("expect: {fields: {prise: 0.8}}", "5: sites.0.expect.fields.prise: unknown name 'prise'; "
         "did you mean 'price'? (names: price, currency, seller, location, images, description, "
         "posted_at)"),
        ("expect: {fields: {price: 80}}",
         "5: sites.0.expect.fields.price: '80' should be less than or equal to 1"),
    ],
)  # fmt: skip
def test_mistakes_of_a_site(tmp_path: Path, line: str, why: str) -> None:
    key = line.partition(":")[0]
    others = [kept for kept in SITE.splitlines()[2:] if kept.split(":")[0].strip() != key]
    wrong = [*SITE.splitlines()[:2], *others, *[""] * (2 - len(others)), f"    {line}"]
    assert told(tmp_path, "\n".join(wrong)) == [why]


def test_a_site_needs_a_name_and_a_spider(tmp_path: Path) -> None:
    assert told(tmp_path, 'sites:\n  - start: ["https://shop.example/"]') == [
        "2: 'sites.0.name' is missing",
        "2: 'sites.0.spider' is missing",
    ]


@pytest.mark.parametrize("name", ["Shop", "my shop", "shop/one", "", "é", "x" * 65, "../shop"])
def test_the_name_of_a_site_can_stand_in_a_file_name(tmp_path: Path, name: str) -> None:
    text = SITE.replace("name: shop", f'name: "{name}"')
    assert told(tmp_path, text) == [
        f"2: sites.0.name: '{name}' is not a name: small letters, digits, '.', '_' and '-' only"
    ]


def test_two_sites_of_one_name(tmp_path: Path) -> None:
    twice = SITE + SITE.removeprefix("sites:\n")
    assert told(tmp_path, twice) == ["5: there are two sites named 'shop'"]


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("http://127.0.0.1:8700/", "127.0.0.1:8700"),
        ("http://localhost/", "localhost:80"),
        ("http://shop.localhost/", "shop.localhost:80"),
        ("http://LOCALHOST.:81/", "localhost.:81"),
        ("http://127.1/", "127.1:80"),
        ("http://2130706433/", "2130706433:80"),
        ("http://0x7f.0.0.1/", "0x7f.0.0.1:80"),
        ("http://017700000001/", "017700000001:80"),
        ("https://192.168.1.20/", "192.168.1.20:443"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254:80"),
        ("http://[::1]:8700/", "[::1]:8700"),
        ("http://[::ffff:10.0.0.1]/", "[::ffff:10.0.0.1]:80"),
    ],
)
def test_a_start_that_is_not_public_is_refused(tmp_path: Path, address: str, named: str) -> None:
    text = SITE.replace('"https://shop.example/"', f'"https://shop.example/", "{address}"')
    (line,) = told(tmp_path, text)
    where, _, words = line.partition(": ")
    assert where == "4"
    told_as = words.removesuffix(
        " is not a public address; if it is yours, name it under egress.allow"
    )
    assert told_as in {named, named.replace("10.0.0.1", "a00:1")}


def test_a_search_form_that_is_not_public_is_refused(tmp_path: Path) -> None:
    search = SITE + '    search:\n      url: "http://10.0.0.1/?q={term}"'
    assert told(tmp_path, search) == [
        "6: 10.0.0.1:80 is not a public address; if it is yours, name it under egress.allow"
    ]


@pytest.mark.parametrize("host", ["intranet", "nas.local", "db.internal", "printer.lan."])
def test_a_name_of_an_own_network_is_refused_unless_it_is_allowed(
    tmp_path: Path, host: str
) -> None:
    text = SITE.replace("https://shop.example/", f"http://{host}/")
    (line,) = told(tmp_path, text)
    assert line.startswith(f"4: {host}:80 is not a public address")
    allowed = tmp_path / "allowed.yaml"
    allowed.write_text(f'egress: {{allow: ["{host}:80"]}}\n{text}', "utf-8")
    assert load(allowed).sites


@pytest.mark.parametrize(
    ("start", "search"),
    [
        ("https://shop.be/", "https://search.shop.be/?q={term}"),
        ("https://www.shop.co.uk/", "http://shop.co.uk:8080/?q={term}"),
        ("https://shop.example/", "https://search.shop.example/?q={term}"),
        ("https://192.0.43.7/", "https://192.0.43.7/?q={term}"),
    ],
)
def test_another_host_of_the_same_domain_is_the_same_site(
    tmp_path: Path, start: str, search: str
) -> None:
    text = SITE.replace("https://shop.example/", start) + f'    search: {{url: "{search}"}}\n'
    (tmp_path / "config.yaml").write_text(text, "utf-8")
    assert load(tmp_path / "config.yaml").sites[0].search


@pytest.mark.parametrize(
    ("start", "search", "said"),
    [
        ("https://shop.be/", "https://store.be/?q={term}", "store.be is another site than shop.be"),
        ("https://a.co.uk/", "https://b.co.uk/?q={term}", "b.co.uk is another site than a.co.uk"),
        (
            "https://a.blogspot.com/",
            "https://b.blogspot.com/?q={term}",
            "b.blogspot.com is another",
        ),
        ("https://192.0.43.7/", "https://192.0.43.8/?q={term}", "192.0.43.8 is another site than"),
        ("https://shop.be/", "https://{term}.shop.be/", "{term} must stand behind the name of the"),
    ],
)
def test_a_search_on_another_site_is_refused(
    tmp_path: Path, start: str, search: str, said: str
) -> None:
    text = SITE.replace("https://shop.example/", start) + f'    search:\n      url: "{search}"\n'
    (line,) = told(tmp_path, text)
    assert line.startswith(f"6: {said}")


def test_the_exception_opens_one_port_only(tmp_path: Path) -> None:
    text = SITE.replace("https://shop.example/", "http://127.0.0.1:8701/")
    assert told(tmp_path, f'egress: {{allow: ["127.0.0.1:8700"]}}\n{text}') == [
        "5: 127.0.0.1:8701 is not a public address; if it is yours, name it under egress.allow"
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ["1: the file is empty"]),
        ("  \n# nothing\n", ["1: the file is empty"]),
        ("just words", ["1: the file: 'just words' should be a block of keys and values"]),
        ("- a\n- b", ["1: the file: ['a', 'b'] should be a block of keys and values"]),
        ("contact: [", ["1: not valid YAML: did not find expected node content"]),
        ("contact: a@b.example\n\tdatabase: x",
         ["2: not valid YAML: there is a tab in this line; indent with spaces"]),
        ("night:\n\tminutes: 3",
         ["2: not valid YAML: there is a tab in this line; indent with spaces"]),
        ("sites: []\nsites: []", ["2: 'sites' stands here twice"]),
        ("contact: &me a@b.example\nevidence: *me",
         ["1: anchor &me: not used here, write values out", "2: alias *me: write the value out"]),
        ("contact: !!str a@b.example", ["1: tag tag:yaml.org,2002:str: not used here"]),
        ("night: {minutes: 3}\n---\nnight: {minutes: 4}",
         ["2: a second document begins here; one file is one document"]),
        ("evidence: data #1", ["1: everything after 'data' is a comment; quote the text with #"]),
        ("contact: caf\xe9@b.example".encode("latin-1"),
         ["1: is not UTF-8 text; let your editor save it as UTF-8"]),
        (b"\n\ncontact: \xff\xfe", ["3: is not UTF-8 text; let your editor save it as UTF-8"]),
    ],
)  # fmt: skip
def test_files_that_are_no_configuration(
    tmp_path: Path, text: str | bytes, lines: list[str]
) -> None:
    assert told(tmp_path, text) == lines


def test_all_mistakes_are_told_at_once_and_in_order(tmp_path: Path) -> None:
    text = dedent("""\
        contact: nobody
        wieght: 3
        night: {minutes: 0, parallel_sites: two}
        egress: {allow: ["127.0.0.1"]}
        sites:
          - name: Shop One
            spider: classified
            start: ["ftp://shop.example/"]
            selectors: {tilte: h1, price: ".price::txt"}
            pace: {delay: fast}
          - name: shop
            spider: classifieds
            start: ["http://192.168.1.1/"]
          - name: shop
            spider: classifieds
        """)
    lines = [line.partition(": ")[0] for line in told(tmp_path, text)]
    assert lines == ["1", "2", "3", "3", "4", "6", "7", "8", "9", "9", "10", "13", "14", "14"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.yaml: there is no such configuration file"):
        load(tmp_path / "none.yaml")

"""The list that ``make sweep`` prints: what is flagged, where, for how much, and why."""

from decimal import Decimal

from crawler.cli.flagged_table import show_flagged

ROW = {"score": 85, "level": "urgent", "state": "new", "title": "Ivory [bold]tusk[/bold]",
       "url": "https://attic.example/advert/17?from=list", "price": Decimal("1250.00"),
       "currency": "EUR", "reasons": ["Ivory (word) in the title: +40", "cheap: +45"]}  # fmt: skip


def test_an_advert_with_price_address_and_reasons(capsys):
    show_flagged([ROW, {**ROW, "price": None, "currency": None}])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[1] == ["85", "urgent", "new", "1250.00", "EUR", "Ivory", "[bold]tusk[/bold]"]
    assert [" ".join(line) for line in lines[2:5]] == [*ROW["reasons"], ROW["url"]]
    assert lines[5][:4] == ["85", "urgent", "new", "-"]

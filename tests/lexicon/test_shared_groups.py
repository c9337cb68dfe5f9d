from __future__ import annotations

from pathlib import Path

import pytest

from crawler.lexicon import Loaded, load

SHARED = """\
schema: lexicon/1
id: trade
domain: shared
groups:
  - {id: messenger, role: context, needs: [order], terms: [Telegram]}
  - {id: order, role: context, terms: [menu, {term: list, needs_not: [messenger]}]}
"""


def read(folder: Path, use: str, shared: str = SHARED) -> Loaded:
    (folder / "trade.yaml").write_text(shared)
    (folder / "a.yaml").write_text(
        f"schema: lexicon/1\nid: a\ndomain: drugs\nuse: {use}\ngroups:\n"
        "  - {id: word, role: signal, needs: [trade/messenger], terms: [poes]}\n"
    )
    return load(folder)


def test_groups_act_as_if_written_there(tmp_path: Path) -> None:
    loaded = read(tmp_path, "[trade/messenger, trade/order]")
    assert not loaded.errors
    using, shared = loaded.lexicon.files
    assert [group.id for group in using.groups] == ["word", "trade/messenger", "trade/order"]
    assert using.groups[1].needs == ("trade/order",)
    assert using.groups[2].terms[1].needs_not == ("trade/messenger",)
    assert shared.shared
    assert not using.shared
    assert [group.needs for group in shared.groups] == [("order",), ()]


@pytest.mark.parametrize(
    ("use", "finding"),
    [
        ("[trade/messenger]", "use: 'trade/messenger' needs 'order'; use 'trade/order' as well"),
        ("[trade/messenger, trade/order, trade/oder]",
         "use: file 'trade' has no group 'oder'; did you mean 'order'?"),
        ("[trade/messenger, trade/order, trde/order]",
         "use: there is no usable file with the id 'trde'; did you mean 'trade'?"),
        ("[trade/messenger, trade/order, order]", "use: 'order' should be written file-id/group"),
        ("[trade/messenger, trade/order, trade/order]", "use: 'trade/order' stands here twice"),
        ("[trade/messenger, trade/order, a/word]", "use: 'a/word' is in this very file"),
    ],
)  # fmt: skip
def test_a_group_that_cannot_be_brought_in(tmp_path: Path, use: str, finding: str) -> None:
    loaded = read(tmp_path, use)
    assert [str(error) for error in loaded.errors] == [f"{tmp_path}/a.yaml:4: {finding}"]
    assert [file.id for file in loaded.lexicon.files] == ["trade"]


def test_a_refused_shared_file_takes_its_users_with_it(tmp_path: Path) -> None:
    loaded = read(tmp_path, "[trade/messenger]", SHARED.replace("[menu,", "[menu, menu,"))
    assert [Path(error.path).name for error in loaded.errors] == ["a.yaml", "trade.yaml"]
    assert loaded.lexicon.files == ()

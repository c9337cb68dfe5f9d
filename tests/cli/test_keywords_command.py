"""``patrol keywords``: what is wrong with the keyword files, and whether they keep their word."""

DOUBTFUL = """schema: lexicon/1
id: drugs
domain: drugs
groups:
  - {id: word, role: signal, terms: [mdma]}
  - {id: trade, role: context, terms: [mdma]}
"""


def test_files_that_are_in_order(office):
    for command in ("check", "test"):
        done = office.patrol("keywords", command)
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines()[-1] == "1 files, 5 terms, 2 tests: 0 errors, 0 warnings"


def test_a_mistake_is_shown_with_file_and_line(office):
    office.write("keywords/drugs.yaml", DOUBTFUL.replace("role: context", "role: contxt"))
    for command in ("check", "test"):
        done = office.patrol("keywords", command)
        assert done.code == 3
        assert "drugs.yaml:6: " in done.out
        assert "1 errors" in done.out


def test_a_warning_is_shown_and_changes_no_exit_code(office):
    office.write("keywords/drugs.yaml", DOUBTFUL)
    done = office.patrol("keywords", "check")
    assert done.code == 0
    assert "drugs.yaml:6: warning: " in done.out


def test_a_common_word_is_a_warning_of_its_own(office):
    office.write(
        "keywords/drugs.yaml", DOUBTFUL.replace("[mdma]}\n  - {id: t", "[speed]}\n  - {id: t")
    )
    done = office.patrol("keywords", "check")
    assert done.code == 0
    assert "drugs.yaml:5: warning: 'speed' is a common word; give it 'needs'" in done.out


def test_a_failing_test_is_shown_with_file_and_line(office):
    text = office.read("keywords/ivory.yaml")
    office.write("keywords/ivory.yaml", text + "  - {text: a gold ring, expect: watch}\n")
    line = len(text.splitlines()) + 1
    done = office.patrol("keywords", "test")
    assert done.code == 3
    assert f"ivory.yaml:{line}: expected at least watch, came none" in done.out
    assert office.patrol("keywords", "check").code == 0


def test_the_same_as_json(office):
    office.write("keywords/drugs.yaml", DOUBTFUL)
    found = office.patrol("keywords", "check", "--json").json
    assert (found["files"], found["errors"]) == (2, 0)
    assert {warning["severity"] for warning in found["findings"]} == {"warning"}
    [twice] = [warning for warning in found["findings"] if warning["line"] == 6]
    assert twice["path"].endswith("drugs.yaml")
    assert "mdma" in twice["message"]


def test_a_folder_without_keyword_files_is_an_error(office):
    office.write("config.yaml", "keywords: nowhere\n")
    done = office.patrol("keywords", "check")
    assert done.code == 3
    assert "nowhere:1: is not a folder" in done.out


def test_an_advert_is_tried_with_its_matches_underlined(office):
    done = office.patrol("keywords", "try", "Carved 1vory bangle")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    at = lines.index("title: Carved 1vory bangle")
    assert "^^^^^" in lines[at + 1]
    assert lines[at + 1].index("^^^^^", 13) == lines[at].index("1vory")
    assert any("1vory (leet; similarity 80)" in line for line in lines)


def test_a_wide_or_invisible_character_does_not_shift_the_underlining(office):
    done = office.patrol("keywords", "try", "x", "--title", "象 i\u200bvory\x1b")
    first, second = done.out.splitlines()[:2]
    assert first == "title: 象 i·vory·"
    assert second == "          ^^^^^^"


def test_a_trial_as_json(office):
    tried = office.patrol("keywords", "try", "1vory carved", "--price", "5", "--json").json
    [bent] = [match for match in tried["matches"] if match["disguise"]]
    assert (bent["text"], bent["disguise"]) == ("1vory", ["leet"])
    assert tried["score"] == max(tried["totals"].values())


def test_a_trial_shows_what_a_shadow_file_would_flag(office):
    on_trial = DOUBTFUL.replace("domain: drugs", "domain: drugs\nstatus: shadow")
    office.write("keywords/drugs.yaml", on_trial)
    done = office.patrol("keywords", "try", "ivory mdma")
    assert "  drugs 35 (on trial, would flag: watch), ivory 40" in done.out.splitlines()
    assert "  drugs 0 (on trial), ivory 40" in office.patrol("keywords", "try", "ivory").out
    tried = office.patrol("keywords", "try", "ivory mdma", "--json").json
    assert (tried["totals"], tried["on_trial"]) == ({"drugs": 35, "ivory": 40}, ["drugs"])
    assert (tried["score"], tried["category"]) == (40, "wildlife")

"""The frontier's rows: handed out once, settled with a reason, given back after an accident."""

from dataclasses import astuple

import pytest

from crawler.store import requests
from crawler.store.requests import NewRequest, Outcome, RequestState

NOW = 1_000.0


def request(number: int, **fields) -> NewRequest:
    url = f"https://attic.example/advert/{number}"
    return NewRequest(**{"url": url, "callback": "parse_listing", **fields})


@pytest.fixture
def frontier(books):
    """Calls a function of the frontier's rows for this sweep, in a transaction of its own."""

    def call(function, *arguments):
        with books.database.write() as connection:
            found = function(connection, books.sweep, *arguments)
            return list(found) if function is requests.every else found

    return call


def settle(books, *outcomes):
    with books.database.write() as connection:
        requests.settle(connection, outcomes)


def urls(leased):
    return [row.url.rpartition("/")[2] for row in leased]


def test_an_address_is_added_once_however_often_it_is_found(frontier):
    frontier(requests.add, [request(1), request(2), request(1)])
    frontier(requests.add, [request(2, priority=9)])
    assert urls(frontier(requests.lease, 10, NOW)) == ["1", "2"]


def test_the_next_sweep_has_rows_of_its_own(frontier, books):
    frontier(requests.add, [request(1)])
    books.next_sweep()
    assert frontier(requests.lease, 10, NOW) == []
    frontier(requests.add, [request(1)])
    assert urls(frontier(requests.lease, 10, NOW)) == ["1"]


def test_the_most_urgent_come_first_and_equals_in_the_order_of_finding(frontier):
    frontier(requests.add, [request(1), request(2, priority=5), request(3), request(4, priority=5)])
    assert urls(frontier(requests.lease, 3, NOW)) == ["2", "4", "1"]
    assert urls(frontier(requests.lease, 3, NOW)) == ["3"]


def test_a_lease_says_all_that_was_written_down(frontier):
    said = {"arguments": {"term": "象牙"}, "priority": 2, "depth": 3}
    said |= {"signs": ("card:1",), "search": "象牙"}
    frontier(requests.add, [request(1, **said)])
    [row] = frontier(requests.lease, 1, NOW)
    assert astuple(row)[1:] == (
        "https://attic.example/advert/1", "parse_listing", {"term": "象牙"}, 2, 3, 1,
        ["card:1"], "象牙",
    )  # fmt: skip


def test_what_is_leased_is_not_handed_out_again(frontier):
    frontier(requests.add, [request(1)])
    assert len(frontier(requests.lease, 5, NOW)) == 1
    assert frontier(requests.lease, 5, NOW) == []
    assert frontier(requests.waiting) is False


def test_a_row_to_be_tried_again_waits_until_it_is_due(frontier, books):
    frontier(requests.add, [request(1)])
    [row] = frontier(requests.lease, 1, NOW)
    settle(books, Outcome(row.id, RequestState.WAITING, "http 503", NOW + 60))
    assert frontier(requests.lease, 1, NOW + 59) == []
    assert frontier(requests.waiting) is True
    [again] = frontier(requests.lease, 1, NOW + 60)
    assert again.attempts == 2


def test_every_final_state_keeps_its_reason(frontier, books):
    frontier(requests.add, [request(n) for n in range(4)])
    done, failed, skipped, _ = frontier(requests.lease, 4, NOW)
    settle(
        books,
        Outcome(done.id, RequestState.DONE),
        Outcome(failed.id, RequestState.FAILED, "http 500"),
        Outcome(skipped.id, RequestState.SKIPPED, "robots"),
    )
    assert [(state, reason) for _, state, reason, _ in frontier(requests.every)] == [
        ("done", None), ("failed", "http 500"), ("skipped", "robots"), ("leased", None),
    ]  # fmt: skip
    assert sorted(frontier(requests.outcomes), key=str) == [
        ("done", None, 1), ("failed", "http 500", 1), ("leased", None, 1), ("skipped", "robots", 1),
    ]  # fmt: skip


def test_after_an_accident_leased_rows_are_given_back_as_if_never_taken(frontier, books):
    frontier(requests.add, [request(n) for n in range(3)])
    first, *_ = frontier(requests.lease, 2, NOW)
    settle(books, Outcome(first.id, RequestState.DONE))
    assert frontier(requests.release) == 1
    assert [row.attempts for row in frontier(requests.lease, 5, NOW)] == [1, 1]


def test_an_address_that_is_left_alone_is_written_down_and_never_handed_out(frontier):
    frontier(requests.add, [request(1, state=RequestState.SKIPPED, reason="off site")])
    assert frontier(requests.lease, 5, NOW) == []
    [(_, state, reason, attempts)] = frontier(requests.every)
    assert (state, reason, attempts) == ("skipped", "off site", 0)


def test_what_is_left_at_the_end_gets_a_reason(frontier):
    frontier(requests.add, [request(n) for n in range(3)])
    frontier(requests.lease, 1, NOW)
    assert frontier(requests.skip_rest, "page limit") == 3
    assert frontier(requests.outcomes) == [("skipped", "page limit", 3)]


def test_a_transaction_that_fails_takes_its_rows_back(books):
    with pytest.raises(RuntimeError, match="accident"), books.database.write() as connection:
        requests.add(connection, books.sweep, [request(1)])
        raise RuntimeError("accident")
    with books.database.read() as connection:
        assert not requests.waiting(connection, books.sweep)


def test_an_address_may_be_any_text(frontier):
    frontier(requests.add, [request(1, url="https://attic.example/" + "ü象" * 2_000)])
    [row] = frontier(requests.lease, 1, NOW)
    assert row.url.endswith("象")

from __future__ import annotations

from jamn.org.rules import may_see, may_write, may_write_somewhere


def test_see_what_is_at_or_below_ones_place(people) -> None:
    everyone = (people.adviser, people.manager, people.union, people.safety, people.outsider)
    assert [may_see(person, people.school) for person in everyone] == [True, True, True, False, False]


def test_write_as_an_adviser_only(people) -> None:
    everyone = (people.adviser, people.manager, people.union, people.safety, people.outsider)
    assert [may_write(person, people.school) for person in everyone] == [True, False, False, False, False]
    assert [may_write_somewhere(person) for person in everyone] == [True, False, False, False, True]

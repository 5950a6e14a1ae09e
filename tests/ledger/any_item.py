"""Any item there may be: every field drawn by its type, so that a new field is tested from its first day."""

import datetime as dt
from dataclasses import fields
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Item
from tests.ledger.making import NOW

_DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(0, 10**6),
    float: st.floats(0, 1e9),
    str: st.text(max_size=8),
    bool: st.booleans(),
    dt.datetime: st.integers(0, 10**8).map(lambda s: NOW + dt.timedelta(seconds=s, microseconds=s)),
    dt.date: _DAYS,
    Deadline: st.one_of(
        st.builds(Deadline, st.text(), st.sampled_from([DeadlineKind.ONGOING, DeadlineKind.UNCLEAR])),
        st.builds(Deadline, st.text(), st.just(DeadlineKind.DAY), _DAYS, st.booleans()),
    ),
}


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """By a type hint as the ledger's dataclasses have them."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is type(None):
        return st.none()
    if get_origin(kind) in (Union, UnionType):
        return st.one_of(*(anything(each) for each in get_args(kind)))
    if get_origin(kind) is tuple:
        return st.lists(anything(get_args(kind)[0]), max_size=2).map(tuple)
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    hints = get_type_hints(kind)
    return st.builds(kind, **{f.name: anything(hints[f.name]) for f in fields(kind)})


ITEMS: st.SearchStrategy[Item] = anything(Item)

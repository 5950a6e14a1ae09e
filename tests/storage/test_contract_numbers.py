"""Numbers of documents: each series without gaps, each subject with one number, whoever asks at the same time."""

import asyncio

import pytest

from ledger.ports import Store
from tests.storage.conftest import Twins


async def test_a_series_counts_from_one_and_a_subject_keeps_its_number(store: Store) -> None:
    async with store.writing() as uow:
        given = [await uow.numbers.give("2026", subject) for subject in ("a:1", "a:2", "a:1", "b%_:1")]
        assert await uow.numbers.give("2027", "a:1") == 1
    assert given == [1, 2, 1, 3]
    async with store.reading() as uow:
        assert await uow.numbers.given("2026") == {"a:1": 1, "a:2": 2, "b%_:1": 3}
        assert await uow.numbers.given("202") == {}
        assert await uow.numbers.given("202_") == {}


async def test_a_number_that_was_not_committed_is_given_again(store: Store) -> None:
    async def fails() -> None:
        async with store.writing() as uow:
            assert await uow.numbers.give("2026", "a") == 1
            raise OSError("power cut")

    with pytest.raises(OSError, match="power cut"):
        await fails()
    async with store.writing() as uow:
        assert await uow.numbers.give("2026", "b") == 1


async def test_two_processes_never_give_one_number_twice(twins: Twins) -> None:
    async def give(store: Store, subject: str) -> int:
        async with store.writing() as uow:
            return await uow.numbers.give("2026", subject)

    asked = [f"s{n // 2}" for n in range(20)]
    numbers = await asyncio.gather(*(give((twins.first, twins.second)[n % 2], s) for n, s in enumerate(asked)))
    assert sorted(set(numbers)) == list(range(1, 11))
    assert all(numbers[n] == numbers[n + 1] for n in range(0, 20, 2))

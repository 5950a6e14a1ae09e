"""Numbers of documents in memory."""

from collections.abc import Mapping

from tests.memory_store.tables import Tables


class MemoryNumbers:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def give(self, series: str, subject: str) -> int:
        mine = f"number:{series}:{subject}"
        if mine not in self._tables.counters:
            self._tables.counters[mine] = self._tables.next(f"numbers:{series}")
        return self._tables.counters[mine]

    async def given(self, series: str) -> Mapping[str, int]:
        start = f"number:{series}:"
        return {name.removeprefix(start): n for name, n in self._tables.counters.items() if name.startswith(start)}

"""Everybody sees what he may do behind the "/" button, in his language."""

from collections.abc import Mapping, Sequence

from bot.menus import Menus
from bot.telegram_out import Menus as Table
from bot.telegram_out import TelegramOut
from ledger.delivery import Outcome
from ledger.members import Member, Role
from ledger.ports import Store
from tests.memory_store import MemoryStore


class Listening(TelegramOut):
    def __init__(self) -> None:
        self.set: dict[str, Mapping[str, Sequence[tuple[str, str]]]] = {}
        self.calls = 0
        self.broken = False

    async def set_menus(self, menus: Table) -> Sequence[Outcome]:
        self.calls += 1
        if self.broken:
            raise OSError("broken")
        self.set.update(menus)
        return []


async def joined(store: Store, role: Role, user_id: int, language: str = "") -> None:
    async with store.writing() as uow:
        await uow.members.add(Member(0, "某人", role, None, user_id, language))


def names(lines: Sequence[tuple[str, str]]) -> set[str]:
    return {name for name, _ in lines}


async def test_strangers_see_how_to_begin_and_no_more() -> None:
    out = Listening()
    await Menus(MemoryStore(), out, "zh").set_up()
    assert set(out.set) == {"default", "all_private_chats"}
    for by_language in out.set.values():
        assert names(by_language["zh"]) == {"start", "help"}
        assert by_language[""] == by_language["zh"] != by_language["en"]


async def test_roles_see_what_they_may_do() -> None:
    store, out = MemoryStore(), Listening()
    menus = Menus(store, out, "zh")
    await joined(store, Role.ADMIN, 1)
    await joined(store, Role.LIAISON, 2)
    await menus.fit(1, 1)
    await menus.fit(2, 2)
    await menus.fit(3, 3)
    assert set(out.set) == {"chat:1", "chat:2"}
    admin, liaison = (names(out.set[f"chat:{n}"]["zh"]) for n in (1, 2))
    assert "assign" in admin - liaison
    assert "report" in liaison - admin


async def test_a_chosen_language_overrules_telegrams() -> None:
    store, out = MemoryStore(), Listening()
    await joined(store, Role.LIAISON, 2, "en")
    await Menus(store, out, "zh").fit(2, 2)
    shown = out.set["chat:2"]
    assert shown[""] == shown["zh"] == shown["en"]
    assert all(text.isascii() for _, text in shown["zh"])


async def test_a_menu_that_fits_is_let_be() -> None:
    store, out = MemoryStore(), Listening()
    menus = Menus(store, out, "zh")
    await joined(store, Role.LIAISON, 2)
    await menus.fit(2, 2)
    await menus.fit(2, 2)
    assert out.calls == 1


async def test_trouble_with_a_menu_is_nobodys_trouble() -> None:
    store, out = MemoryStore(), Listening()
    menus = Menus(store, out, "zh")
    await joined(store, Role.LIAISON, 2)
    out.broken = True
    await menus.fit(2, 2)
    out.broken = False
    await menus.fit(2, 2)
    assert "chat:2" in out.set

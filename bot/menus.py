"""The menu behind Telegram's "/" button: what everybody may do, and in each person's chat what he may do."""

import logging

from bot.telegram_out import TelegramOut
from language.commands import menu
from language.wording.catalogue import LANGUAGES, Language, language_of
from ledger.members import Member, Role
from ledger.ports import Store

log = logging.getLogger(__name__)

EVERYBODY = ("default", "all_private_chats")


class Menus:
    """Menus are an aid and no lock: what a person may do is asked again at every message."""

    def __init__(self, store: Store, out: TelegramOut, language: Language) -> None:
        self._store = store
        self._out = out
        self._language = language
        self._shown: dict[int, tuple[Role, str]] = {}

    async def set_up(self) -> None:
        """For people who have not joined, and for those whose chat has no menu of its own yet."""
        lines = {name: menu(None, language_of(name)) for name in LANGUAGES}
        of_everybody = {"": lines[self._language], **lines}
        await self._out.set_menus(dict.fromkeys(EVERYBODY, of_everybody))

    async def fit(self, user_id: int, chat_id: int) -> None:
        """Sets the chat's menu when it does not fit the person any more. Never raises."""
        try:
            async with self._store.reading() as uow:
                member = await uow.members.by_user(user_id)
            if member is not None and self._shown.get(chat_id) != (shown := (member.role, member.language)):
                await self._out.set_menus({f"chat:{chat_id}": self._of(member)})
                self._shown[chat_id] = shown
        except Exception:
            log.exception("the menu of chat %d was not set", chat_id)

    def _of(self, member: Member) -> dict[str, list[tuple[str, str]]]:
        """A chosen language is shown whatever the person's Telegram speaks; otherwise Telegram chooses."""
        if member.language:
            return dict.fromkeys(("", *LANGUAGES), menu(member.role, language_of(member.language, self._language)))
        by_telegram = {name: menu(member.role, language_of(name)) for name in LANGUAGES}
        return {"": menu(member.role, self._language), **by_telegram}

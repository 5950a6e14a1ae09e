"""Everything the bot says to Telegram; what Telegram would refuse for its size or form cannot leave here."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import telegram
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.html import CAPTION_LIMIT, TEXT_LIMIT, clean, fit, plain
from bot.outcomes import attempt
from bot.seal import Seal
from bot.transport import AiohttpRequest, ForeignAnswer, parameters
from ledger.delivery import Delivered, Fault, NotSent, Outcome, Rejected, Unknown

log = logging.getLogger(__name__)

BUTTONS_IN_ROW = 8
BUTTONS = 100
LABEL_LIMIT = 64
NOTE_LIMIT = 200
FILE_NAME_LIMIT = 100
PICTURES = (".png", ".jpg")
LARGEST_PICTURE = 10_000_000
MENDINGS = 3
# A spinner or "typing…" that comes late is worth nothing.
COSMETIC_SECONDS = 10.0
DOWNLOAD_SECONDS = 60.0

_NO_PREVIEW = {"is_disabled": True}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_COMMANDS = 100
# The name stands between quotes in a header.
_UNFIT = re.compile(r'[\x00-\x1f\x7f"\\/]+')
_DESCRIPTION = 256

Json = dict[str, object]
Button = tuple[str, str]
Keyboard = tuple[tuple[Button, ...], ...]
Menus = Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A button is (label, body to be sealed); a document is (file name, content), and `html` is its caption then."""

    chat_id: int
    html: str
    buttons: Keyboard = ()
    silent: bool = False
    edit_message_id: int | None = None
    reply_to: int | None = None
    document: tuple[str, bytes] | None = None
    thread_id: int | None = None
    marked_up: bool = True


class DownloadFailed(Exception):
    """`reason`: "too_big", "gone" or "network"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TelegramOut:
    """The bot must be of transport.make_bot."""

    def __init__(self, bot: telegram.Bot, seal: Seal) -> None:
        if not isinstance(bot.request, AiohttpRequest):
            raise TypeError("the bot must use our own transport: outcomes are read from its errors")
        self._bot = bot
        self._seal = seal
        self._request = bot.request

    async def send(self, message: OutgoingMessage) -> Outcome:
        """Sends, or edits; what was surely not sent for its form is mended and sent again."""
        outcome = await self._once(message)
        for _ in range(MENDINGS):
            mended = _mended(message, outcome)
            if mended is None:
                break
            message = mended
            outcome = await self._once(message)
        return outcome

    async def edit(self, message: OutgoingMessage) -> Outcome:
        """Only ever edits; the caption of a document. Equal content is Delivered and not `changed`: this also answers
        "is that message ours?".
        """
        if message.edit_message_id is None:
            raise ValueError("nothing to edit")
        fields: Json = {"text": _text(message), "link_preview_options": _NO_PREVIEW}
        if message.document is not None:
            fields = {"caption": _text(message, CAPTION_LIMIT) if message.html.strip() else None}
        outcome = await attempt(
            self._call(
                "editMessageText" if message.document is None else "editMessageCaption",
                chat_id=message.chat_id,
                message_id=message.edit_message_id,
                parse_mode=_mode(message),
                reply_markup=self._keyboard(message),
                **fields,
            ),
            chat_id=message.chat_id,
        )
        match outcome:
            case Delivered():
                return Delivered(message.edit_message_id, message.chat_id, changed=True)
            case Rejected(kind=Fault.NOT_MODIFIED):
                return Delivered(message.edit_message_id, message.chat_id)
        return outcome

    async def answers(self) -> bool:
        """Whether Telegram answers, whatever it says."""
        outcome = await attempt(self._call("getMe", COSMETIC_SECONDS))
        return not isinstance(outcome, NotSent | Unknown)

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        """A message that is not there counts as deleted."""
        outcome = await attempt(self._bot.delete_message(chat_id, message_id), chat_id=chat_id)
        if isinstance(outcome, Rejected) and outcome.kind is Fault.TO_DELETE_NOT_FOUND:
            return Delivered(message_id, chat_id)
        return outcome

    async def answer_press(self, query_id: str, text: str = "", alert: bool = False) -> None:
        """Stops the button's spinner. Failing is of no consequence: what the press asked for is done anyway."""
        note = clean(text)
        if len(note) > NOTE_LIMIT:
            note = note[: NOTE_LIMIT - 1] + "…"
        outcome = await attempt(
            self._call(
                "answerCallbackQuery",
                COSMETIC_SECONDS,
                callback_query_id=query_id,
                text=note or None,
                show_alert=alert or None,
            )
        )
        if not isinstance(outcome, Delivered):
            log.debug("press not answered: %s", outcome)

    async def typing(self, chat_id: int, thread_id: int | None = None) -> None:
        outcome = await attempt(
            self._bot.send_chat_action(chat_id, "typing", message_thread_id=thread_id, read_timeout=COSMETIC_SECONDS)
        )
        if not isinstance(outcome, Delivered):
            log.debug("typing not shown: %s", outcome)

    async def set_menus(self, menus: Menus) -> Sequence[Outcome]:
        """{scope: {language: [(command, description)]}}; scope "default", "all_private_chats", "all_group_chats" or
        "chat:<id>", language "zh", "en" or "" for all others. Raises ValueError for a table Telegram would refuse.
        """
        calls = [(_scope(scope), lang, _menu(lines)) for scope, of in menus.items() for lang, lines in of.items()]
        outcomes = []
        for scope, language, commands in calls:
            outcome = await attempt(
                self._bot.set_my_commands(commands, scope=scope, language_code=language or None), scope="all"
            )
            if not isinstance(outcome, Delivered):
                log.warning("menu %s/%s not set: %s", scope.type, language, outcome)
            outcomes.append(outcome)
        return outcomes

    async def download(self, file_id: str, max_bytes: int) -> bytes:
        """Never reads more than `max_bytes`. Raises DownloadFailed."""
        try:
            file = await self._bot.get_file(file_id, read_timeout=DOWNLOAD_SECONDS)
            if not file.file_path:
                raise DownloadFailed("gone")
            if (file.file_size or 0) > max_bytes:
                raise DownloadFailed("too_big")
            status, content = await self._request.exchange(
                file.file_path, {}, method="GET", read_timeout=DOWNLOAD_SECONDS, longest=max_bytes
            )
        except BadRequest as error:
            raise DownloadFailed("too_big" if "too big" in str(error).casefold() else "gone") from error
        except ForeignAnswer as error:
            raise DownloadFailed("too_big" if error.code == 200 else "network") from error
        except TelegramError as error:
            raise DownloadFailed("network") from error
        if status != 200:
            raise DownloadFailed("gone")
        if file.file_size and len(content) != file.file_size:
            raise DownloadFailed("network")
        return content

    async def _once(self, message: OutgoingMessage) -> Outcome:
        if message.edit_message_id is not None and message.document is None:
            return await self.edit(message)
        outcome = await attempt(self._fresh(message), chat_id=message.chat_id)
        if not isinstance(outcome, Delivered | NotSent):
            log.info("message to %s: %s", message.chat_id, outcome)
        return outcome

    async def _fresh(self, message: OutgoingMessage) -> object:
        if message.document is not None:
            return await self._with_document(message, *message.document)
        return await self._call(
            "sendMessage",
            chat_id=message.chat_id,
            text=_text(message),
            parse_mode=_mode(message),
            link_preview_options=_NO_PREVIEW,
            disable_notification=message.silent or None,
            reply_parameters=_reply(message),
            message_thread_id=message.thread_id,
            reply_markup=self._keyboard(message),
        )

    async def _with_document(self, message: OutgoingMessage, name: str, content: bytes) -> object:
        """A picture is shown as one; any other file, and a picture that is too large for it, as a file."""
        keyboard, reply = self._keyboard(message), _reply(message)
        shown = name.endswith(PICTURES) and len(content) <= LARGEST_PICTURE
        send = self._bot.send_photo if shown else self._bot.send_document
        return await send(
            message.chat_id,
            telegram.InputFile(content, filename=_UNFIT.sub("_", clean(name))[-FILE_NAME_LIMIT:]),
            caption=_text(message, CAPTION_LIMIT) if message.html.strip() else None,
            parse_mode=_mode(message),
            disable_notification=message.silent,
            reply_parameters=telegram.ReplyParameters.de_json(reply, self._bot) if reply else None,
            message_thread_id=message.thread_id,
            reply_markup=telegram.InlineKeyboardMarkup.de_json(keyboard, self._bot) if keyboard else None,
        )

    async def _call(self, method: str, seconds: float | None = None, /, **fields: object) -> object:
        """The answer's result as JSON; raises what python-telegram-bot raises."""
        return await self._request.post(f"{self._bot.base_url}/{method}", parameters(fields), read_timeout=seconds)

    def _keyboard(self, message: OutgoingMessage) -> Json | None:
        rows: list[list[Json]] = []
        left = BUTTONS
        for row in message.buttons:
            keys = [key for label, body in row if (key := self._key(label, body, message.chat_id)) is not None]
            if len(keys) > left:
                log.error("buttons beyond %d dropped", BUTTONS)
                keys = keys[:left]
            left -= len(keys)
            rows += [keys[at : at + BUTTONS_IN_ROW] for at in range(0, len(keys), BUTTONS_IN_ROW)]
        return {"inline_keyboard": rows} if rows else None

    def _key(self, label: str, body: str, chat_id: int) -> Json | None:
        """A button Telegram would refuse is left out, so that the message itself still arrives."""
        label = clean(label).strip()
        try:
            data = self._seal.seal(body, chat_id)
        except ValueError as error:
            log.error("button %r dropped: %s", label, error)
            return None
        if not label:
            log.error("button without label dropped: %r", body)
            return None
        short = label if len(label) <= LABEL_LIMIT else label[: LABEL_LIMIT - 1] + "…"
        return {"text": short, "callback_data": data}


def _mended(message: OutgoingMessage, outcome: Outcome) -> OutgoingMessage | None:
    """The message without what Telegram did not like; None when there is nothing to mend."""
    if not isinstance(outcome, Rejected):
        return None
    match outcome.kind:
        case Fault.TO_EDIT_NOT_FOUND | Fault.CANNOT_EDIT if message.edit_message_id is not None:
            return replace(message, edit_message_id=None)
        case Fault.MARKUP if message.marked_up:
            log.error("Telegram could not read our markup, sent as plain text: %s", outcome.reason)
            return replace(message, marked_up=False)
        case Fault.BUTTONS if message.buttons:
            log.error("Telegram refused our buttons, sent without: %s", outcome.reason)
            return replace(message, buttons=())
        case Fault.REPLY_NOT_FOUND if message.reply_to is not None:
            return replace(message, reply_to=None)
        case Fault.THREAD_NOT_FOUND if message.thread_id is not None:
            return replace(message, thread_id=None)
    return None


def _text(message: OutgoingMessage, limit: int = TEXT_LIMIT) -> str:
    return fit(message.html, limit) if message.marked_up else plain(message.html, limit)


def _mode(message: OutgoingMessage) -> str | None:
    return ParseMode.HTML if message.marked_up else None


def _reply(message: OutgoingMessage) -> Json | None:
    if not message.reply_to:
        return None
    return {"message_id": message.reply_to, "allow_sending_without_reply": True}


def _scope(name: str) -> telegram.BotCommandScope:
    match name.partition(":"):
        case ("default", "", ""):
            return telegram.BotCommandScopeDefault()
        case ("all_private_chats", "", ""):
            return telegram.BotCommandScopeAllPrivateChats()
        case ("all_group_chats", "", ""):
            return telegram.BotCommandScopeAllGroupChats()
        case ("chat", ":", chat_id):
            return telegram.BotCommandScopeChat(int(chat_id))
    raise ValueError(f"no such menu scope: {name!r}")


def _menu(lines: Sequence[tuple[str, str]]) -> list[telegram.BotCommand]:
    if len(lines) > _COMMANDS:
        raise ValueError(f"a menu takes {_COMMANDS} commands, not {len(lines)}")
    for command, description in lines:
        if not _COMMAND.fullmatch(command) or not 1 <= len(description.strip()) <= _DESCRIPTION:
            raise ValueError(f"Telegram would refuse /{command}: {description!r}")
    return [telegram.BotCommand(command, description) for command, description in lines]

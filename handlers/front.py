"""The front door: who speaks, what is meant, and whether it may be answered here; then the routes."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from handlers import filing, groups, joining
from handlers.asking import answered, awaited
from handlers.directory import Directories, Directory
from handlers.receiving import ReadFile, Receiving
from handlers.request import House, Request, Said
from handlers.routes import WRITES, WRITES_IN_GROUPS, route
from handlers.sight import IN_GROUPS, WITHOUT_FACTS
from language.buttons import decode
from language.intents import (
    Bind,
    Clarify,
    ExplainLight,
    History,
    ImportFile,
    Intent,
    ItemNo,
    Items,
    Move,
    ReportProgress,
    ShowItem,
    Sign,
    Smalltalk,
    Who,
)
from language.lexicon import Hearing
from language.replies import File, Order, Payload, Reply, dump, payload_of
from language.understanding import understand
from language.understanding.shifts import counted_from
from language.wording.catalogue import Language, language_of
from language.wording.refusals import refused
from language.wording.voice import Voice
from ledger import permissions
from ledger.conversations import Conversation
from ledger.members import Member
from ledger.messages import Lane, OutboxMessage
from ledger.permissions import Action
from ledger.ports import StaleVersion, Store, UnitOfWork
from ledger.refusals import Refusal, Refused
from ledger.standing_in import acting

_INVITED = re.compile(r"(?:/(?:start|bind|join)\b\s*(?P<code>.*))", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"(?:https?://t\.me/\w+\?start=)?(?P<code>[A-Za-z0-9_-]{22})")
"""A code, or the link that it came in, sent as it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`outbox_id`: what was done is committed and the answer waits in the outbox under this id; otherwise `payload`
    leaves at once and is not repeated. `remember` is still to be kept (a write has kept it already).
    """

    payload: Payload | None
    toast: str = ""
    alert: bool = False
    outbox_id: int | None = None
    remember: Conversation | None = None


class Front:
    """Without `receiving` no file is taken in."""

    def __init__(self, store: Store, house: House, receiving: Receiving | None = None) -> None:
        self._store = store
        self._house = house
        self._receiving = receiving
        self._directories = Directories()
        self._strangers = joining.Doorbell()

    async def answer(self, said: Said) -> Answer | None:
        """None: nothing is to be said (not meant for the bot, or answered before). Never raises Refused."""
        if not said.addressed:
            return None
        async with self._store.reading() as uow:
            directory = await self._directories.of(uow)
            member = self._speaker(said, directory)
            context = await uow.conversations.get(said.chat_id) if said.kind == "press" else None
            if member is None or said.anonymous:
                intent: Intent = _meant_by_stranger(said)
            else:
                intent, context = await self._understand(said, member, directory, uow, context)
            language = self._language(said, member, context)
            if not isinstance(intent, WRITES) or self._stays_outside(said, member, intent):
                return await self._read(said, intent, member, directory, language, uow)
        document = None
        if isinstance(intent, ImportFile) and said.file is not None and self._receiving is not None:
            # No transaction is open while Telegram is being spoken to.
            try:
                document = await self._receiving.receive(said.file)
            except Refused as no:
                return _answer(said, refused(self._voice(said, directory, language), no.refusal), language)
        return await self._write(said, intent, language, document)

    async def file(self, order: Order) -> File | str:
        """What goes with a message that is leaving; the words why not, when its person may not have it any more."""
        language = language_of(order.language, self._house.language)
        async with self._store.reading() as uow:
            directory = await self._directories.of(uow)
            member = directory.members.get(order.member_id)
            said = Said(0, 0, member.user_id or 0 if member else 0, order.at)
            voice = self._voice(said, directory, language)
            if member is None or not member.active:
                return refused(voice, Refusal("not_a_member")).text
            try:
                return await filing.file(Request(said, member, directory, voice, self._house, uow), order)
            except Refused as no:
                return refused(voice, no.refusal).text

    async def _read(
        self,
        said: Said,
        intent: Intent,
        member: Member | None,
        directory: Directory,
        language: Language,
        uow: UnitOfWork,
    ) -> Answer | None:
        voice = self._voice(said, directory, language)
        if said.anonymous:
            return _answer(said, refused(voice, Refusal("anonymous")), language)
        if member is None:
            reply = self._strangers.answer(said, voice, self._house)
            return _answer(said, reply, language) if reply else None
        if not said.private and not isinstance(intent, IN_GROUPS):
            return _answer(said, refused(voice, Refusal("private_only")), language)
        if not (said.private or isinstance(intent, WITHOUT_FACTS) or await groups.known_here(uow, said)):
            return _answer(said, refused(voice, Refusal("group_unknown")), language)
        try:
            reply = await route(Request(said, member, directory, voice, self._house, uow), intent)
        except Refused as no:
            reply = refused(voice, no.refusal)
        return _answer(said, reply, language)

    async def _write(self, said: Said, intent: Intent, language: Language, document: ReadFile | None) -> Answer | None:
        voice: Voice | None = None
        try:
            async with self._store.writing() as uow:
                if not await uow.inbox.finish([said.inbox_id]):
                    return None
                directory = await self._directories.of(uow)
                member = self._speaker(said, directory)
                voice = self._voice(said, directory, language)
                if isinstance(intent, Bind) and intent.code and not said.private:
                    reply = await joining.burn(said, intent.code, voice, uow, self._strangers)
                elif said.anonymous or not (said.private or isinstance(intent, WRITES_IN_GROUPS)):
                    raise Refused("anonymous" if said.anonymous else "private_only")
                elif member is not None:
                    reply = await route(Request(said, member, directory, voice, self._house, uow, document), intent)
                elif isinstance(intent, Bind):
                    reply = await joining.join(said, intent.code, voice, self._house, uow, self._strangers)
                else:
                    raise Refused("not_a_member")
                if reply is None:
                    return None
                answer = _answer(said, reply, language)
                if answer.remember is not None:
                    await uow.conversations.put(answer.remember)
                outbox_id = None
                if answer.payload is not None:
                    outbox_id = await uow.outbox.put_once(_queued(said, answer.payload, member))
                return replace(answer, outbox_id=outbox_id, remember=None)
        except Refused as no:
            refusal = no.refusal
        except StaleVersion:
            refusal = Refusal("moved_on_meanwhile")
        # Rolled back: nothing was done, so the refusal is said like the answer to a question.
        assert voice is not None  # noqa: S101 - both are raised after it was made
        return _answer(said, refused(voice, refusal), language)

    def _speaker(self, said: Said, directory: Directory) -> Member | None:
        """As he may act today: whoever stands in for the head of his unit acts as head."""
        member = directory.by_user.get(said.user_id)
        if member is None or not directory.leaves:
            return member
        today = self._house.policies.hours.local(said.at).date()
        return acting(member, directory.members.values(), today)

    def _stays_outside(self, said: Said, member: Member | None, intent: Intent) -> bool:
        """A stranger who brings nothing to join with, or too much of it, need not wait for the one who writes."""
        if member is not None or said.anonymous or not isinstance(intent, Bind):
            return False
        if not said.private:
            return not intent.code
        return self._strangers.paused(said) or not (intent.code or said.user_id in self._house.admins)

    async def _understand(
        self, said: Said, member: Member, directory: Directory, uow: UnitOfWork, context: Conversation | None
    ) -> tuple[Intent, Conversation | None]:
        match said.kind:
            case "press":
                return decode(said.press) or Clarify("old_button"), context
            case "file" if self._takes_in(said, member):
                return ImportFile(), context
            case "file" | "edited" | "unsupported":
                return Clarify(said.kind), context
        invited = _invited(said)
        if invited is not None and invited.code:
            return invited, context
        hearing = Hearing(
            today=self._house.policies.hours.local(said.at).date(),
            calendar=self._house.policies.calendar,
            role=member.role,
            department_id=member.department_id,
            forwarded=said.forwarded,
        )
        intent = await _heard(said.words, directory, hearing, uow)
        if said.private or _leans_on_context(intent):
            context = await uow.conversations.get(said.chat_id)
            fresh = context if context is not None and context.fresh(said.at) else None
            asked = awaited(fresh) if said.private and not said.forwarded else None
            if asked is not None:
                limits = await _limits(asked[1].items, directory, uow) if asked[0] == "deadline" else {}
                now = replace(hearing, conversation=fresh, limits=limits)
                answer = answered(asked, said.words, intent, directory.lexicon, now)
                if answer is not None:
                    return answer, context
            if fresh is not None and _leans_on_context(intent):
                intent = await _heard(said.words, directory, replace(hearing, conversation=fresh), uow)
                intent = _as_asked(intent, said.words, fresh)
        return intent, context

    def _takes_in(self, said: Said, member: Member) -> bool:
        """Nobody's file is fetched but that of one who may bring it in."""
        wanted = said.file is not None and not said.file.picture and said.private and self._receiving is not None
        return wanted and permissions.refusal(member, Action.IMPORT) is None

    def _voice(self, said: Said, directory: Directory, language: Language) -> Voice:
        policies = self._house.policies
        return Voice(
            language=language,
            today=policies.hours.local(said.at).date(),
            calendar=policies.calendar,
            lights=policies.lights,
            departments=directory.unit_names,
            members=directory.members,
            plan=directory.plan,
        )

    def _language(self, said: Said, member: Member | None, context: Conversation | None) -> Language:
        """The person's choice; else the language he writes in; for a press, that of its button, or of the talk."""
        if member is not None and member.language:
            return language_of(member.language, self._house.language)
        if said.kind == "press":
            spoken = context.language if context else ""
            return _written_in(said.label) or language_of(spoken, self._house.language)
        written = _written_in(said.words)
        if written is not None:
            return written
        return self._house.language if member else language_of(said.language_code, self._house.language)


async def _heard(words: str, directory: Directory, hearing: Hearing, uow: UnitOfWork) -> Intent:
    """「往后拖半个月」 counts from the item's own limit, which is looked up only then."""
    intent = understand(words, directory.lexicon, hearing)
    limits = await _limits(counted_from(intent), directory, uow)
    return understand(words, directory.lexicon, replace(hearing, limits=limits)) if limits else intent


async def _limits(items: Items, directory: Directory, uow: UnitOfWork) -> Mapping[ItemNo, dt.date]:
    found = {}
    for which in items if directory.plan else ():
        item = await uow.items.by_number(directory.plan.id, which.number, which.part)  # type: ignore[union-attr]
        if item is not None and item.limit is not None:
            found[which] = item.limit
    return found


def _answer(said: Said, reply: Reply, language: Language) -> Answer:
    replaces = said.message_id if said.kind == "press" else None
    remember = None
    if reply.about or reply.asked or reply.forget:
        remember = Conversation(said.chat_id, reply.about, said.at, reply.asked, language)
    return Answer(
        payload=payload_of(reply, replaces=replaces, thread=said.thread_id) if reply.text else None,
        toast=reply.toast,
        alert=reply.alert,
        remember=remember,
    )


def _queued(said: Said, payload: Payload, member: Member | None) -> OutboxMessage:
    return OutboxMessage(
        key=f"reply|{said.inbox_id}",
        lane=Lane.REPLY,
        chat_id=said.chat_id,
        not_before=said.at,
        member_id=member.id if member else None,
        payload=dump(payload),
    )


def _meant_by_stranger(said: Said) -> Intent:
    """A stranger can do one thing: join. Nothing else he says is looked into."""
    return _invited(said) or Smalltalk("stranger")


def _invited(said: Said) -> Bind | None:
    words = said.words.strip()
    found = _INVITED.fullmatch(words) or _LINK.fullmatch(words) if said.kind == "words" else None
    return Bind((found["code"] or "").strip()) if found else None


def _as_asked(intent: Intent, words: str, asked: Conversation) -> Intent:
    """Who was asked how far an item is may answer in any words: they come back on a card before they count."""
    if asked.asked not in ("report", "percent") or not isinstance(intent, Clarify) or intent.reason != "unknown":
        return intent
    found = [(number, part or "0") for number, _, part in (label.partition(".") for label in asked.items)]
    return ReportProgress(tuple(ItemNo(int(number), int(part)) for number, part in found), words.strip())


def _leans_on_context(intent: Intent) -> bool:
    match intent:
        case Clarify(reason="which_item" | "unknown" | "empty" | "what_percent"):
            return True
        case Who() | ExplainLight() | History() | Sign() | ReportProgress() | Move() | ShowItem():
            return not intent.items
    return False


def _written_in(words: str) -> Language | None:
    """None for what is in no language: a bare number, a command, a code."""
    if any("\u4e00" <= c <= "\u9fff" for c in words):
        return "zh"
    plain = words.strip()
    if _LINK.fullmatch(plain):
        return None
    return "en" if not plain.startswith("/") and sum(c.isascii() and c.isalpha() for c in plain) >= 3 else None

"""What a person chooses for himself: the language, and the hour of the daily message."""

from dataclasses import replace
from typing import cast

from handlers.request import Request
from language.intents import Mute, SetLanguage, Subscribe
from language.replies import Reply
from language.wording import preferences as wording
from language.wording.catalogue import LANGUAGES, Language
from language.wording.labels import buttons
from ledger.changes import AuditEntry


async def set_language(request: Request, intent: SetLanguage) -> Reply:
    """Answers in the language chosen. A language that there is not is asked about like none."""
    if intent.language not in LANGUAGES:
        return Reply(request.voice.say("language_which"), (buttons(request.voice, *map(SetLanguage, LANGUAGES)),))
    chosen = cast(Language, intent.language)
    member = await request.uow.members.get(request.member.id) or request.member
    if member.language != chosen:
        await request.uow.members.save(replace(member, language=chosen))
        await request.uow.audit.append(
            AuditEntry(
                at=request.now,
                actor_id=member.id,
                actor_name=member.name,
                actor_role=member.role.value,
                event="language_set",
                item_id=None,
                before={"language": member.language},
                after={"language": chosen},
                source=request.source,
            )
        )
    voice = replace(request.voice, language=chosen)
    other = next(language for language in LANGUAGES if language != chosen)
    return Reply(voice.say("language_set"), (buttons(voice, SetLanguage(other)),))


async def daily_message(request: Request, intent: Subscribe | Mute) -> Reply:
    """Says when the merged message comes; an hour of one's own is not kept yet, and that is said, too."""
    return Reply(wording.daily_message(request.voice, request.house.policies, intent))

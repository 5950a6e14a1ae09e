"""What help tells people to say is understood, as what help says it is."""

import re
from html import unescape

import pytest

from language.intents import (
    Assign,
    Clarify,
    ExplainLight,
    Help,
    History,
    Intent,
    ListItems,
    MyTasks,
    Overview,
    ReportProgress,
    SetDeadline,
    SetLanguage,
    ShowDigest,
    ShowItem,
    Sign,
    Stats,
    Subscribe,
    Undo,
    UnitTasks,
    Who,
)
from language.lexicon import Hearing
from language.understanding import understand
from language.wording.catalogue import LANGUAGES, Language, say
from ledger.members import Role
from tests.town import CALENDAR, CULTURE, TODAY, Town

QUOTED = re.compile("[「“]([^」”×]+)[」”]")
TOPICS: tuple[type[Intent], ...] = (
    MyTasks,
    UnitTasks,
    ShowItem,
    ListItems,
    Overview,
    Stats,
    Who,
    ExplainLight,
    History,
    ShowDigest,
    ReportProgress,
    Sign,
    Assign,
    SetDeadline,
    Undo,
    Subscribe,
    SetLanguage,
)


async def meant(town: Town, sentence: str, role: Role) -> Intent:
    async with town.store.reading() as uow:
        directory = await town.front._directories.of(uow)
    hearing = Hearing(today=TODAY, calendar=CALENDAR, role=role, department_id=town.units[CULTURE])
    return understand(sentence, directory.lexicon, hearing)


def quoted(language: Language, key: str) -> list[str]:
    return [unescape(sentence) for sentence in QUOTED.findall(say(language, key, item=14, name=""))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", Role)
async def test_each_roles_examples_are_understood(town: Town, role: Role, language: Language) -> None:
    sentences = quoted(language, f"help_example_{role.value}")
    assert len(sentences) >= 3
    for sentence in sentences:
        assert not isinstance(await meant(town, sentence, role), Clarify), sentence


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TOPICS)
async def test_a_topics_examples_are_of_the_topic(town: Town, kind: type[Intent], language: Language) -> None:
    sentences = quoted(language, f"help_topic_{kind.NAME}")
    assert sentences
    kinds = {type(await meant(town, sentence, Role.ADMIN)) for sentence in sentences}
    assert kind in kinds
    assert kinds <= {kind, ShowItem}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_way_out_of_not_understanding_is_understood(town: Town, language: Language) -> None:
    sentences = [s for s in quoted(language, "smalltalk_hello") if s]
    assert [type(await meant(town, s, Role.LIAISON)) for s in sentences] == [MyTasks, Help]

"""Numbers of documents (县督〔2026〕14号): one book a year in the ledger's database; a subject keeps its number."""

from collections.abc import Mapping

from language.wording.voice import Voice
from ledger.ports import UnitOfWork

_OF_ITEM = "assignment:"


async def give(uow: UnitOfWork, voice: Voice, subject: str) -> int:
    """The same subject drafted again gets the number it has; `uow` writes."""
    return await uow.numbers.give(str(voice.today.year), subject)


def subject_of_items(kind: str, item_ids: tuple[int, ...], occasion: str = "") -> str:
    """`occasion` tells the same letter about the same items at another time, such as the third urging."""
    ids = "+".join(str(each) for each in sorted(item_ids))
    return f"{kind}:{ids}" + (f":{occasion}" if occasion else "")


def words(voice: Voice, number: int, year: int | None = None) -> str:
    return voice.write("draft_number", year=year or voice.today.year, number=number)


async def of_items(uow: UnitOfWork, voice: Voice) -> Mapping[int, str]:
    """立项编号: by item id, the number of the first notice drafted to hand it out."""
    year = voice.plan.year if voice.plan else voice.today.year
    found: dict[int, str] = {}
    given = await uow.numbers.given(str(year))
    for subject, number in sorted(given.items(), key=lambda pair: pair[1]):
        if subject.startswith(_OF_ITEM):
            for item_id in subject.removeprefix(_OF_ITEM).split("+"):
                found.setdefault(int(item_id), words(voice, number, year))
    return found

"""Two items become one: which of them goes on."""

from language.intents import Move
from ledger.items import State
from tests.handlers.saying import by, means, no
from tests.town import CULTURE, Town


async def test_the_item_that_others_are_joined_to_goes_on(town: Town) -> None:
    for number in (12, 13):
        await town.hand_out(number, CULTURE, day=by(12, 31).day)
    await means(town.admin, Move("merge_items", (*no(13), *no(12)), value="12"))
    await town.admin.presses("确认")
    assert (await town.item(13)).state is State.CANCELLED
    assert (await town.item(12)).state is not State.CANCELLED

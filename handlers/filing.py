"""The file that an order asks for, made of what is true when the message leaves."""

from handlers import digest, drafting, exporting
from handlers.request import Request
from language.intents import DraftDocument, Export, ShowDigest
from language.replies import File, Order
from ledger.refusals import Refused


async def file(request: Request, order: Order) -> File:
    """Raises Refused when its person may not have it any more."""
    match order.intent:
        case Export():
            return await exporting.file(request, order.intent)
        case DraftDocument():
            return await drafting.file(request, order.intent, order.number)
        case ShowDigest():
            return await digest.file(request, order.intent)
    raise Refused("file_unknown")

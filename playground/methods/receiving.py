"""The methods by which the bot gets its updates, and the answer to a press."""

import ipaddress
import re
from urllib.parse import urlsplit

from playground.arguments import Arguments
from playground.refusals import QUERY_TOO_OLD, bad_request
from playground.stand_in import StandIn
from playground.updates import LONGEST_POLL, MOST_AT_ONCE
from playground.webhooks import Subscription, Webhooks
from playground.world import Json

LONGEST_NOTE = 200
LONGEST_SECRET = 256
DEFAULT_CONNECTIONS = 40
MOST_CONNECTIONS = 100


async def get_updates(stand_in: StandIn, arguments: Arguments) -> bytes:
    """The JSON of the array itself."""
    offset = arguments.integer("offset")
    limit = arguments.integer("limit", MOST_AT_ONCE, 1, MOST_AT_ONCE)
    timeout = arguments.integer("timeout", 0, 0, LONGEST_POLL)
    if not stand_in.queue.by_webhook:
        _allow(stand_in, arguments)
    return await stand_in.queue.get(offset, limit, timeout)


async def set_webhook(stand_in: StandIn, arguments: Arguments, webhooks: Webhooks) -> bool:
    url = arguments.text("url")
    if arguments.true("drop_pending_updates"):
        stand_in.queue.clear()
    if not url:
        await webhooks.end()
        return True
    secret = arguments.text("secret_token")
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    if not is_on_this_machine(url):
        raise bad_request("bad webhook: the playground calls only addresses of this machine (http://127.0.0.1:…)")
    connections = arguments.integer("max_connections", DEFAULT_CONNECTIONS, 1, MOST_CONNECTIONS)
    _allow(stand_in, arguments)
    await webhooks.begin(Subscription(url, secret, connections))
    return True


async def delete_webhook(stand_in: StandIn, arguments: Arguments, webhooks: Webhooks) -> bool:
    if arguments.true("drop_pending_updates"):
        stand_in.queue.clear()
    await webhooks.end()
    return True


def get_webhook_info(stand_in: StandIn, _: Arguments, webhooks: Webhooks) -> Json:
    subscription = webhooks.subscription
    info: Json = {
        "url": subscription.url if subscription else "",
        "has_custom_certificate": False,
        "pending_update_count": len(stand_in.queue),
        "allowed_updates": sorted(stand_in.queue.kinds),
    }
    if subscription:
        info["max_connections"] = subscription.connections
    if webhooks.last_error:
        info["last_error_date"], info["last_error_message"] = webhooks.last_error
    return info


def answer_callback_query(stand_in: StandIn, arguments: Arguments) -> bool:
    text = arguments.text("text")
    if len(text) > LONGEST_NOTE:
        raise bad_request("MESSAGE_TOO_LONG")
    press = stand_in.presses.end(arguments.text("callback_query_id"))
    if press is None:
        raise bad_request(QUERY_TOO_OLD)
    stand_in.page.tell(
        "answer",
        {
            "query_id": press.id,
            "chat_id": press.message.chat.id,
            "person_id": press.person_id,
            "text": text,
            "alert": arguments.true("show_alert"),
        },
    )
    return True


def is_on_this_machine(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https"):
            return False
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _allow(stand_in: StandIn, arguments: Arguments) -> None:
    """As with Telegram, an unreadable list changes nothing."""
    kinds = arguments.parsed("allowed_updates") if "allowed_updates" in arguments.given else None
    if isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds):
        stand_in.queue.allow(kinds)

"""`duban run`: the bot itself, until SIGTERM or Ctrl+C."""

import argparse

from bot import clock
from bot.app import App
from bot.commands.opening import opened
from bot.commands.saying import DONE
from bot.playground_token import is_playground_token
from bot.redaction import guard_logs
from bot.stopping import Stopping
from bot.wiring import token_of
from config import Settings
from config.logging import set_up_logging
from ledger.refusals import Refused


def configure(parser: argparse.ArgumentParser) -> None:
    """It has no options: everything is a setting."""


async def run(args: argparse.Namespace, settings: Settings) -> int:
    set_up_logging(settings.log.level)
    guard_logs(settings.secrets())
    if settings.telegram.token is None:
        raise Refused("no_token")
    if is_playground_token(token_of(settings)) and not settings.telegram.allow_playground:
        raise Refused("playground_token")
    with Stopping() as stopping:
        async with opened(settings) as store:
            app = App(settings, store, clock.now)
            try:
                await stopping.unless(app.start())
                await stopping.wait()
            finally:
                await app.stop()
    return DONE

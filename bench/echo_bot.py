"""The yardstick: a bare python-telegram-bot program with its default settings that says back what it hears."""

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.effective_message is not None and update.effective_message.text:
        await update.effective_message.reply_text(update.effective_message.text)


def main() -> None:
    server = os.environ["BENCH_SERVER"]
    builder = Application.builder().token(os.environ["BENCH_TOKEN"])
    application = builder.base_url(f"{server}/bot").base_file_url(f"{server}/file/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()

"""A Telegram stand-in for one machine: the Bot API over HTTP and a chat page in the browser; no token needed."""

"""The running program: Telegram in and out, web endpoints, wiring and the real clock."""

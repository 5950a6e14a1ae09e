"""All that the bot says: one file a topic, its texts beside it in texts/zh and texts/en."""

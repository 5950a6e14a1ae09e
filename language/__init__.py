"""All that the bot understands and says."""

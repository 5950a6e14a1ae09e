"""The Bot API's methods, one file for each kind; `table` is the whole list."""

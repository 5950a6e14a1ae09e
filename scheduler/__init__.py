"""What the clock asks: rows planned for a day, gathered into messages, and sent; timetable.py is the whole day."""

"""What people ask: one file a topic, one function a question; routes.py is the whole map."""

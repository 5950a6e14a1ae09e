"""Why not, and what to do instead."""

from language.replies import Reply
from language.wording.voice import Voice
from ledger.refusals import Refusal


def refused(voice: Voice, refusal: Refusal) -> Reply:
    """The text `refused_<code>`, and the same as a toast's short form is not needed: it stands in the chat."""
    return Reply(voice.say(f"refused_{refusal.code}", **dict(refusal.params)))

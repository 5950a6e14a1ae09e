"""What waits while sending is on hold, as an administrator reads it before he decides."""

from collections import Counter
from collections.abc import Sequence

from language.wording.catalogue import Markup
from language.wording.voice import Voice, lines
from ledger.messages import Lane, MessageState, OutboxMessage


def waiting(voice: Voice, rows: Sequence[OutboxMessage], shown: int) -> Markup:
    """The count first, then by kind, then to whom: the first `shown` people."""
    kinds = Counter(row.lane for row in rows)
    perhaps = sum(row.ambiguous_ever or row.state is not MessageState.DUE for row in rows)
    people = Counter(_name(voice, row) for row in rows)
    named = [voice.say("hold_person", name=name, count=count) for name, count in people.most_common(shown)]
    return lines(
        voice.say("hold_waiting", count=len(rows)),
        *(voice.say(f"hold_lane_{lane.value}", count=kinds[lane]) for lane in Lane if kinds[lane]),
        voice.say("hold_perhaps", count=perhaps) if perhaps else "",
        *named,
        voice.say("hold_more", count=len(people) - shown) if len(people) > shown else "",
        voice.say("hold_choose"),
    )


def _name(voice: Voice, row: OutboxMessage) -> str:
    member = voice.members.get(row.member_id or 0)
    return member.name if member is not None else voice.say("hold_somebody")

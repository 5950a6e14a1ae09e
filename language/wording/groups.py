"""Work groups in words."""

from collections.abc import Sequence

from language.wording.catalogue import Markup
from language.wording.cutting import shortened
from language.wording.voice import Voice, bold, lines
from ledger.groups import Group
from ledger.items import Item

_SHOWN = 40
_ITEMS_SHOWN = 10
_TITLE_LENGTH = 40


def card(voice: Voice, event: str, group: Group) -> Markup:
    """`group` as it would be."""
    return lines(
        bold(voice.say(f"groups_card_{_variant(event, group)}", whose=_whose(voice, group))),
        voice.say("groups_topic") if group.thread_id else "",
        voice.say("groups_rule") if event != "group_unlinked" else "",
    )


def changed(voice: Voice, event: str, group: Group) -> Markup:
    variant = _variant(event, group)
    hint = variant == "group_linked" and group.department_id is not None
    return lines(
        bold(voice.say(f"groups_done_{variant}", whose=_whose(voice, group))),
        voice.say("groups_hint_notices") if hint else "",
    )


def about_notices(voice: Voice) -> Markup:
    return lines(bold(voice.say("groups_about_notices")), voice.say("groups_how_notices"))


def listed(voice: Voice, groups: Sequence[Group]) -> Markup:
    if not groups:
        return lines(bold(voice.say("groups_none")), voice.say("groups_how"))
    return lines(
        bold(voice.say("groups_list", count=len(groups))),
        *(
            voice.say(
                "groups_one_topic" if group.thread_id else "groups_one",
                title=group.title or voice.say("groups_untitled"),
                whose=_whose(voice, group),
                notices=voice.say("groups_on" if group.notices else "groups_off"),
            )
            for group in groups[:_SHOWN]
        ),
    )


def handed_out(voice: Voice, items: Sequence[Item]) -> Markup:
    """Number and title only: what a work group may hear of open items."""
    return lines(
        bold(voice.say("groups_new_items", count=len(items))),
        *(
            voice.say("confirm_item", item=item.label, title=shortened(item.title, _TITLE_LENGTH))
            for item in items[:_ITEMS_SHOWN]
        ),
        voice.say("people_work_more", count=len(items) - _ITEMS_SHOWN) if len(items) > _ITEMS_SHOWN else "",
        voice.say("groups_details"),
    )


def _variant(event: str, group: Group) -> str:
    if event != "group_notices_set":
        return event
    return "group_notices_on" if group.notices else "group_notices_off"


def _whose(voice: Voice, group: Group) -> str:
    return voice.unit(group.department_id) if group.department_id is not None else group.project

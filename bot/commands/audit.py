"""`duban audit`: what was done, newest first; with --verify, whether entries and ledger are untouched."""

import argparse

from bot.clock import now
from bot.commands.opening import opened, voice_of
from bot.commands.saying import DONE, line, plain, refuse
from config.settings import Settings
from language.wording import history
from language.wording.catalogue import Language
from ledger.items import Item
from ledger.ports import UnitOfWork
from ledger.proving import first_gap
from ledger.refusals import Refusal, Refused
from storage import SqlStore

_SHOWN = 50
_ALL = 1_000_000


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--item", metavar="N", help="only this item of the current plan, such as 14 or 14.2")
    parser.add_argument("--last", type=int, default=_SHOWN, metavar="N", help=f"so many entries (default {_SHOWN})")
    parser.add_argument("--verify", action="store_true", help="prove the chain of entries, and the items by them")
    parser.add_argument(
        "--anchor",
        default="",
        metavar="N-CODE",
        help="with --verify: what a digest or --verify printed at some time before",
    )


async def run(args: argparse.Namespace, settings: Settings) -> int:
    try:
        async with opened(settings) as store, store.reading() as uow:
            items = await _items(args.item, uow)
            if args.verify:
                return await _verify(args.anchor, settings.language, items, store, uow)
            await _show(args, settings, items, uow)
    except Refused as no:
        return refuse(settings.language, no.refusal)
    return DONE


async def _items(label: str | None, uow: UnitOfWork) -> dict[int, Item]:
    """The one asked for, else those of all plans."""
    found = {item.id: item for plan in await uow.plans.all() for item in await uow.items.of_plan(plan.id)}
    if label is None:
        return found
    current = await uow.plans.current()
    if current is None:
        raise Refused("no_plan_imported")
    asked = {each.id: each for each in found.values() if each.plan_id == current.id and each.label == label}
    if not asked:
        raise Refused("no_item_numbered", item=label)
    return asked


async def _show(args: argparse.Namespace, settings: Settings, items: dict[int, Item], uow: UnitOfWork) -> None:
    voice = await voice_of(settings, now(), uow)
    if args.item is None:
        entries = await uow.audit.recent(args.last)
    else:
        entries = await uow.audit.of_item(next(iter(items)), args.last)
    for entry in entries:
        item = items.get(entry.item_id) if entry.item_id is not None else None
        about = voice.say("history_of", item=item.label) if item else ""
        print(plain(f"#{entry.seq} {about}{history.sentence(voice, entry)}"))
    if not entries:
        print(line(settings.language, "audit_empty"))


async def _verify(anchor: str, language: Language, items: dict[int, Item], store: SqlStore, uow: UnitOfWork) -> int:
    fault, count = await store.prove_audit(anchor.strip())
    if fault is not None:
        where = (("place", fault.place), ("seq", fault.seq or "?"), ("anchor", anchor))
        return refuse(language, Refusal("audit_" + fault.kind.value, where))
    if found := first_gap(items.values(), await uow.audit.recent(_ALL)):
        item, gap = found
        return refuse(language, Refusal("audit_broken", (("item", item.label), ("seq", gap.seq), ("field", gap.field))))
    print(line(language, "audit_holds", count=count, items=len(items)))
    if head := await uow.audit.head():
        print(line(language, "audit_anchor", anchor=head.anchor))
    return DONE

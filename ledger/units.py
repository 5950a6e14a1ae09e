"""What may become of a unit: another name, a part of another unit, or a part that becomes a unit of its own."""

from collections.abc import Iterable
from dataclasses import replace

from ledger.departments import Department
from ledger.items import Item
from ledger.refusals import Refused

LONGEST_NAME = 60


def rename(unit: Department, name: str, others: Iterable[Department]) -> Department:
    """The former name stays understood. Raises Refused: no name, a name that is taken, nothing changes."""
    name = name_for_unit(name)
    if name == unit.name:
        raise Refused("unit_nothing_changes", unit=unit.name)
    if any(other.id != unit.id and name == other.name for other in others):
        raise Refused("unit_name_taken", unit=name)
    # A short name like 文旅局 may be wrong for the new name: it becomes a former one, and the new name speaks.
    former = dict.fromkeys((*unit.former_names, unit.name, *unit.short_names))
    former.pop(name, None)
    return replace(unit, name=name, short_names=(), former_names=tuple(former), english_name="")


def absorbed(unit: Department, by: Department) -> tuple[Department, Department]:
    """(the unit that was, the one that took it in). All names of the first are understood as the second."""
    names = dict.fromkeys((*by.former_names, unit.name, *unit.short_names, *unit.former_names))
    for own in (by.name, *by.short_names):
        names.pop(own, None)
    return replace(unit, merged_into=by.id), replace(by, former_names=tuple(names))


def handed_on(item: Item, unit: int, to: int) -> Item:
    """The item with `to` where `unit` stood; who would both lead and cooperate leads."""
    lead = to if item.lead == unit else item.lead
    co = dict.fromkeys(to if each == unit else each for each in item.co)
    return replace(item, lead=lead, co=tuple(each for each in co if each != lead))


def name_for_unit(name: str) -> str:
    """Raises Refused when it is none."""
    name = "".join(name.split()).strip("“”\"'「」《》。，,.")
    if not 2 <= len(name) <= LONGEST_NAME:
        raise Refused("unit_name")
    return name

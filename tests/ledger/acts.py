"""Every move that people can make of an item, with values drawn at random: what the transition tests play with."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

from ledger.applications import Asked, Desk
from ledger.changes import Change
from ledger.deadlines import Cadence, Frequency
from ledger.items import Grade, Item, Milestone, Priority, Sensitivity, State, Target
from ledger.transitions import (
    applying,
    assigning,
    deciding,
    dividing,
    drafting,
    finishing,
    pausing,
    planning,
    reporting,
    signing,
    supervising,
)
from tests.ledger.making import CO, HEAD_OF_LEAD, LEAD, NOW, OTHER, TODAY, applied, day, item, member

UNITS = (LEAD, CO, OTHER)
CONTACT = member()


@dataclass(frozen=True, slots=True)
class Act:
    """`needs` is the application that has to lie there, and on whose desk."""

    event: str
    do: Callable[[Item, Random], Change]
    needs: Asked | None = None
    desk: Desk = Desk.OFFICE

    def ready(self, of: Item) -> Item:
        """The item with what the act needs, whatever its state."""
        if self.needs is None:
            return of
        others = tuple(each for each in of.applications if each.kind is not self.needs)
        return replace(of, applications=(*others, applied(self.needs, self.desk)))


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - for play, not for secrets


def words(r: Random) -> str:
    return r.choice(("资料已报省厅", "完成主体工程 60%", "土地指标未落实，请协调", "“双过半”"))


def later(of: Item, r: Random) -> dt.date:
    return max(of.limit or TODAY, TODAY) + dt.timedelta(days=r.randint(1, 60))


def another(of: Item, r: Random) -> int:
    return r.choice([unit for unit in UNITS if unit != of.lead])


def _assign(of: Item, r: Random) -> Change:
    limit = day(later(of, r)) if r.random() < 0.5 else None
    return assigning.assign(of, now=NOW, lead=another(of, r), leader=f"副县长{r.randint(1, 99)}", deadline=limit)


def _let_help(of: Item, r: Random) -> Change:
    free = [unit for unit in UNITS if unit != of.lead and unit not in of.co]
    return assigning.assign(of, now=NOW, add_co=(r.choice(free),) if free else ())


def _propose(of: Item, r: Random) -> Change:
    return drafting.propose(of, lead=another(of, r), co=(), deadline=day(later(of, r)))


def _target(of: Item, r: Random) -> Change:
    target = Target("普及率", ">=", r.randint(50, 100) / 2, "%", base=r.choice((None, 20.5)))
    return planning.set_target(of, target)


def _milestones(of: Item, r: Random) -> Change:
    nodes = [Milestone(words(r), TODAY + dt.timedelta(days=r.randint(1, 300))) for _ in range(r.randint(1, 4))]
    return planning.set_milestones(of, tuple(nodes))


def _reach(of: Item, r: Random) -> Change:
    of = of if of.milestones else replace(of, milestones=(Milestone("完成申报", TODAY),))
    return planning.reach_milestone(of, r.randrange(len(of.milestones)), now=NOW)


def _sensitivity(of: Item, r: Random) -> Change:
    other = Sensitivity.OPEN if of.sensitivity is Sensitivity.SENSITIVE else Sensitivity.SENSITIVE
    return planning.set_sensitivity(of, other)


def _priority(of: Item, r: Random) -> Change:
    return planning.set_priority(of, r.choice([level for level in Priority if level is not of.priority]))


def _report(of: Item, r: Random) -> Change:
    percent = r.choice((None, 0, 60, 100))
    return reporting.report(of, by=5, now=NOW, text=words(r), percent=percent, unit=of.lead, value="73.5%")


def _report_part(of: Item, r: Random) -> Change:
    of = of if of.co else replace(of, co=(CO,))
    return reporting.report(
        of if of.lead else replace(of, lead=LEAD), by=9, now=NOW, text=words(r), percent=None, unit=of.co[0], done=True
    )


def _sign_part(of: Item, r: Random) -> Change:
    of = of if of.co else replace(of, co=(CO,))
    return signing.sign(of, by=9, now=NOW, unit=of.co[0])


def _extension(of: Item, r: Random) -> Change:
    return applying.ask_extension(
        of, by=CONTACT, now=NOW, today=TODAY, deadline=day(later(of, r)), reason=words(r), progress="60%", head=True
    )


def _closing(by_head: bool) -> Callable[[Item, Random], Change]:
    def do(of: Item, r: Random) -> Change:
        who = HEAD_OF_LEAD if by_head else CONTACT
        return applying.ask_closing(of, by=who, now=NOW, result=words(r), evidence="县文旅〔2026〕31号", head=True)

    return do


def _bounce(of: Item, r: Random) -> Change:
    return applying.ask_bounce(of, by=CONTACT, now=NOW, reason=words(r), department=another(of, r), head=False)


def _help(of: Item, r: Random) -> Change:
    return applying.ask_help(of, by=CONTACT, now=NOW, need=words(r), person="张副县长", leader=True, head=False)


def _back(kind: Asked) -> Callable[[Item, Random], Change]:
    return lambda of, r: applying.back(of, kind, by=HEAD_OF_LEAD, now=NOW, leader=True)


def _grant(of: Item, r: Random) -> Change:
    return deciding.grant_extension(of, deadline=day(later(of, r)), today=TODAY)


def _return(of: Item, r: Random) -> Change:
    new = day(later(of, r)) if r.random() < 0.5 else None
    return deciding.return_closing(of, reason=words(r), deadline=new)


def _instruct(of: Item, r: Random) -> Change:
    new = day(later(of, r)) if r.random() < 0.5 else None
    return supervising.instruct(of, by=1, now=NOW, text=words(r), person="县长", deadline=new)


def _slip(of: Item, r: Random) -> Change:
    past = tuple(replace(slip, day=TODAY - dt.timedelta(days=1)) for slip in of.slips)
    level = supervising.next_level(of)
    return supervising.issue_slip(
        replace(of, slips=past), by=1, now=NOW, today=TODAY, level=level, day=TODAY, reason=words(r)
    )


def _reopen(of: Item, r: Random) -> Change:
    return finishing.reopen(of, reason=words(r), deadline=day(later(of, r)))


def _give_part(of: Item, r: Random) -> Change:
    return dividing.give_part(of, item(state=State.SPLIT, leader="县长"), lead=another(of, r), now=NOW)


def _parts(of: Item, r: Random) -> Change:
    return dividing.split(of, ("教育", "就业"))[0]


E, C, B, H = Asked.EXTENSION, Asked.CLOSING, Asked.BOUNCE, Asked.HELP

ACTS: Mapping[str, Act] = {
    "register": Act("registered", lambda of, r: drafting.register(of, source=words(r))),
    "propose": Act("proposed", _propose),
    "approve the draft": Act("draft_approved", lambda of, r: drafting.approve(of, now=NOW)),
    "send the draft back": Act("draft_sent_back", lambda of, r: drafting.send_back(of, reason=words(r))),
    "assign": Act("assigned", _assign),
    "name a leader": Act(
        "assigned", lambda of, r: assigning.assign(of, now=NOW, leader=f"县委常委{r.randint(1, 9**9)}")
    ),
    "let a unit help": Act("assigned", _let_help),
    "leave a unit out": Act("assigned", lambda of, r: assigning.remove_co(of, of.co)),
    "set the limit": Act("deadline_set", lambda of, r: assigning.set_deadline(of, day(later(of, r)))),
    "set the cycle": Act(
        "cadence_set", lambda of, r: planning.set_cadence(of, Cadence(Frequency.MONTHLY, r.randint(1, 28)))
    ),
    "set a target": Act("target_set", _target),
    "set milestones": Act("milestones_set", _milestones),
    "set who may read": Act("sensitivity_set", _sensitivity),
    "set the urgency": Act("priority_set", _priority),
    "split": Act("split", _parts),
    "give a part": Act("part_registered", _give_part),
    "merge": Act("merged", lambda of, r: dividing.merge(of, replace(of, id=99, part=9, state=State.DOING))),
    "rejoin": Act("rejoined", lambda of, r: dividing.rejoin(of)),
    "sign": Act("signed", lambda of, r: signing.sign(of, by=5, now=NOW)),
    "sign for a part": Act("part_signed", _sign_part),
    "report": Act("reported", _report),
    "report a part": Act("part_reported", _report_part),
    "reach a milestone": Act("milestone_reached", _reach),
    "ask for time": Act("extension_asked", _extension),
    "ask for closing": Act("closing_asked", _closing(by_head=False)),
    "ask for closing as head": Act("closing_asked", _closing(by_head=True)),
    "bounce": Act("bounce_asked", _bounce),
    "ask for help": Act("help_asked", _help),
    "back an extension": Act("backed", _back(E), E, Desk.HEAD),
    "back a closing": Act("backed", _back(C), C, Desk.HEAD),
    "do not back": Act("unbacked", lambda of, r: applying.send_back(of, E, reason=words(r)), E, Desk.HEAD),
    "withdraw an extension": Act("withdrawn", lambda of, r: applying.withdraw(of, E), E),
    "withdraw a closing": Act("withdrawn", lambda of, r: applying.withdraw(of, C), C),
    "grant time": Act("extension_granted", _grant, E),
    "refuse time": Act("extension_refused", lambda of, r: deciding.refuse_extension(of, reason=words(r)), E),
    "close": Act("closed", lambda of, r: deciding.close(of, now=NOW, grade=r.choice((None, *Grade))), C),
    "return": Act("closing_refused", _return, C),
    "accept the bounce": Act("bounce_accepted", lambda of, r: deciding.accept_bounce(of, now=NOW), B),
    "refuse the bounce": Act("bounce_refused", lambda of, r: deciding.refuse_bounce(of, reason=words(r)), B),
    "answer": Act("help_answered", lambda of, r: deciding.answer_help(of, answer=words(r)), H),
    "hand on": Act("help_handed_on", lambda of, r: deciding.hand_on_help(of, person="李副县长", now=NOW), H),
    "urge": Act("urged", lambda of, r: supervising.urge(of, note=words(r))),
    "instruct": Act("instructed", _instruct),
    "issue a slip": Act("slip_issued", _slip),
    "suspend": Act("suspended", lambda of, r: pausing.suspend(of, reason=words(r))),
    "resume": Act("resumed", lambda of, r: pausing.resume(of)),
    "cancel": Act("cancelled", lambda of, r: pausing.cancel(of, reason=words(r))),
    "strike": Act("struck", lambda of, r: finishing.strike(of)),
    "end the phase": Act("phase_done", lambda of, r: finishing.phase_done(of, now=NOW)),
    "reopen": Act("reopened", _reopen),
    "archive": Act("archived", lambda of, r: finishing.archive(of)),
}

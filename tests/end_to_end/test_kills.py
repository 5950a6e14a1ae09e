"""P01–P06, P13: two workers are killed again and again, at each point K0–K6 and at random, while 7 % of calls go wrong.

The short form of `python -m bench.kills`; the stand-in's history judges, never our own records.
"""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bench.kills import Wish, killed
from tests.postgres import fresh_database
from tests.storage.conftest import migrated_postgres as migrated_postgres
from tests.storage.conftest import migrated_sqlite as migrated_sqlite
from tests.storage.conftest import postgres as postgres

WISH = Wish(kills=60, notices=500, uptime=(0.12, 0.4))


@pytest.fixture(params=["sqlite", "postgres"])
def template(request: pytest.FixtureRequest) -> object:
    return request.getfixturevalue(f"migrated_{request.param}")


@pytest.fixture
async def database(template: object, tmp_path: Path) -> AsyncIterator[str]:
    if isinstance(template, Path):
        shutil.copy(template, tmp_path / "kills.db")
        yield f"sqlite:///{tmp_path / 'kills.db'}"
        return
    assert isinstance(template, tuple)
    server, name = template
    async with fresh_database(server, like=name) as url:
        yield sa.make_url(url).render_as_string(hide_password=False)


@pytest.mark.timeout(300)
async def test_nothing_is_lost_and_nothing_seen_or_heard_twice(database: str) -> None:
    toll = await killed(WISH, database)
    found = toll.judgement
    assert (found.lost, found.shown_twice, found.rung_twice) == ((), (), ())
    assert toll.states == {"delivered": WISH.notices}
    assert toll.kills >= WISH.kills

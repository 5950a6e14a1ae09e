"""The people and groups one can act as, from tables beside this file or handed in."""

import csv
from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).parent / "sample"
FIRST_OF_THE_CROWD = 8_000_001


@dataclass(frozen=True, slots=True)
class Person:
    """`id` is the Telegram user id and that of the private chat; the texts are for the page to show."""

    id: int
    name: str
    unit: str = ""
    role: str = ""
    title: str = ""
    about: str = ""
    persona: str = ""
    language_code: str = "zh-hans"


@dataclass(frozen=True, slots=True)
class Group:
    """`id` is negative as in Telegram; the first member is its creator."""

    id: int
    title: str
    member_ids: tuple[int, ...]
    supergroup: bool = False


def read_people(path: Path = SAMPLE / "people.csv") -> list[Person]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [Person(**{**row, "id": int(row["id"])}) for row in csv.DictReader(file)]  # type: ignore[arg-type]


def read_groups(path: Path = SAMPLE / "groups.csv") -> list[Group]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            Group(
                int(row["id"]),
                row["title"],
                tuple(int(member) for member in row["member_ids"].split("|") if member),
                row["supergroup"].strip().lower() == "true",
            )
            for row in csv.DictReader(file)
        ]


def crowd(size: int) -> list[Person]:
    """Nameless people for measurements."""
    return [Person(FIRST_OF_THE_CROWD + n, f"群众{n + 1}") for n in range(size)]

"""What is said instead of doing: data, worded by language/wording, never an exception trace."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, as a code (catalogue key `refused_<code>`) and the values its sentence needs."""

    code: str
    params: tuple[tuple[str, str | int], ...] = ()


class Refused(Exception):
    """Carries a Refusal up to the one place that says it to the person who asked."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, tuple(params.items()))

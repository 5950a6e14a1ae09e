"""Starts the programs that are measured, and reads what they cost from /proc."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).parent.parent
STOP_SECONDS = 60
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Running:
    """`began` is time.perf_counter() just before the start."""

    pid: int
    began: float

    def memory(self) -> float:
        """Resident, in MB."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024

    def processor(self) -> float:
        """Seconds of CPU since the start."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS


@contextlib.asynccontextmanager
async def running(module: str, *arguments: str, log: Path, surroundings: Mapping[str, str]) -> AsyncIterator[Running]:
    """`python -m module arguments` until the end of the block, its output in `log`. Stops it by SIGTERM."""
    with log.open("ab") as output:
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            # Elsewhere than the developer, whose .env is not meant.
            cwd=log.parent,
            env={**os.environ, "PYTHONPATH": str(HOUSE), **surroundings},
            stdout=output,
            stderr=output,
        )
        try:
            yield Running(process.pid, began)
            if process.returncode is not None:
                raise RuntimeError(f"python -m {module} ended by itself; see {log}")
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), STOP_SECONDS)
            except TimeoutError:
                process.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""Takes notebooks and values for their parameters, gives them executed, with the error that stopped
one in a line."""

from __future__ import annotations

import asyncio
import atexit
import os
import re
import tempfile
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from helpers.base.problems import ArticleError

if TYPE_CHECKING:
    from nbclient import NotebookClient
    from nbformat import NotebookNode

PARALLEL = 2  # Pythons that run notebooks at a time
FILES = 256  # that they may open at a time; without, a library ends the process
MORE_FILES = f"let programs open more (ulimit -n {FILES}), and run the same command again"
LONGEST = 90  # bytes of the name of a socket, less a number: macOS takes 103
SECONDS = 600  # a cell that takes longer has hung
LOAD = """import gc
gc.disable()  # what is loaded stays, and is not searched for what can go
import helpers.archive, helpers.plots, matplotlib.figure
gc.freeze()
gc.enable()
gc.set_threshold(100_000, 20, 50)  # else a tenth of the time goes into that search"""
# unlike %reset it does not search all memory twice for what can go
FORGET = "%reset_selective -f .\nOut.clear()"


def run_notebooks(
    paths: Sequence[Path],
    values: dict[str, str | list[str]],
    keep: Callable[[Path, NotebookNode, str], None],
    *,
    first: Callable[[], object] = object,
) -> None:
    """Run notebooks with these parameters and give each to `keep` when it is done: path, notebook,
    error or empty string.

    `keep` is called from threads, one at a time. A few Pythons share the work; each runs one
    notebook after another and forgets the names in between (but for those that begin with _), so
    that the libraries are loaded once. What the notebooks count on is done `first`, while those
    start. Where a Python dies or hangs, the notebooks that wait get a new one. Raises what `first`
    or `keep` raises, and ArticleError if programs may not open as many files as this takes."""
    allow_files()
    stops = []  # what ends the run

    async def run_all():
        task = asyncio.current_task()
        stops.extend(
            [partial(asyncio.get_running_loop().call_soon_threadsafe, task.cancel)] if task else []
        )
        waiting = deque(paths)
        one = asyncio.Lock()

        async def keep_one(*run):
            async with one:  # one after the other; the other Python goes on meanwhile
                await asyncio.to_thread(keep, *run)

        try:
            async with asyncio.TaskGroup() as group:  # what one of them raises ends all
                ready = group.create_task(asyncio.to_thread(first))
                for _ in range(min(PARALLEL, len(paths))):
                    group.create_task(run_in_turn(waiting, values, keep_one, ready))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None

    with ThreadPoolExecutor(
        1
    ) as pool:  # a thread of its own: the caller's may run a loop, as in a notebook
        run = pool.submit(asyncio.run, run_all())
        try:
            run.result()
        except KeyboardInterrupt:
            for stop in stops:
                with suppress(RuntimeError):  # it has just ended
                    stop()
            raise


async def run_in_turn(waiting, values, keep, ready):
    """Run waiting notebooks until there are none, in one Python as long as it lives."""
    import nbformat
    from nbclient import NotebookClient
    from traitlets.config import Config

    while waiting:
        where = {"metadata": {"path": str(waiting[0].parent)}}
        loading = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(LOAD)])
        with ExitStack() as stack:
            log = stack.enter_context(
                tempfile.TemporaryFile()
            )  # what a Python prints tells only why it died
            own = stack.enter_context(tempfile.TemporaryDirectory())
            client = NotebookClient(
                loading,
                timeout=SECONDS,
                kernel_name="python3",
                resources=where,
                config=Config({"KernelManager": private(own)}),
                shutdown_kernel="immediate",
            )
            stack.callback(
                atexit.unregister, client._cleanup_kernel
            )  # else one that never started is ended at the end
            async with client.async_setup_kernel(stderr=log):
                await run_cells(client, log)
                await ready
                alive = True
                while alive and waiting:
                    path = waiting.popleft()
                    client.nb = set_parameters(nbformat.read(path, as_version=4), values)
                    client.nb.cells.insert(0, nbformat.v4.new_code_cell(FORGET))
                    error, alive = await run_cells(client, log)
                    del client.nb.cells[0]
                    await keep(path, client.nb, error)


def allow_files():
    """Let this process open as many files at a time as the notebooks take. Raises ArticleError if
    it must not."""
    if os.name != "posix":  # Windows sets no such limit
        return
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if now == resource.RLIM_INFINITY or now >= FILES:
        return
    if most != resource.RLIM_INFINITY and most < FILES:
        raise ArticleError(
            "the notebooks",
            f"programs may open {most} files at a time here, and they need {FILES}",
            MORE_FILES,
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, most))


def private(folder):
    """Return how to talk with a Python so that no other user can listen in: by files in a folder of
    our own, which needs no network; on Windows, and where their names would be too long, by
    encrypted messages."""
    own = f"{folder}/k"
    if os.name == "posix" and len(own.encode()) < LONGEST:
        return {"transport": "ipc", "ip": own}
    return {"transport_encryption": "auto"}


async def run_cells(client: NotebookClient, log: IO[bytes]) -> tuple[str, bool]:
    """Execute the client's notebook; return the error that stopped it, or an empty string, and
    whether its Python lives."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    try:
        await client.async_execute(cleanup_kc=False)
    except CellExecutionError as error:
        return f"{error.ename}: {' '.join(str(error.evalue).split())[:500]}", True
    except (CellTimeoutError, RuntimeError) as error:  # it hung, or it died
        task = asyncio.current_task()
        if task and task.cancelling():  # nbclient takes that for a death
            raise asyncio.CancelledError from None
        log.seek(0)
        return " ".join(f"{error} {log.read()[-300:].decode(errors='replace')}".split())[
            :800
        ], False
    return "", True


def set_parameters(notebook, values):
    """Return the notebook with new values for the names that its cell tagged `parameters`
    assigns."""
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            for name, value in values.items():
                line = f"{name} = {value!r}".replace(
                    "\\", r"\\"
                )  # re.sub reads one backslash out of two
                cell.source = re.sub(rf"^{name} *=.*$", line, cell.source, flags=re.M)
    return notebook

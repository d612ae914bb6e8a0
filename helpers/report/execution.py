"""Runs notebooks with given parameters, a few at a time, and catches the error that stops one."""

from __future__ import annotations

import ast
import asyncio
import atexit
import os
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING

from helpers.base.problems import ArticleError

if TYPE_CHECKING:
    from nbclient import NotebookClient
    from nbformat import NotebookNode

    Run = tuple[Path, NotebookNode, str]

PARALLEL = 2  # Pythons that run notebooks at a time
FILES = 256  # that they may open at a time; without them a library ends the process
MORE_FILES = f"let programs open more (ulimit -n {FILES}), and run the same command again"
LONGEST = 90  # bytes of the name of a socket, less a number: macOS allows 103
SECONDS = 600  # a cell that takes longer hangs
PARAMETERS = "parameters"
INJECTED = "injected-parameters"
# what is loaded stays: the search for what can be freed leaves it out, and comes less often, since
# it would take a tenth of the time
LOAD = """import gc
gc.disable()
import helpers.archive, helpers.plots, matplotlib.figure
gc.freeze()
gc.enable()
gc.set_threshold(100_000, 20, 50)"""
# unlike %reset it does not search all memory twice for what can be freed
FORGET = "%reset_selective -f .\nOut.clear()"


@contextmanager
def run_notebooks(
    paths: Sequence[Path], values: dict[str, str | list[str]]
) -> Iterator[Iterator[Run]]:
    """Run notebooks with these parameters and yield, as each is done, its path, the notebook, and
    the error that stopped it or an empty string.

    Inside `with` a few Pythons start, and wait until the first notebook is asked for. Each runs one
    notebook after another and forgets the names in between (but for those that begin with _), so
    that the libraries are loaded once. Where a Python dies or hangs, the notebooks that wait get a
    new one. Leaving `with` ends what still runs. Raises ArticleError if programs may not open as
    many files as this takes."""
    allow_files()
    done: SimpleQueue[Run | None] = SimpleQueue()
    started: Future = Future()

    async def run_all():
        asked = asyncio.Event()
        started.set_result((asyncio.get_running_loop(), asyncio.current_task(), asked))
        waiting = deque(paths)
        try:
            async with asyncio.TaskGroup() as group:  # an error in one ends all
                for _ in range(min(PARALLEL, len(paths))):
                    group.create_task(run_in_turn(waiting, values, asked, done))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        finally:
            done.put(None)

    # a thread of its own, since the caller's may run a loop already, as in a notebook
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(asyncio.run, run_all())
        wait([started, running], return_when=FIRST_COMPLETED)
        if not started.done():
            running.result()  # raises what keeps a loop from running
        loop, task, asked = started.result()
        try:
            yield results(loop, asked, done, running)
        finally:
            call_in(loop, task.cancel)


def results(loop, asked, done, running):
    """Let the notebooks run, and yield each when it is done; raise what ended the run before."""
    call_in(loop, asked.set)
    yield from iter(done.get, None)
    running.result()


def call_in(loop, function):
    """Call a function in the thread of a loop, unless the loop has ended."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(function)


async def run_in_turn(waiting, values, asked, done):
    """Run waiting notebooks until there are none, in one Python as long as it lives."""
    import nbformat

    while waiting:
        async with started_python(waiting[0].parent) as (client, log):
            await asked.wait()
            alive = True
            while alive and waiting:
                path = waiting.popleft()
                client.nb = set_parameters(nbformat.read(path, as_version=4), values)
                client.nb.cells.insert(0, nbformat.v4.new_code_cell(FORGET))
                error, alive = await run_cells(client, log)
                del client.nb.cells[0]
                done.put((path, client.nb, error))


@asynccontextmanager
async def started_python(folder):
    """Start a Python in a folder with the libraries loaded; yield its client, and the file with all
    that it prints, which is of use only to see why it died."""
    import nbformat
    from nbclient import NotebookClient
    from traitlets.config import Config

    loading = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(LOAD)])
    with tempfile.TemporaryFile() as log, tempfile.TemporaryDirectory() as own:
        client = NotebookClient(
            loading,
            timeout=SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
            config=Config({"KernelManager": private(own)}),
            shutdown_kernel="immediate",
        )
        try:
            async with client.async_setup_kernel(stderr=log):
                await run_cells(client, log)
                yield client, log
        finally:
            # otherwise a Python that never started would be ended once more at the end
            atexit.unregister(client._cleanup_kernel)


def allow_files():
    """Let this process open as many files at a time as the notebooks take. Raises ArticleError if
    it may not."""
    if os.name != "posix":  # Windows sets no such limit
        return
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if now == resource.RLIM_INFINITY or now >= FILES:
        return
    if most != resource.RLIM_INFINITY and most < FILES:
        reason = f"programs may open {most} files at a time here, and they need {FILES}"
        raise ArticleError("the notebooks", reason, MORE_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, most))


def private(folder):
    """Return how to talk with a Python so that no other user can listen in: by files in a private
    folder, which needs no network; on Windows, and where their names would be too long, by
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
    except (CellTimeoutError, RuntimeError) as error:  # it hangs, or it died
        task = asyncio.current_task()
        if task and task.cancelling():  # nbclient takes that for a death
            raise asyncio.CancelledError from None
        log.seek(0)
        printed = log.read()[-300:].decode(errors="replace")
        return " ".join(f"{error} {printed}".split())[:800], False
    return "", True


def set_parameters(notebook: NotebookNode, values: dict) -> NotebookNode:
    """Return the notebook with new values for those of its parameters that are named.

    As papermill does, they are written into a cell tagged `injected-parameters` after the one
    tagged `parameters`."""
    from nbformat.v4 import new_code_cell

    names = parameters_of(notebook)
    lines = [f"{name} = {value!r}" for name, value in values.items() if name in names]
    source = "\n".join(["# Parameters", *lines])
    injected = new_code_cell(source, id=INJECTED, metadata={"tags": [INJECTED]})
    cells = []
    for cell in notebook.cells:
        if not has_tag(cell, INJECTED):
            cells.append(cell)
        if has_tag(cell, PARAMETERS):
            cells.append(injected)
    notebook.cells = cells
    return notebook


def parameters_of(notebook: NotebookNode) -> dict:
    """Return the names that the cell tagged `parameters` assigns, each with its value, or None
    where this is computed."""
    parameters = {}
    for cell in notebook.cells:
        if has_tag(cell, PARAMETERS):
            parameters |= assigned(cell.source)
    return parameters


def assigned(source):
    """Return the names that lines of Python assign, each with its value, or None where this is
    computed."""
    values = {}
    for line in ast.parse(source).body:
        if isinstance(line, ast.Assign):
            names = [node.id for node in ast.walk(line.targets[0]) if isinstance(node, ast.Name)]
            value = line.value.value if isinstance(line.value, ast.Constant) else None
            values |= dict.fromkeys(names, value)
    return values


def has_tag(cell, tag):
    """Return whether a cell has a tag."""
    return tag in cell.metadata.get("tags", [])

"""Takes a number of processes, or the address of a scheduler, gives the client of that Dask
cluster.

What listens for it on this machine lets in only who has a certificate that lies in the memory of
these processes alone."""

import logging
import multiprocessing
import re
import socket
import warnings
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from helpers.base.problems import ArticleError, ArticleWarning

# workers that may die of a batch before its articles are tried one by one; starts of a cluster
ATTEMPTS = 3
PATIENCE = 60  # seconds
# files that a process with workers opens, and more for each of them
HANDLES = 64
HANDLES_EACH = 12
# else Dask looks at everything many times a second, and workers keep no memory for their next batch
SETTINGS = {
    "distributed.scheduler.allowed-failures": ATTEMPTS - 1,
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "1s",
    # nothing is put on the disk: what is read from there could be another's
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.scheduler.http.routes": [],  # nothing is told to who has no certificate
    "distributed.worker.http.routes": [],
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.admin.system-monitor.disk": False,
    "distributed.nanny.pre-spawn-environ": {"OMP_NUM_THREADS": 1, "OPENBLAS_NUM_THREADS": 1},
}
ALONE = "leave out --workers: one process does the work, too"


@contextmanager
def cluster_client(workers, scheduler, tls):
    """Give the client of a Dask cluster: the one at the address of its scheduler, spoken to with
    the certificates `tls`, or else one of processes made here."""
    from dask import config
    from distributed import Client, Security

    others = set(multiprocessing.active_children())
    with ExitStack() as stack:
        stack.enter_context(config.set(SETTINGS))
        if scheduler:
            security = given_security(scheduler, tls)
            with telling_faults(
                scheduler, "no Dask scheduler answers there", "start one, or check its address"
            ):
                client = Client(scheduler, security=security, set_as_default=False)
        else:
            security = Security.temporary()
            cluster = start_processes(workers, security)
            stack.callback(close, cluster)
            with telling_faults("workers", "they do not answer", ALONE):
                client = Client(cluster, security=security, set_as_default=False)
        stack.callback(close, client)
        try:
            yield client
        except KeyboardInterrupt:
            for worker in (
                set(multiprocessing.active_children()) - others
            ):  # they would end their batch first
                worker.kill()
            raise


@contextmanager
def telling_faults(what, reason, remedy):
    """Tell of whatever Dask raises as an ArticleError."""
    try:
        yield
    except Exception as error:
        fault = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        raise ArticleError(what, f"{reason} ({fault})", remedy) from None


def given_security(scheduler, tls):
    """Return what a scheduler is spoken to with: the certificates whose paths are given, or nothing
    if there are none."""
    from distributed import Security

    if not re.match(r"\w+://.+:\d+$", scheduler):
        raise ArticleError(
            scheduler, "it is no address of a Dask scheduler", "give one as tls://host:8786"
        )
    if scheduler.startswith("tls://") != bool(tls):
        reason = (
            "it is spoken to with certificates" if not tls else "what it is told is not encrypted"
        )
        remedy = (
            "give them with --tls-ca, --tls-cert and --tls-key"
            if not tls
            else "start it with certificates, as tls://"
        )
        raise ArticleError(scheduler, reason, remedy)
    if not tls:
        return Security(require_encryption=False)
    for path in tls:
        try:
            Path(path).read_bytes()
        except OSError as error:
            reason = f"it cannot be read ({error.strerror or error})"
            raise ArticleError(
                path, reason, "name a file that holds a certificate or its key, as PEM"
            ) from None
    ca, cert, key = map(str, tls)
    security = Security(
        tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key, require_encryption=True
    )
    with telling_faults(
        cert,
        "it cannot be used",
        "name the certificate, its key, and that of who signed it, all as PEM",
    ):
        security.get_connection_args("client")
    return security


def start_processes(workers, security):
    """Return a Dask cluster of processes of this machine. Raises ArticleError if they cannot be
    started."""
    from distributed import LocalCluster

    check_handles(workers)
    options = {
        "threads_per_worker": 1,
        "dashboard_address": "127.0.0.1:0",
        "silence_logs": logging.CRITICAL,
    }
    start = partial(LocalCluster, n_workers=workers, security=security, **options)
    for _ in range(ATTEMPTS - 1):
        with suppress(Exception):  # one may have been killed before it was ready
            return start()
    with telling_faults("workers", "they cannot be started", ALONE):
        return start()


def check_handles(workers):
    """Raise ArticleError if this process may not open as many files as workers need."""
    try:
        import resource
    except ImportError:  # on Windows there is no such limit
        return
    needed = HANDLES + HANDLES_EACH * workers
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if allowed < needed:
        reason = f"{workers} of them need {needed} open files, and {allowed} are allowed"
        raise ArticleError(
            "workers", reason, f"allow more (ulimit -n {needed}), or leave out --workers"
        )


def close(one):
    """Close a client or a cluster, whatever is left of it: what was to be done is done, or told
    already."""
    with suppress(Exception):
        one.close()


def has_loopback():
    """Whether processes of this machine can talk to each other; warn if not."""
    try:
        with (
            socket.create_server(("127.0.0.1", 0)) as server,
            socket.create_connection(server.getsockname(), PATIENCE),
        ):
            return True
    except OSError as error:
        reason = f"processes cannot talk to each other here ({error.strerror or error}), and one does the work"
        doubt = ArticleWarning(
            "workers", reason, "bring the loopback interface up (ip link set lo up) for more"
        )
        warnings.warn(doubt, stacklevel=2)
        return False

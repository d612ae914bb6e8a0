"""Opens a Dask cluster: processes of this machine, or the workers of a scheduler at an address.

What listens for the cluster on this machine admits only who has a certificate, which is held in the
memory of these processes alone."""

import logging
import multiprocessing
import re
import socket
import warnings
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from helpers.base.problems import ArticleError, ArticleWarning

# how many workers may die of a batch before its articles are tried one by one, and how often a
# cluster is started
ATTEMPTS = 3
PATIENCE = 60  # seconds
# files that a process with workers opens, and how many more for each worker
HANDLES = 64
HANDLES_EACH = 12
LONGEST_FAULT = 200  # characters of another library's message
SETTINGS = {
    "distributed.scheduler.allowed-failures": ATTEMPTS - 1,
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "1s",  # otherwise several times a second
    # nothing is written to the disk: what is read from there could be another's
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    # no page shows anything to those without a certificate
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.admin.system-monitor.disk": False,
    "distributed.nanny.pre-spawn-environ": {"OMP_NUM_THREADS": 1, "OPENBLAS_NUM_THREADS": 1},
}
ONE_PROCESS = "leave out --workers: one process does the work, too"


@contextmanager
def cluster_client(workers, scheduler, tls):
    """Yield the client of a Dask cluster: of the one whose scheduler has an address, reached with
    the certificates `tls`, or else of processes started here."""
    from dask import config
    from distributed import Client, Security

    others = set(multiprocessing.active_children())
    with ExitStack() as stack:
        stack.enter_context(config.set(SETTINGS))
        if scheduler:
            security = given_security(scheduler, tls)
            remedy = "start one, or check its address"
            with as_article_error(scheduler, "no Dask scheduler answers there", remedy):
                client = Client(scheduler, security=security, set_as_default=False)
        else:
            security = Security.temporary()
            cluster = start_processes(workers, security)
            stack.callback(close, cluster)
            with as_article_error("workers", "they do not answer", ONE_PROCESS):
                client = Client(cluster, security=security, set_as_default=False)
        stack.callback(close, client)
        try:
            yield client
        except KeyboardInterrupt:
            # without this they would first end their batch
            for worker in set(multiprocessing.active_children()) - others:
                worker.kill()
            raise


@contextmanager
def as_article_error(what, reason, remedy):
    """Raise whatever Dask raises as an ArticleError."""
    try:
        yield
    except Exception as error:
        raise ArticleError(what, f"{reason} ({fault_of(error)})", remedy) from None


def fault_of(error):
    """Return an error of another library in one short line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:LONGEST_FAULT]}"


def given_security(scheduler, tls):
    """Return how a scheduler is reached: with the certificates at some paths, or unencrypted if
    there are none.

    Raises ArticleError if they do not fit the address, or cannot be used."""
    from distributed import Security

    check_address(scheduler, tls)
    if not tls:
        return Security(require_encryption=False)
    for path in tls:
        try:
            Path(path).read_bytes()
        except OSError as error:
            reason = f"it cannot be read ({error.strerror or error})"
            remedy = "name a file that holds a certificate or its key, as PEM"
            raise ArticleError(path, reason, remedy) from None
    ca, cert, key = map(str, tls)
    security = Security(
        tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key, require_encryption=True
    )
    remedy = "name the certificate, its key, and that of who signed it, all as PEM"
    with as_article_error(cert, "it cannot be used", remedy):
        security.get_connection_args("client")
    return security


def check_address(scheduler, tls):
    """Raise ArticleError if an address is not that of a scheduler, or if it does not fit the
    certificates."""
    if not re.match(r"\w+://.+:\d+$", scheduler):
        raise ArticleError(
            scheduler, "it is no address of a Dask scheduler", "give one as tls://host:8786"
        )
    is_encrypted = scheduler.startswith("tls://")
    if is_encrypted and not tls:
        reason = "it is spoken to with certificates"
        raise ArticleError(scheduler, reason, "give them with --tls-ca, --tls-cert and --tls-key")
    if tls and not is_encrypted:
        reason = "what it is told is not encrypted"
        raise ArticleError(scheduler, reason, "start it with certificates, as tls://")


def start_processes(workers, security):
    """Return a Dask cluster of processes of this machine. Raises ArticleError if they cannot be
    started."""
    from distributed import LocalCluster

    check_handles(workers)
    start = partial(
        LocalCluster,
        n_workers=workers,
        security=security,
        threads_per_worker=1,
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    )
    for _ in range(ATTEMPTS - 1):
        with suppress(Exception):  # a worker may have been killed before it was ready
            return start()
    with as_article_error("workers", "they cannot be started", ONE_PROCESS):
        return start()


def check_handles(workers):
    """Raise ArticleError if this process may not open as many files as its workers need."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    needed = HANDLES + HANDLES_EACH * workers
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if allowed < needed:
        reason = f"{workers} of them need {needed} open files, and {allowed} are allowed"
        remedy = f"allow more (ulimit -n {needed}), or leave out --workers"
        raise ArticleError("workers", reason, remedy)


def close(client_or_cluster):
    """Close a client or a cluster, in whatever state: its work is done, or has failed already."""
    with suppress(Exception):
        client_or_cluster.close()


def has_loopback():
    """Return whether processes of this machine can connect to each other; warn if they cannot."""
    try:
        with (
            socket.create_server(("127.0.0.1", 0)) as server,
            socket.create_connection(server.getsockname(), PATIENCE),
        ):
            return True
    except OSError as error:
        fault = error.strerror or error
        reason = f"processes cannot talk to each other here ({fault}), and one does the work"
        remedy = "bring the loopback interface up (ip link set lo up) for more"
        warnings.warn(ArticleWarning("workers", reason, remedy), stacklevel=2)
        return False

"""Takes articles, gives the batches of their tables, each made once and kept: by this process,
several, or a Dask cluster.

Where one batch ends and the next begins depends on the articles alone: an article that comes, goes
or changes changes its own batch, and all others are found again."""

import threading
import time
import warnings
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import NamedTuple
from uuid import uuid4

from helpers.annotation import (
    ANNOTATED,
    MEASURED,
    annotate_from,
    batch_path,
    empty,
    find_articles,
    is_finished,
    keep,
    key_of,
    recall,
)
from helpers.archive.cluster import ALONE, PATIENCE, cluster_client, has_loopback, telling_faults
from helpers.base.kept import version
from helpers.base.problems import ArticleError, ArticleWarning, as_writing_errors
from helpers.base.tables import join_tables
from helpers.framing import describe_actors
from helpers.sentiment import score_sentences
from helpers.tagging import one_thread

# articles of a batch
USUAL = 16
MOST = 32
AHEAD = 8  # batches that wait for each worker
ONE_AT_A_TIME = threading.Lock()
ENDED = (
    "the cluster cannot be reached any more",
    "the same command goes on from what was finished",
)
SHARE = "set XDG_CACHE_HOME to a folder that they share"


class Batch(NamedTuple):
    """Articles whose tables, those in `names`, are kept together; where each is kept already (or
    None), and which were lost: those that workers died of."""

    number: int
    articles: tuple
    names: tuple
    known: tuple
    lost: tuple = ()

    def path(self, folder):
        return batch_path(folder, self.articles, self.names)


def into_batches(articles, names):
    """Yield the Batches of articles, in order."""
    waiting = []
    number = 0
    for article in articles:
        waiting.append(article)
        if len(waiting) == MOST or int(key_of(article)[:8], 16) % USUAL == 0:
            yield Batch(number, tuple(waiting), names, (None,) * len(waiting))
            waiting = []
            number = number + 1
    if waiting:
        yield Batch(number, tuple(waiting), names, (None,) * len(waiting))


def find_kept(batches, folder):
    """Yield each Batch with the path it is kept at; one that has to be made with None, and where
    its articles are kept."""
    index = None
    for batch in batches:
        path = batch.path(folder)
        if is_finished(path, batch.articles, batch.names):
            yield batch, path
            continue
        index = find_articles(folder) if index is None else index
        yield batch._replace(known=tuple(index.get(key_of(one)) for one in batch.articles)), None


# one batch


def make_batch(batch, folder):
    """Make the tables of a batch, keep them, and return their path.

    An article that cannot be analysed is a problem of the batch, and the others are complete.
    Raises ArticleError if the batch cannot be written."""
    parts = {name: [empty(name)] for name in batch.names}
    problems = []
    complete = []
    for article, path in zip(batch.articles, batch.known, strict=True):
        with warnings.catch_warnings(record=True) as doubts, one_thread():
            warnings.simplefilter("always", ArticleWarning)
            try:
                tables = analyse_article(article, batch.names, path)
            except (
                Exception
            ) as error:  # whatever is wrong with one article must not cost the others
                what = f"it could not be analysed ({type(error).__name__}: {' '.join(str(error).split())[:200]})"
                problems.append(
                    (article.id, "error", what, "leave it out, and report it to the makers")
                )
                continue
        told = [doubt.message for doubt in doubts if isinstance(doubt.message, ArticleWarning)]
        problems += [(article.id, "warning", doubt.reason, doubt.remedy) for doubt in told]
        complete.append(article)
        for name, table in tables.items():
            parts[name].append(table)
    with as_writing_errors(folder):
        keep(
            batch.path(folder),
            complete,
            {name: join_tables(parts[name]) for name in batch.names},
            problems,
        )
    return batch.path(folder)


def analyse_article(article, names, path=None):
    """Return the tables of an article by name; `path` is a batch known to hold some."""
    annotated = annotate_from(article, path)
    measured = {name for name in MEASURED if name in names}
    known = recall(path, article, measured) if measured else None
    return (
        tables_of(annotated, names)
        if known is None
        else tables_of(annotated, set(names) - measured) | known
    )


def tables_of(annotated, names, *, cache=False):
    """Return those tables of an annotated article by name, what has to be measured for them
    included; with `cache` tones are kept by themselves, which a batch does without: it is kept
    whole."""
    tables = {name: getattr(annotated, name) for name in ANNOTATED if name in names}
    if not set(MEASURED).isdisjoint(names):
        sentiment = score_sentences(annotated, cache=cache)  # tones are a part of framing
        tables |= {"sentiment": sentiment} if "sentiment" in names else {}
        tables |= (
            {"framing": describe_actors(annotated, sentiment=sentiment)}
            if "framing" in names
            else {}
        )
    return tables


# all batches


def make_batches(batches, folder, *, workers=1, scheduler=None, tls=None):
    """Yield each Batch with the path it is kept at, as they are finished; those that are kept
    already are not made again.

    One worker is this process. More are processes of a local Dask cluster; `scheduler` is the
    address of another one, whose workers must see `folder` as this process does, and `tls` the
    paths of the certificates for it: (CA's, own, key). An article that a worker dies of three times
    is left out of its batch: the Batch that comes back has it as `lost`. Raises ArticleError if a
    batch cannot be written, or if the cluster fails."""
    found = find_kept(batches, folder)
    if scheduler is None and (workers == 1 or not has_loopback()):
        yield from ((batch, path or make_batch(batch, folder)) for batch, path in found)
    else:
        yield from make_by_dask(found, folder, cluster_client(workers, scheduler, tls))


def make_by_dask(found, folder, cluster):
    """Yield as make_batches does. A worker's death can fall on batches that only waited for it:
    those that have seen three deaths are tried again at the end, article by article with nothing
    beside it."""
    with cluster as client:
        suspects = []
        for batch, path in run_ahead(client, found, folder):
            if path is None:
                suspects.append(batch)
            else:
                yield batch, path
        for batch in suspects:
            alone = [batch._replace(articles=(one,), known=(None,)) for one in batch.articles]
            tried = [
                (one, path) for one in alone for _, path in run_ahead(client, [(one, None)], folder)
            ]
            whole = [(one.articles[0], path) for one, path in tried if path]
            rest = batch._replace(
                articles=tuple(article for article, _ in whole),
                known=tuple(path for _, path in whole),
                lost=tuple(one.articles[0] for one, path in tried if not path),
            )
            yield rest, make_batch(rest, folder)


def run_ahead(client, found, folder):
    """Yield each Batch with its path, or None where workers died of it, as they are finished;
    `found` is as of find_kept.

    AHEAD batches for each worker there is at the time are under way; the others are not read yet.
    """
    running = {}
    done = SimpleQueue()
    for batch, path in found:
        if path:
            yield batch, path
            continue
        # large ones first: nobody waits for one at the end
        key = f"batch-{uuid4().hex}"
        size = len(batch.articles)
        with telling_faults("Dask", *ENDED):
            future = client.submit(
                make_there, batch, folder, version(), pure=False, key=key, priority=size
            )
            future.add_done_callback(done.put)
            running[key] = batch, future
            enough = AHEAD * max(1, count_workers(client))
        if len(running) >= enough:
            yield take(running, done, client)
    while running:
        yield take(running, done, client)


def count_workers(client):
    return len(client.scheduler_info(n_workers=-1)["workers"])


def take(running, done, client):
    """Wait for a batch of those that are running; return it and its path, None if workers died of
    it.

    Raises ArticleError if the cluster ended, or if no process of this machine is left to do it.
    """
    alone = 0
    while True:
        with suppress(Empty):
            future = done.get(timeout=1)
            return running.pop(future.key)[0], path_from(future)
        with telling_faults("Dask", *ENDED):
            alone = alone + 1 if client.cluster and not count_workers(client) else 0
        if alone > PATIENCE:
            raise ArticleError(
                "workers", "no process is left of them, and none can be started again", ALONE
            )


def path_from(future):
    """Return the path of a batch that a worker made, None if workers died of it. Raises
    ArticleError if none could work."""
    from distributed.scheduler import KilledWorker

    try:
        path = future.result()
    except KilledWorker:
        return None
    except ArticleError:
        raise
    # the scheduler ended, the suite is not there, or whatever else is not the article's fault
    except Exception as error:
        reason = f"the workers could not do it ({type(error).__name__}: {' '.join(str(error).split())[:200]})"
        raise ArticleError(
            "Dask", reason, "install this suite on all workers, and look into their logs"
        ) from None
    for _ in range(PATIENCE):
        if path.is_file():
            return path
        time.sleep(1)  # a shared file system may take a while to show what another machine wrote
    raise ArticleError(path, "the workers write where this process does not see it", SHARE)


def make_there(batch, folder, wanted):
    """Make a batch on a worker, whose code must be that of the process that asks; of several
    threads one at a time."""
    if version() != wanted:
        raise ArticleError(
            "worker", "it has another version of this suite", "install the same one on all workers"
        )
    with ONE_AT_A_TIME:  # warnings are caught for the whole process
        return make_batch(batch, folder)

"""Makes the tables of articles batch by batch, and keeps each batch: in this process, in several,
or on a Dask cluster.

Where one batch ends and the next begins depends on the articles alone: an article that is added,
removed or changed changes its own batch, and all others are found again."""

import threading
import time
import warnings
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import NamedTuple
from uuid import uuid4

from helpers.acts import find_acts, find_labels
from helpers.annotation import (
    ANNOTATED,
    MEASURED,
    annotate_from,
    batch_path,
    empty_table,
    find_articles,
    is_finished,
    keep_batch,
    key_of,
    recall_tables,
)
from helpers.archive.cluster import (
    ONE_PROCESS,
    PATIENCE,
    as_article_error,
    cluster_client,
    fault_of,
    has_loopback,
)
from helpers.base.disk_cache import version
from helpers.base.problems import ArticleError, ArticleWarning, as_writing_errors
from helpers.base.tables import join_tables
from helpers.framing import describe_actors
from helpers.sentiment import score_sentences
from helpers.tagging import one_thread

# how many articles a batch has, on average and at most
USUAL = 16
MOST = 32
AHEAD = 8  # batches that wait for each worker
ONE_AT_A_TIME = threading.Lock()
ENDED = "the cluster cannot be reached any more"
GO_ON = "the same command goes on from what was finished"
SHARE = "set XDG_CACHE_HOME to a folder that they share"


class Batch(NamedTuple):
    """Articles whose tables, those in `names`, are kept together.

    `known` are the paths at which each article is kept already, or None; `lost` are the articles
    that workers died of."""

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
        ends_batch = int(key_of(article)[:8], 16) % USUAL == 0
        if ends_batch or len(waiting) == MOST:
            yield Batch(number, tuple(waiting), names, (None,) * len(waiting))
            waiting = []
            number = number + 1
    if waiting:
        yield Batch(number, tuple(waiting), names, (None,) * len(waiting))


def make_batches(batches, folder, *, workers=1, scheduler=None, tls=None):
    """Yield each Batch with the path at which it is kept, as it is finished; those that are kept
    already are not made again.

    One worker is this process. More are processes of a local Dask cluster; `scheduler` is the
    address of another cluster, whose workers must see `folder` as this process does, and `tls` the
    paths of the certificates for it: (CA's, own, key). An article that a worker dies of three times
    is left out of its batch: the Batch that comes back has it as `lost`. Raises ArticleError if a
    batch cannot be written, or if the cluster fails."""
    looked_up = find_kept(batches, folder)
    if scheduler is None and (workers == 1 or not has_loopback()):
        for batch, path in looked_up:
            yield batch, path or make_batch(batch, folder)
    else:
        yield from make_by_dask(looked_up, folder, cluster_client(workers, scheduler, tls))


def find_kept(batches, folder):
    """Yield each Batch with the path at which it is kept; one that must be made with None, and with
    the paths at which its articles are kept."""
    index = None
    for batch in batches:
        path = batch.path(folder)
        if is_finished(path, batch.articles, batch.names):
            yield batch, path
            continue
        if index is None:
            index = find_articles(folder)
        known = tuple(index.get(key_of(article)) for article in batch.articles)
        yield batch._replace(known=known), None


# one batch


def make_batch(batch, folder):
    """Make the tables of a batch, keep them, and return their path.

    An article that cannot be analysed is a problem of the batch, and the others are complete.
    Raises ArticleError if the batch cannot be written."""
    parts = {name: [empty_table(name)] for name in batch.names}
    problems = []
    complete = []
    for article, path in zip(batch.articles, batch.known, strict=True):
        with warnings.catch_warnings(record=True) as caught, one_thread():
            warnings.simplefilter("always", ArticleWarning)
            try:
                tables = analyse_article(article, batch.names, path)
            except Exception as error:  # whatever is wrong with one must not cost the others
                problems.append((article.id, "error", *failure(error)))
                continue
        complete.append(article)
        for doubt in (warning.message for warning in caught):
            if isinstance(doubt, ArticleWarning):
                problems.append((article.id, "warning", doubt.reason, doubt.remedy))
        for name, table in tables.items():
            parts[name].append(table)
    tables = {name: join_tables(parts[name]) for name in batch.names}
    with as_writing_errors(folder):
        keep_batch(batch.path(folder), complete, tables, problems)
    return batch.path(folder)


def failure(error):
    """Return reason and remedy for an article that could not be analysed."""
    reason = f"it could not be analysed ({fault_of(error)})"
    return reason, "leave it out, and report it to the makers"


def analyse_article(article, names, path=None):
    """Return the tables of an article by name; `path` is that of a batch with some of them."""
    annotated = annotate_from(article, path)
    measured = {name for name in MEASURED if name in names}
    known = recall_tables(path, article, measured) if measured else None
    if known is None:
        return tables_of(annotated, names)
    return tables_of(annotated, set(names) - measured) | known


def tables_of(annotated, names, *, cache=False):
    """Return the tables of an annotated article by name, of which some may have to be measured.

    With `cache` the tones are kept by themselves; a batch does without, as it is kept whole."""
    tables = {name: getattr(annotated, name) for name in ANNOTATED if name in names}
    if set(MEASURED).isdisjoint(names):
        return tables
    for name, find in (("acts", find_acts), ("labels", find_labels)):
        if name in names:
            tables[name] = find(annotated)
    if {"sentiment", "framing"}.isdisjoint(names):
        return tables
    sentiment = score_sentences(annotated, cache=cache)  # framing has tones, too
    if "sentiment" in names:
        tables["sentiment"] = sentiment
    if "framing" in names:
        tables["framing"] = describe_actors(annotated, sentiment=sentiment)
    return tables


# batches on a cluster


def make_by_dask(looked_up, folder, cluster):
    """Yield as make_batches does.

    A worker's death can fall on batches that only waited for it: those that have seen three deaths
    are tried again at the end, article by article, with nothing beside them."""
    with cluster as client:
        suspects = []
        for batch, path in run_ahead(client, looked_up, folder):
            if path is None:
                suspects.append(batch)
            else:
                yield batch, path
        for batch in suspects:
            yield try_each(client, batch, folder)


def try_each(client, batch, folder):
    """Return a Batch without the articles that workers die of, and the path at which it is kept."""
    whole = []
    lost = []
    for article in batch.articles:
        alone = batch._replace(articles=(article,), known=(None,))
        for _, path in run_ahead(client, [(alone, None)], folder):
            if path:
                whole.append((article, path))
            else:
                lost.append(article)
    rest = batch._replace(
        articles=tuple(article for article, _ in whole),
        known=tuple(path for _, path in whole),
        lost=tuple(lost),
    )
    return rest, make_batch(rest, folder)


def run_ahead(client, looked_up, folder):
    """Yield each Batch with its path as it is finished, or with None if workers died of it.

    `looked_up` is what `find_kept` yields. At any time AHEAD batches for each worker are under way;
    the others are not read yet.
    """
    running = {}
    done = SimpleQueue()
    for batch, path in looked_up:
        if path:
            yield batch, path
            continue
        key = f"batch-{uuid4().hex}"
        size = len(batch.articles)  # large ones first: nobody waits for one at the end
        with as_article_error("Dask", ENDED, GO_ON):
            future = client.submit(
                make_on_worker, batch, folder, version(), pure=False, key=key, priority=size
            )
            future.add_done_callback(done.put)
            running[key] = batch, future
            enough = AHEAD * max(1, count_workers(client))
        if len(running) >= enough:
            yield next_finished(running, done, client)
    while running:
        yield next_finished(running, done, client)


def make_on_worker(batch, folder, wanted_version):
    """Make a batch on a worker whose code must be that of the process that asks; of several threads
    one at a time."""
    if version() != wanted_version:
        raise ArticleError(
            "worker", "it has another version of this suite", "install the same one on all workers"
        )
    with ONE_AT_A_TIME:  # warnings are caught for the whole process
        return make_batch(batch, folder)


def count_workers(client):
    return len(client.scheduler_info(n_workers=-1)["workers"])


def next_finished(running, done, client):
    """Wait for a running batch; return it and its path, or None if workers died of it.

    Raises ArticleError if the cluster ended, or if no process of this machine is left.
    """
    seconds_without = 0
    while True:
        with suppress(Empty):
            future = done.get(timeout=1)
            return running.pop(future.key)[0], path_from(future)
        with as_article_error("Dask", ENDED, GO_ON):
            is_alone = client.cluster and not count_workers(client)
        seconds_without = seconds_without + 1 if is_alone else 0
        if seconds_without > PATIENCE:
            reason = "no process is left of them, and none can be started again"
            raise ArticleError("workers", reason, ONE_PROCESS)


def path_from(future):
    """Return the path of a batch that a worker made, or None if workers died of it. Raises
    ArticleError if no worker could make it."""
    from distributed.scheduler import KilledWorker

    try:
        path = future.result()
    except KilledWorker:
        return None
    except ArticleError:
        raise
    # the scheduler ended, the suite is not installed, or whatever else is not the article's fault
    except Exception as error:
        reason = f"the workers could not do it ({fault_of(error)})"
        remedy = "install this suite on all workers, and look into their logs"
        raise ArticleError("Dask", reason, remedy) from None
    for _ in range(PATIENCE):
        if path.is_file():
            return path
        time.sleep(1)  # a shared file system may take a while to show another machine's file
    raise ArticleError(path, "the workers write where this process does not see it", SHARE)

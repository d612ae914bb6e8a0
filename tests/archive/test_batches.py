"""Any number of articles: kept in batches, made once, the same whatever did the work, whole
whatever interrupts it."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from shared import OFFLINE, ROOT

from helpers import ArticleError, annotate, make_article
from helpers.annotation.cache import ANNOTATED, MEASURED, batch_contents, find_articles, load_table
from helpers.archive import batches
from helpers.archive.batches import MOST, into_batches, make_batches
from helpers.archive.tables import analyse_many, only_here, write_corpus
from helpers.base import disk_cache
from helpers.base.tables import TABLES

pytestmark = pytest.mark.slow

NAMES = ANNOTATED + MEASURED
TEXTS = [
    (
        f"Ann Lee of Chad said on day {n} that she would go. “We will help Mali {n} times,” Ben "
        "Dee told reporters in Paris."
    )
    for n in range(90)
]


@pytest.fixture(scope="module")
def articles():
    return [
        make_article(f"a{n:02}", text, published=f"2024-01-{n % 28 + 1:02}")
        for n, text in enumerate(TEXTS)
    ]


@pytest.fixture
def folder(tmp_path, articles):
    inside = tmp_path / "in"
    inside.mkdir()
    for article in articles:
        (inside / f"{article.id}.txt").write_text(article.text, encoding="utf-8")
    return inside


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return disk_cache.cache_folder()


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def start(folder, out, *arguments):
    command = [sys.executable, "-m", "helpers", "tables", folder, "--out", out, *arguments]
    env = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{OFFLINE}"}
    return subprocess.Popen(
        list(map(str, command)), env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait_for_batches(running, folder, number):
    while running.poll() is None and len(list(folder.rglob("*.zip"))) < number:
        time.sleep(0.01)


def test_batches_hold_all_articles_in_order_and_a_change_changes_its_own():
    articles = [make_article(f"a{n}", f"{TEXTS[n % 90]} {n}") for n in range(300)]
    found = list(into_batches(articles, NAMES))
    assert [one for batch in found for one in batch.articles] == articles and max(
        len(b.articles) for b in found
    ) <= MOST
    fewer = list(into_batches(articles[1:], NAMES))
    same = {batch.articles for batch in found} & {batch.articles for batch in fewer}
    assert len(found) > 5 and len(same) >= len(found) - 2
    assert not list(into_batches([], NAMES))


def test_the_files_hold_what_is_computed_in_memory(articles, folder, tmp_path, own_cache):
    rows, problems = write_corpus([str(folder)], tmp_path / "out")
    tables = analyse_many(
        [replace(one, published="", source=str(folder / f"{one.id}.txt")) for one in articles[:3]]
    )
    for name in set(TABLES) - {"repeats"}:
        read = pd.read_parquet(tmp_path / "out" / f"{name}.parquet")
        assert len(read) == rows[name]
        first = read[read["article"].isin([one.id for one in articles[:3]])].reset_index(drop=True)
        pd.testing.assert_frame_equal(first, tables[name])
    assert (
        problems.empty
        and bytes_of(tmp_path / "out")["problems.csv"].decode("utf-8-sig")
        == "file,kind,reason,remedy\n"
    )


def test_what_is_kept_is_not_made_again_and_one_change_costs_one_article(
    articles, folder, tmp_path, own_cache, monkeypatch
):
    write_corpus([str(folder)], tmp_path / "one")
    made = []
    anew = batches.annotate_from
    monkeypatch.setattr(
        batches,
        "annotate_from",
        lambda article, path: made.append((article.id, path)) or anew(article, path),
    )
    write_corpus([str(folder)], tmp_path / "two")
    assert not made and bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    (folder / "a05.txt").write_text(TEXTS[5].replace("Chad", "Peru"), encoding="utf-8")
    write_corpus([str(folder)], tmp_path / "three")
    assert [id for id, path in made if path is None] == ["a05"]
    assert (
        annotate(articles[7]).mentions["article"].eq("a07").all()
        and len(list(own_cache.glob("*.zip"))) < len(TEXTS) / 4
    )


def test_two_processes_write_the_same_bytes(folder, tmp_path, own_cache, monkeypatch):
    write_corpus([str(folder)], tmp_path / "one", format="csv")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    write_corpus([str(folder)], tmp_path / "two", format="csv", workers=2)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_one_that_cannot_be_analysed_is_named_and_the_others_are_complete(
    folder, tmp_path, own_cache, monkeypatch
):
    whole = batches.score_sentences

    def fail(annotated, **options):
        if annotated.article.id == "a40":
            raise ZeroDivisionError("a poisonous\narticle")
        return whole(annotated, **options)

    monkeypatch.setattr(batches, "score_sentences", fail)
    problems = write_corpus([str(folder)], tmp_path / "out")[1]
    assert problems.values.tolist() == [
        [
            str(folder / "a40.txt"),
            "error",
            "it could not be analysed (ZeroDivisionError: a poisonous article)",
            "leave it out, and report it to the makers",
        ]
    ]
    for name in ("articles", "sentences"):
        table = pd.read_parquet(tmp_path / "out" / f"{name}.parquet")
        assert sorted({f"a{n:02}" for n in range(90)} - set(table["article"])) == ["a40"]
    (folder / "a41.txt").write_text(TEXTS[41] + " He left.", encoding="utf-8")
    again = write_corpus([str(folder)], tmp_path / "out")[1]
    assert again["file"].tolist() == [str(folder / "a40.txt")], (
        "it is told again, and not taken for an empty article"
    )
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert write_corpus([str(folder)], tmp_path / "out")[1].empty, "it is tried again"
    assert len(pd.read_parquet(tmp_path / "out" / "articles.parquet")) == 90


def test_a_worker_that_dies_of_an_article_costs_that_article_alone(articles, tmp_path, own_cache):
    script = tmp_path / "run.py"
    script.write_text(DEADLY)
    env = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{OFFLINE}{os.pathsep}{tmp_path}"}
    done = subprocess.run(
        [sys.executable, script], env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.stdout.split() == ["lost", "a11", "made", "39"], done.stderr[-3000:]


DEADLY = """
import os
import time
from helpers.archive import batches
from helpers import make_article
from helpers.annotation.cache import ANNOTATED, batch_contents
from helpers.base.disk_cache import cache_folder
from helpers.archive.batches import Batch, make_batches


def die(batch, folder, version, make=batches.make_batch):
    if any(one.id == "a11" for one in batch.articles):
        time.sleep(1)  # Dask forgets a process that dies the moment it says that it is there
        os._exit(9)
    return make(batch, folder)


if __name__ == "__main__":
    import run
    batches.make_on_worker = run.die
    batches.PATIENCE = 240  # on a machine that does much else a process begins late
    text = "Ann Lee said on day {} that she would go."
    articles = [make_article(f"a{n:02}", text.format(n)) for n in range(40)]
    parts = [Batch(k, tuple(articles[8 * k : 8 * k + 8]), ANNOTATED, (None,) * 8) for k in range(5)]
    found = list(make_batches(parts, cache_folder(), workers=2))
    print("lost", *(one.id for batch, _ in found for one in batch.lost))
    print("made", sum(len(batch_contents(path)["articles"]) for _, path in found))
"""


def test_what_is_killed_goes_on_and_ends_the_same(folder, tmp_path, own_cache, monkeypatch):
    write_corpus([str(folder)], tmp_path / "one")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    for number in (1, 2, 4):
        running = start(folder, tmp_path / "two")
        wait_for_batches(running, tmp_path / "another", number)
        running.send_signal(signal.SIGKILL)
        running.wait()
        for path in (tmp_path / "another").rglob("*.zip"):
            assert batch_contents(path) and all(
                len(load_table(path, name)) >= 0 for name in batch_contents(path)["tables"]
            )
    running = start(folder, tmp_path / "two")
    assert running.wait() == 0, running.stderr.read()
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert not list(tmp_path.rglob("*.partial"))


def test_control_c_ends_in_one_line(folder, tmp_path, own_cache):
    running = start(folder, tmp_path / "out")
    wait_for_batches(running, tmp_path / "cache", 1)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate()
    assert (
        running.returncode == 130
        and told.strip().startswith("stopped;")
        and "\n" not in told.strip()
    )


def test_a_place_that_cannot_be_written_is_named_and_the_old_tables_stay(
    folder, tmp_path, own_cache
):
    write_corpus([str(folder / "a01.txt")], tmp_path / "out", only=["quotes"])
    before = bytes_of(tmp_path / "out")
    (tmp_path / "file").write_text("")
    with pytest.raises(ArticleError, match="cannot be written"):
        write_corpus([str(folder / "a01.txt")], tmp_path / "file" / "out")
    if Path("/dev/full").exists():
        full = start(folder / "a02.txt", "/dev/full/x")
        assert full.wait() == 1 and "cannot be written" in full.stderr.read()
    assert bytes_of(tmp_path / "out") == before


def test_batches_are_found_by_their_articles_and_broken_ones_are_made_again(articles, own_cache):
    kept = dict(make_batches(into_batches(articles[:3], ANNOTATED), own_cache))
    [path] = kept.values()
    assert set(find_articles(own_cache).values()) == {path}
    path.write_bytes(path.read_bytes()[:-100])
    assert batch_contents(path) is None and not find_articles(own_cache)
    assert len(annotate(articles[0]).sentences) == 2


def test_a_table_is_written_again_only_if_something_in_it_is_new(
    articles, folder, tmp_path, own_cache
):
    out = tmp_path / "out"
    few = [str(folder / f"a0{n}.txt") for n in range(3)]

    def written():
        return {
            path.name: path.stat().st_mtime_ns
            for path in out.iterdir()
            if path.name != "problems.csv"
        }

    rows, _ = write_corpus(few, out)
    before = written()
    assert write_corpus(few, out)[0] == rows and written() == before
    (folder / "articles.csv").write_text("file,outlet\na00.txt,The Post\n")
    write_corpus(few, out)
    assert {name for name, time in written().items() if time != before[name]} == {
        "articles.parquet",
        "repeats.parquet",
    }
    (out / "quotes.parquet").write_bytes(b"spoilt")
    write_corpus(few, out)
    assert len(pd.read_parquet(out / "quotes.parquet")) == rows["quotes"]


def test_what_is_written_is_not_read_and_a_wrong_name_empties_nothing(folder, tmp_path, own_cache):
    rows, _ = write_corpus([str(folder)], folder / "out", format="jsonl")
    assert (
        write_corpus(
            [str(folder), str(folder / "."), str(folder / "a01.txt")],
            folder / "out",
            format="jsonl",
        )[0]
        == rows
    )
    before = bytes_of(folder / "out")
    none, problems = write_corpus([str(folder / "typo")], folder / "out", format="jsonl")
    after = bytes_of(folder / "out")
    assert (
        none == {}
        and len(problems) == 1
        and after.pop("problems.csv") != before.pop("problems.csv")
        and after == before
    )


def test_a_second_process_into_the_same_folder_is_told(folder, tmp_path, own_cache):
    with (
        only_here(tmp_path, own_cache),
        pytest.raises(ArticleError, match="another process is writing into this folder"),
    ):
        write_corpus([str(folder / "a01.txt")], tmp_path)


def test_half_characters_in_ids_and_titles_are_replaced(tmp_path, own_cache):
    lines = r'{"id": "a\ud800b", "title": "x\ud83dy", "text": "Ann said so."}'
    (tmp_path / "in.jsonl").write_text(lines, encoding="utf-8")
    write_corpus([str(tmp_path / "in.jsonl")], tmp_path / "out", only=["articles", "sentences"])
    assert pd.read_parquet(tmp_path / "out" / "articles.parquet")["title"].tolist() == [
        "x\N{REPLACEMENT CHARACTER}y"
    ]

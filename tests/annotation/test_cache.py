"""What is kept on disk: never believed where it is damaged, old or another's, never run, and open
to nobody else."""

import ast
import io
import os
import pickle
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import ROOT

from helpers import ArticleError, ArticleWarning, analyse, annotate, make_article
from helpers.annotation.cache import batch_path, load_table
from helpers.archive import batches, collected
from helpers.archive import tables as corpus
from helpers.archive.spool import (
    article_from_json,
    article_to_json,
    files_from_lines,
    files_to_lines,
)
from helpers.archive.tables import write_corpus
from helpers.base import disk_cache
from helpers.base.disk_cache import (
    CONTENTS,
    DamagedError,
    checksum,
    own_folder,
    read_kept,
    remember,
    version,
)
from helpers.base.files import sweep, whole_file, write_whole
from helpers.reading.corrections import Correction

TEXTS = {
    "a": "Ann Lee of Chad said she would go.",
    "b": "“We will help Mali,” Ben Dee told reporters in Paris. He left.",
}


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return disk_cache.cache_folder()


@pytest.fixture
def files(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(tmp_path / f"{name}.txt") for name in TEXTS]


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def counting(monkeypatch):
    """Return a list to which the ids of articles are added as they are annotated anew."""
    made = []
    anew = batches.annotate_from
    monkeypatch.setattr(
        batches,
        "annotate_from",
        lambda article, path: made.append(article.id) or anew(article, path),
    )
    return made


class Evil:
    """What makes a folder when it is unpickled."""

    def __init__(self, folder):
        self.folder = folder

    def __reduce__(self):
        return os.mkdir, (str(self.folder),)


# damage


def parts_of(path):
    with zipfile.ZipFile(path) as held:
        return {name: held.read(name) for name in held.namelist()}, held.comment


def write_parts(path, parts, comment):
    with zipfile.ZipFile(path, "w") as held:
        held.comment = comment
        for name, content in parts.items():
            held.writestr(zipfile.ZipInfo(name), content)


def cut(path):
    path.write_bytes(path.read_bytes()[:-50])


def flip_a_byte(path):
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PAR1") - 300 if b"PAR1" in content else len(content) // 3] ^= 1
    path.write_bytes(bytes(content))


def change_a_part(path):
    parts, comment = parts_of(path)
    name = list(parts)[-1]
    write_parts(path, {**parts, name: parts[name].replace(b"a", b"b")}, comment)


def change_what_it_tells(path):
    parts, comment = parts_of(path)
    write_parts(path, {**parts, CONTENTS: parts[CONTENTS].replace(b'"a"', b'"c"') + b" "}, comment)


def tell_in_another_form(path):
    write_parts(path, {**parts_of(path)[0], CONTENTS: b"[]"}, checksum(b"[]").encode())


def give_other_columns(path):
    parts, _ = parts_of(path)
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"other": ["a"]}), file)
    name = list(parts)[-1]
    contents = parts[CONTENTS].replace(
        checksum(parts[name]).encode(), checksum(file.getvalue()).encode()
    )
    write_parts(
        path, {**parts, name: file.getvalue(), CONTENTS: contents}, checksum(contents).encode()
    )


def name_other_parts(path):
    parts, comment = parts_of(path)
    write_parts(path, {f"other_{name}": content for name, content in parts.items()}, comment)


def empty_it(path):
    path.write_bytes(b"")


def put_a_folder(path):
    path.unlink()
    (path / "inside").mkdir(parents=True)


def put_a_pickle(path):
    path.write_bytes(pickle.dumps(Evil(path.with_suffix(".ran"))))


def put_a_pipe(path):
    path.unlink()
    os.mkfifo(path)


def take_it_away(path):
    path.unlink()


DAMAGES = [
    cut, flip_a_byte, change_a_part, change_what_it_tells, tell_in_another_form,
    give_other_columns, name_other_parts, empty_it, put_a_folder, put_a_pickle, put_a_pipe,
    take_it_away,
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_made_again_in_the_same_run(files, tmp_path, cache, damage):
    rows, _ = write_corpus(files, tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    for path in [
        path for ending in ("zip", "kept", "record") for path in cache.glob(f"*.{ending}")
    ]:
        whole = path.read_bytes()
        damage(path)
        for table in (tmp_path / "out").glob("*.parquet"):
            table.unlink()
        assert (
            write_corpus(files, tmp_path / "out")[0] == rows
            and bytes_of(tmp_path / "out") == before
        )
        assert path.suffix == ".record" or path.read_bytes() == whole
    assert not list(cache.glob("*.ran"))


@pytest.mark.slow
@pytest.mark.parametrize("damage", [cut, change_a_part, give_other_columns])
def test_damage_that_comes_while_tables_are_written_costs_time_alone(
    files, tmp_path, cache, monkeypatch, damage
):
    write_corpus(files, tmp_path / "one")
    read = collected.load_table
    spoilt = []

    def spoil(path, name):
        if name in ("sentences", "framing"):
            damage(path)
            spoilt.append(name)
            monkeypatch.setattr(collected, "load_table", read if name == "framing" else spoil_later)
        return read(path, name)

    def spoil_later(path, name):
        return spoil(path, name) if name == "framing" else read(path, name)

    monkeypatch.setattr(collected, "load_table", spoil)
    write_corpus(files, tmp_path / "two")
    assert spoilt == ["sentences", "framing"] and bytes_of(tmp_path / "one") == bytes_of(
        tmp_path / "two"
    )


def test_a_disk_that_keeps_nothing_right_is_told(files, tmp_path, cache, monkeypatch):
    def broken(path, name):
        raise DamagedError(path)

    monkeypatch.setattr(collected, "load_table", broken)
    with pytest.raises(
        ArticleError, match="it is damaged as soon as it is written; look for faults of the disk"
    ):
        write_corpus(files, tmp_path / "out")


@pytest.mark.slow
@pytest.mark.parametrize("swap", ["a table", "the files"])
def test_tables_of_another_article_are_not_believed(files, tmp_path, cache, swap):
    held = []
    for file in files:
        write_corpus([file], tmp_path / f"before {Path(file).stem}")
        held.append(next(path for path in cache.glob("*.zip") if path not in held))
    (first, comment), (second, other) = map(parts_of, held)
    if swap == "a table":
        write_parts(held[0], first | {"sentences": second["sentences"]}, comment)
        write_parts(held[1], second | {"sentences": first["sentences"]}, other)
    else:
        write_parts(held[0], second, other)
        write_parts(held[1], first, comment)
    for file in files:
        name = Path(file).stem
        write_corpus([file], tmp_path / f"after {name}")
        assert bytes_of(tmp_path / f"after {name}") == bytes_of(tmp_path / f"before {name}")
        assert annotate(make_article(name, TEXTS[name])).sentences["article"].eq(name).all()


@pytest.mark.parametrize(
    "damage", [cut, change_a_part, give_other_columns, put_a_folder, put_a_pickle]
)
def test_the_tones_of_one_article_are_read_again_if_they_are_damaged(cache, damage):
    article = make_article("a", TEXTS["a"])
    first = analyse(article)
    for path in [*cache.glob("*.kept"), *cache.glob("*.zip")]:
        damage(path)
    again = analyse(article)
    assert all(first[name].equals(again[name]) for name in first) and not list(cache.glob("*.ran"))


@pytest.mark.slow
def test_no_pickle_is_read(files, tmp_path, cache):
    for module in (ROOT / "helpers").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = (
                [one.name for one in node.names]
                if isinstance(node, ast.Import)
                else [getattr(node, "module", "") or ""]
            )
            assert not {"pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"} & set(
                names
            ), module
    write_corpus(files, tmp_path / "out")
    kinds = {path.suffix for path in [*cache.iterdir(), *(tmp_path / "out").iterdir()]}
    assert kinds == {".zip", ".kept", ".record", ".lock", ".parquet", ".csv"}


# whose it is


@pytest.fixture(params=[0o000, 0o002, 0o022, 0o077])
def umask(request):
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path):
    return path.stat().st_mode & 0o777


def test_folders_are_the_users_alone_and_files_follow_the_umask(
    files, tmp_path, umask, monkeypatch
):
    monkeypatch.setattr(corpus, "cache_folder", lambda: None)
    write_corpus(files[:1], tmp_path / "out", only=["sentences"])
    held = tmp_path / "out" / ".batches"
    assert [mode(path) for path in (held, held / version())] == [0o700, 0o700]
    assert mode(tmp_path / "out") == 0o777 & ~umask
    assert {mode(path) for path in (tmp_path / "out").glob("*.*") if path.is_file()} == {
        0o666 & ~umask
    }


def test_a_folder_that_was_open_to_readers_is_closed(tmp_path):
    base = tmp_path / "base"
    own_folder(base).chmod(0o755)
    base.chmod(0o777)
    assert own_folder(base) == base / version() and [mode(base), mode(base / version())] == [
        0o700,
        0o700,
    ]


@pytest.mark.parametrize("fault", ["others can write into it", "it belongs to somebody else"])
def test_a_folder_that_another_could_fill_is_not_used_and_the_work_goes_on(
    files, tmp_path, monkeypatch, fault
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_corpus(files[:1], tmp_path / "before")
    folders = [disk_cache.cache_folder(), own_folder(tmp_path / "out" / ".batches")]
    held = [bytes_of(folder) for folder in folders]
    if fault.startswith("others"):
        for folder in folders:
            folder.chmod(0o770)
    else:
        monkeypatch.setattr(os, "getuid", lambda: 54321)
    with pytest.warns(
        ArticleWarning, match=f"{fault}, and nothing is kept there; remove it"
    ) as told:
        write_corpus(files[:1], tmp_path / "out")
    assert len(told) == 2 and bytes_of(tmp_path / "out") == bytes_of(tmp_path / "before")
    assert [bytes_of(folder) for folder in folders] == held


# what is old


def test_without_a_cache_what_another_version_kept_is_not_used(files, tmp_path, monkeypatch):
    monkeypatch.setattr(corpus, "cache_folder", lambda: None)
    write_corpus(files, tmp_path / "out")
    made = counting(monkeypatch)
    (tmp_path / "out" / "quotes.parquet").unlink()
    write_corpus(files, tmp_path / "out")
    assert not made
    monkeypatch.setattr(disk_cache, "version", lambda: "another")
    write_corpus(files, tmp_path / "out")
    assert made == ["a", "b"]
    assert sorted(path.name for path in (tmp_path / "out" / ".batches").iterdir()) == sorted(
        [version(), "another"]
    )


def test_the_version_is_that_of_every_file_and_library(tmp_path, monkeypatch):
    (tmp_path / "part").mkdir()
    (tmp_path / "one.py").write_text("x = 1")
    monkeypatch.setattr(disk_cache, "PACKAGE", tmp_path)
    found = []

    def differs():
        found.append(version.__wrapped__())
        return len(set(found)) == len(found)

    assert differs()
    (tmp_path / "one.py").rename(tmp_path / "part" / "one.py")
    assert differs()
    (tmp_path / "part" / "deeper").mkdir()
    (tmp_path / "part" / "deeper" / "words.csv").write_text("x")
    assert differs()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "one.pyc").write_text("x")
    assert version.__wrapped__() == found[-1]
    monkeypatch.setattr(disk_cache, "version_of", lambda name: "2" if name == "htmldate" else "1")
    assert differs()
    monkeypatch.setattr(disk_cache, "required_by", lambda name: [])
    assert differs()


def test_a_library_that_is_not_there_is_no_fault():
    assert (
        disk_cache.version_of("there-is-no-such-library") == "-"
        and disk_cache.required_by("there-is-no-such-library") == []
    )
    assert {"trafilatura", "lxml", "onnxruntime"} <= set(disk_cache.required_by(disk_cache.SUITE))
    assert "htmldate" in disk_cache.required_by(
        "trafilatura"
    ) and "pytest" not in disk_cache.required_by(disk_cache.SUITE)


# articles as JSON


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
rows = st.lists(st.tuples(words, words), max_size=2).map(tuple)
decisions = st.lists(st.builds(Correction, words, words, words, words), max_size=2).map(tuple)


paths = st.binary(max_size=6).map(os.fsdecode)


@given(text=words, title=words, source=paths, by_hand=st.booleans(), rows=rows, decided=decisions)
def test_articles_come_back_from_json_as_they_were(text, title, source, by_hand, rows, decided):
    article = make_article("a", f"a{text}", title=title, source=source, by_hand=by_hand)
    article = replace(article, dropped=rows, marked=rows, corrections=decided)
    back = article_from_json(article_to_json(article))
    assert back == article and hash(back) == hash(article)
    read = [([article, back], [(source, "warning", text, title)]), ([], [])]
    again = files_from_lines(files_to_lines(read))
    assert again == read and all(isinstance(row, Correction) for row in again[0][0][0].corrections)


def test_files_whose_names_are_not_utf_8_are_kept(tmp_path, cache):
    article = make_article("a", TEXTS["a"], source=os.fsdecode(bytes(tmp_path) + b"/\xff.txt"))
    made = []

    def read():
        made.append(1)
        return [([article], [])]

    for _ in range(2):
        assert remember(cache, "key", read, dump=files_to_lines, load=files_from_lines) == [
            ([article], [])
        ]
    assert made == [1]


# files that were begun


BEGIN = """
import os, sys
from helpers.base.files import whole_file
with whole_file(sys.argv[1]) as file:
    file.write(b"half")
    file.flush()
    print("begun", flush=True)
    sys.stdin.read()
"""


def test_what_a_dead_process_began_is_swept_and_what_a_living_one_writes_is_not(tmp_path):
    env = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ['PYTHONPATH']}"}
    command = [sys.executable, "-c", BEGIN, str(tmp_path / "table.csv")]
    dying = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert dying.stdout.readline() == b"begun\n"
    with whole_file(tmp_path / "other.csv") as file:
        file.write(b"whole")
        sweep(tmp_path)
        assert len(list(tmp_path.iterdir())) == 2
        dying.send_signal(signal.SIGKILL)
        dying.communicate()
        sweep(tmp_path)
        assert len(list(tmp_path.iterdir())) == 1
    assert bytes_of(tmp_path) == {"other.csv": b"whole"}


def test_what_another_machine_began_is_swept_after_a_day(tmp_path):
    begun = [
        tmp_path / f".table.csv.{name}.partial" for name in ("01234567-1-89abcdef", "89abcdef")
    ]
    for path in begun:
        path.write_bytes(b"half")
    sweep(tmp_path)
    assert all(path.exists() for path in begun)
    for path in begun:
        os.utime(path, (time.time() - 90_000,) * 2)
    sweep(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_long_name_can_be_written(tmp_path):
    write_whole(tmp_path / ("é" * 120), b"whole")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"whole"]


def test_what_is_kept_comes_back_or_is_damaged(tmp_path):
    disk_cache.write_kept(tmp_path / "x", {"a": 1}, {"part": b"content", "none": b""})
    assert read_kept(tmp_path / "x", "part") == ({"a": 1}, ["part", "none"], b"content")
    for name in ("other", CONTENTS):
        with pytest.raises(DamagedError):
            read_kept(tmp_path / "x", name)
    with pytest.raises(DamagedError):
        load_table(batch_path(tmp_path, [], []), "sentences")

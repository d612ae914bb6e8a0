"""Processes and clusters that share the work: nobody enters without a certificate, and each fault
is told in one line."""

import http.client
import json
import os
import subprocess
import sys
import time

import psutil
import pytest
from distributed import Client, LocalCluster, Security
from shared import OFFLINE, ROOT

from helpers import ArticleError, ArticleWarning, make_article
from helpers.__main__ import main
from helpers.annotation.cache import ANNOTATED
from helpers.archive import cluster
from helpers.archive.batches import into_batches, make_batches, run_ahead
from helpers.archive.cluster import cluster_client
from helpers.archive.tables import write_corpus
from helpers.base.files import write_whole

pytestmark = pytest.mark.slow

TEXTS = {
    "a": "Ann Lee of Chad said she would go.",
    "b": "“We will help Mali,” Ben Dee told reporters in Paris. He left.",
}


@pytest.fixture
def files(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(tmp_path / f"{name}.txt") for name in TEXTS]


@pytest.fixture
def certificates(tmp_path):
    """The paths of a certificate (twice: nobody else signed it) and of its key."""
    made = Security.temporary()
    write_whole(tmp_path / "cert.pem", made.tls_client_cert.encode())
    write_whole(tmp_path / "key.pem", made.tls_client_key.encode())
    return tuple(str(tmp_path / name) for name in ("cert.pem", "cert.pem", "key.pem"))


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def listening():
    """Return the addresses at which this process and those it started listen."""
    me = psutil.Process()
    found = [process.net_connections("tcp") for process in (me, *me.children(recursive=True))]
    return {one.laddr for each in found for one in each if one.status == psutil.CONN_LISTEN}


def enters(address, security):
    """Whether something that listens can be spoken to as Dask's own processes do."""
    try:
        Client(address, security=security, timeout=5, set_as_default=False).close()
    except OSError:
        return False
    return True


def test_nobody_enters_a_local_cluster_without_its_certificate():
    before = listening()
    with cluster_client(1, None, None) as client:
        assert client.submit(sum, (1, 2)).result() == 3
        [[worker, told]] = client.scheduler_info()["workers"].items()
        ours = {client.cluster.scheduler_address, worker, told["nanny"]}
        for address in ours:
            assert address.startswith("tls://127.0.0.1:")
            assert not enters(address.replace("tls", "tcp"), Security())
            assert not enters(address, Security.temporary())
        assert enters(client.cluster.scheduler_address, client.security)
        for ip, port in listening() - before:
            assert ip == "127.0.0.1"
            if (
                f"tls://{ip}:{port}" not in ours
            ):  # Dask cannot do without its pages, but there are none
                asked = http.client.HTTPConnection(ip, port)
                asked.request("GET", "/info/main/workers.html")
                assert asked.getresponse().status == 404


@pytest.fixture
def scheduler(tmp_path, certificates):
    """The address of a scheduler with one worker, both started with certificates, as
    docs/many_articles.md says."""
    ca, cert, key = certificates
    env = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{OFFLINE}"}
    where = tmp_path / "scheduler.json"
    options = [
        "--tls-ca-file",
        ca,
        "--tls-cert",
        cert,
        "--tls-key",
        key,
        "--dashboard-address",
        "127.0.0.1:0",
    ]
    options += ["--scheduler-file", str(where)]
    kinds = (
        ["scheduler", "--host", "tls://127.0.0.1", "--port", "0"],
        ["worker", "--nthreads", "1", "--no-nanny"],
    )
    running = []
    nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        for kind in kinds:
            command = [sys.executable, "-m", "dask", *kind, *options]
            running.append(subprocess.Popen(command, env=env, cwd=tmp_path, **nowhere))
            while (
                not (where.is_file() and where.read_text().endswith("}"))
                and running[0].poll() is None
            ):
                time.sleep(0.05)
        yield json.loads(where.read_text())["address"]
    finally:
        for process in reversed(running):
            process.kill()
            process.wait()


def test_a_cluster_with_certificates_gives_the_same_bytes(
    files, tmp_path, certificates, scheduler, capsys, monkeypatch
):
    write_corpus(files, tmp_path / "one")
    command = ["tables", *files, "--out", str(tmp_path / "two"), "--scheduler", scheduler]
    given = [
        f"--tls-{name}={path}"
        for name, path in zip(("ca", "cert", "key"), certificates, strict=True)
    ]
    monkeypatch.setattr("helpers.archive.batches.find_articles", lambda folder: {})
    monkeypatch.setattr(
        "helpers.archive.batches.is_finished", lambda *batch: False
    )  # it is made there, whatever is kept here
    assert scheduler.startswith("tls://") and main([*command, *given]) == 0, capsys.readouterr().err
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert main(command) == 1
    assert (
        "it is spoken to with certificates; give them with --tls-ca, --tls-cert and --tls-key"
        in capsys.readouterr().err
    )
    assert not enters(scheduler.replace("tls", "tcp"), Security())


@pytest.mark.parametrize(
    ("address", "other", "told"),
    [
        (
            "tls://127.0.0.1:1",
            {"key": "none.pem"},
            "none.pem: it cannot be read (No such file or directory); name a file",
        ),
        ("tls://127.0.0.1:1", {"ca": "."}, ".: it cannot be read (Is a directory); name a file"),
        ("tls://127.0.0.1:1", {"key": "a.txt"}, "cert.pem: it cannot be used (SSLError"),
        (
            "tcp://127.0.0.1:1",
            {},
            "tcp://127.0.0.1:1: what it is told is not encrypted; start it with certificates",
        ),
        (
            "127.0.0.1",
            {},
            "127.0.0.1: it is no address of a Dask scheduler; give one as tls://host:8786",
        ),
    ],
)
def test_certificates_of_no_use_are_told(
    files, tmp_path, certificates, monkeypatch, capsys, address, other, told
):
    monkeypatch.chdir(tmp_path)
    given = dict(zip(("ca", "cert", "key"), certificates, strict=True)) | other
    options = [word for name, path in given.items() for word in (f"--tls-{name}", path)]
    assert main(["tables", *files, "--out", "out", "--scheduler", address, *options]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1 and told in lines[0]


@pytest.mark.parametrize(
    "options", [["--tls-ca", "a.pem"], ["--tls-ca=a", "--tls-cert=a", "--tls-key=a"]]
)
def test_certificates_are_given_together_and_for_a_scheduler(options, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["tables", "a.txt", "--out", "out", *options])
    assert (
        ended.value.code == 2 and "are given together, with --scheduler" in capsys.readouterr().err
    )


# faults of the machine


def paths_made(files, tmp_path, workers):
    articles = [make_article(name, text) for name, text in TEXTS.items()]
    return [
        path
        for _, path in make_batches(into_batches(articles, ANNOTATED), tmp_path, workers=workers)
    ]


def test_where_processes_cannot_talk_one_does_the_work(files, tmp_path, monkeypatch):
    def refuse(*where):
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(cluster.socket, "create_connection", refuse)
    with pytest.warns(
        ArticleWarning,
        match=r"cannot talk to each other here \(Network is unreachable\), and one does",
    ):
        assert all(path.is_file() for path in paths_made(files, tmp_path, 2))


def test_too_few_open_files_are_told(files, tmp_path, monkeypatch):
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda what: (40, 40))
    with pytest.raises(
        ArticleError,
        match=r"2 of them need \d+ open files, and 40 are allowed; allow more \(ulimit -n",
    ):
        paths_made(files, tmp_path, 2)


def test_a_worker_that_dies_at_its_start_is_told(files, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\nif '--multiprocessing-fork' in sys.orig_argv: os._exit(9)"
    )
    command = [
        sys.executable,
        "-m",
        "helpers",
        "tables",
        *files,
        "--out",
        tmp_path / "out",
        "--workers",
        "2",
    ]
    env = os.environ | {
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    done = subprocess.run(
        list(map(str, command)), env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("error: workers: they cannot be started (RuntimeError: ")


def test_workers_of_whom_none_is_left_and_a_cluster_that_ended_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.archive.batches.PATIENCE", 1)
    [batch] = into_batches([make_article("a", TEXTS["a"])], ANNOTATED)
    with LocalCluster(
        n_workers=0, security=Security.temporary(), dashboard_address="127.0.0.1:0"
    ) as empty:
        client = Client(empty, security=empty.security, set_as_default=False)
        with pytest.raises(
            ArticleError,
            match="no process is left of them, and none can be started again; leave out",
        ):
            list(run_ahead(client, [(batch, None)], tmp_path))
        client.close()
        with pytest.raises(ArticleError, match="the cluster cannot be reached any more"):
            list(run_ahead(client, [(batch, None)], tmp_path))

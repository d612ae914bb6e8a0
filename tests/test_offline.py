"""Nothing leaves this computer: no process asks another machine, and none leaves anything in the
home folder.

The guard in tests/offline refuses what Python's own sockets are asked; here every process is
watched from outside. Reports and JupyterLab, which take long, are watched where they are tested
(test_commands, test_browser)."""

import os
import subprocess
import sys

import pytest
from shared import ROOT
from watch import strace, strangers, watching

pytestmark = pytest.mark.slow

FIRST = ROOT / "corpus" / "lavrov_mali.txt"
needs_strace = pytest.mark.skipif(strace() is None, reason="there is no strace: apt install strace")
# ONNX Runtime 1.32 sends its message ten seconds after it is loaded
LINGER = "import time; time.sleep(12)"


def run(command, log, **environment):
    env = (
        os.environ | {"PYTHONPATH": str(ROOT)} | environment
    )  # without the guard: it would hide what is asked of Python
    done = subprocess.run(
        [*watching(log), *map(str, command)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=env,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done


@needs_strace
@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 9))",
        "socket.create_connection(('192.0.2.1', 9), timeout=.01)",
        "socket.getaddrinfo('example.invalid', 443)",
    ],
)
def test_the_watch_sees_every_attempt(tmp_path, attempt):
    code = f"import contextlib, socket\nwith contextlib.suppress(OSError): {attempt}"
    run([sys.executable, "-c", code], tmp_path / "log")
    assert strangers(tmp_path / "log")


@needs_strace
def test_all_networks_are_loaded_without_asking_anybody(tmp_path):
    load = (
        "from helpers.network.heads import load_encoder\n"
        "from helpers.repeats.likeness import load_trees\n"
        "from helpers.sentiment.model import load_tone\n"
        "load_encoder(); load_trees(); load_tone()"
    )
    run([sys.executable, "-c", f"{load}; {LINGER}"], tmp_path / "log")
    assert not strangers(tmp_path / "log")


@needs_strace
@pytest.mark.parametrize("workers", [1, 2])
def test_tables_asks_nobody(tmp_path, workers):
    command = [
        sys.executable,
        "-m",
        "helpers",
        "tables",
        FIRST,
        ROOT / "corpus" / "samples",
        "--out",
        tmp_path / "out",
    ]
    run([*command, "--workers", workers], tmp_path / "log", XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert not strangers(tmp_path / "log")


def test_nothing_is_left_in_the_home_folder_but_the_cache(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    places = {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "LOCALAPPDATA": str(home),
        "XDG_CACHE_HOME": str(home / ".cache"),
    }
    run(
        [sys.executable, "-m", "helpers", "tables", FIRST, "--out", tmp_path / "out"],
        tmp_path / "log",
        **places,
    )
    left = {path.relative_to(home).parts[:2] for path in home.rglob("*") if path.is_file()}
    assert all(
        "news-framing-notebooks" in str(path) for path in home.rglob("*") if path.is_file()
    ), left


def test_one_door_leads_to_the_runtime_of_networks():
    doors = [
        path.name
        for path in (ROOT / "helpers").rglob("*.py")
        if "import onnxruntime" in path.read_text(encoding="utf-8")
    ]
    assert doors == ["models.py"]

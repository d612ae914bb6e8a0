"""What a command says: on one line, on any terminal, and it never stops what is made."""

import io
import os
import subprocess
import sys

import pytest
from shared import ROOT

from helpers.base import terminal

SAID = "a\x1b[31m\nb \N{MINUS SIGN}0.26 → “é” \udcff"


def say(code, **options):
    code = f"from helpers.base.terminal import make_printable, say\nmake_printable()\n{code}"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, **options)


def test_what_a_terminal_obeys_is_written_as_its_code(capsys):
    terminal.say("file\x1b]0;x\x07\r\n\u202ename", error=True)
    assert capsys.readouterr() == ("", "file\\x1b]0;x\\x07\\r\\n\\u202ename\n")


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "−0.26 → “é”"), ("cp1252", '-0.26 -> "é"'), ("ascii", '-0.26 -> "\\xe9"')],
)
def test_it_can_be_said_in_any_encoding(encoding, shown):
    env = os.environ | {"PYTHONIOENCODING": encoding}
    done = say(f"say({SAID!r}); say({SAID!r}, error=True)", capture_output=True, env=env)
    expected = f"a\\x1b[31m\\nb {shown} \\udcff".encode(encoding)
    assert (done.stdout.rstrip(), done.stderr.rstrip()) == (expected, expected)


def test_a_terminal_that_is_full_closed_or_gone_does_not_stop_what_is_made(tmp_path):
    code = "for _ in range(9): say('x' * 99_999)\nopen('done', 'x').write('made')"
    env = os.environ | {"PYTHONPATH": str(ROOT)}

    def run(command):
        done = subprocess.run(
            ["sh", "-c", command, "sh", sys.executable], cwd=tmp_path, env=env, capture_output=True
        )
        assert (tmp_path / "done").read_text() == "made"
        (tmp_path / "done").unlink()
        return done

    start = f"from helpers.base.terminal import make_printable, say\nmake_printable()\n{code}"
    (tmp_path / "said.py").write_text(start)
    for end in ("> /dev/full", ">&-", "| head -c 9", ">&- 2>&-"):
        assert run(f'"$1" said.py {end}').stderr == b""


def test_a_program_that_is_started_finds_an_output_where_there_is_none(tmp_path):
    code = (
        "import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', 'print(1, "
        "flush=True)']).returncode)"
    )
    command = f"from helpers.base.terminal import make_printable\nmake_printable()\n{code}"
    (tmp_path / "start.py").write_text(command)
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    assert (
        subprocess.run(
            ["sh", "-c", f'"{sys.executable}" start.py >&-'], cwd=tmp_path, env=env
        ).returncode
        == 0
    )


def test_a_stream_without_an_encoding_is_spoken_to(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    terminal.make_printable()
    terminal.say("Bâ")
    assert sys.stdout.getvalue() == "Bâ\n"

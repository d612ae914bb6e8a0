"""Watches a command and all processes that it starts: whom they ask beyond this machine."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

CALLS = "trace=connect,sendto,sendmsg,sendmmsg"
ADDRESS = re.compile(
    r"sin6?_port=htons\((\d+)\).*?(?:inet_addr\(|inet_pton\(AF_INET6, )\"([^\"]+)\""
)
HERE = re.compile(r"127\.|::1$|::ffff:127\.|0\.0\.0\.0$|::$")
# the port of who is asked for the address of a name, which may be on this machine and ask others
NAMES = 53


@cache
def strace():
    """Return the path of strace, or None where it is not installed or may not watch."""
    path = shutil.which("strace")
    tried = path and subprocess.run(
        [path, "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False
    )
    return path if tried and tried.returncode == 0 else None


def watching(log: Path) -> list[str]:
    """Return what stands before a command so that its calls are written to a log; nothing where
    that cannot be."""
    path = strace()
    return [path, "-D", "-f", "-qq", "--seccomp-bpf", "-e", CALLS, "-o", str(log)] if path else []


def strangers(log: Path) -> list[str]:
    """Return the lines of a log in which a process turns to another machine, or asks for the
    address of a name."""
    lines = log.read_text(errors="replace").splitlines()
    return [
        line
        for line in lines
        if any(is_strange(int(port), address) for port, address in ADDRESS.findall(line))
    ]


def is_strange(port, address):
    return port == NAMES or not HERE.match(address)

"""Broken and hostile files come out as they should: read, read with a doubt, or refused in one line that helps."""

import json
import re
import subprocess
import sys

import pytest
from conftest import ROOT, SHARED

MAKER = SHARED / "evaluate" / "make_bad_inputs.py"
SECONDS, MEGABYTES = 5, 500


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    if not MAKER.is_file():
        pytest.skip(f"{MAKER} is not there")
    folder = tmp_path_factory.mktemp("bad_inputs")
    subprocess.run([sys.executable, MAKER, folder, "--small"], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def cases(inputs):
    manifest = json.loads((inputs / "manifest.json").read_text(encoding="utf-8"))["cases"]
    run = [sys.executable, ROOT / "tests" / "read_bad_inputs.py", inputs]
    done = subprocess.run(run, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    results = {result["id"]: result for result in map(json.loads, done.stdout.splitlines())}
    return [(case, results[case["id"]]) for case in manifest]


def test_each_comes_out_as_its_manifest_expects(cases):
    wrong = [
        (case["id"], got["outcome"]) for case, got in cases if got["outcome"] not in case.get("allow", [case["expect"]])
    ]
    assert not wrong and len(cases) > 100


def test_what_is_read_is_the_text(cases):
    wrong = []
    for case, got in cases:
        text, check = "\n".join(got["texts"]), case["check"]
        missing = [words for words in check.get("contains", []) if words not in text and got["outcome"] != "error"]
        left = [words for words in check.get("not_contains", []) if words in text]
        if missing or left or len(got["texts"]) != check.get("n_articles", len(got["texts"])):
            wrong.append((case["id"], missing, left, len(got["texts"])))
        if "n_paragraphs" in check and len(re.findall(r"[^\n]+", text)) != check["n_paragraphs"]:
            wrong.append((case["id"], "paragraphs"))
        if "lang" in check and got["languages"] != [check["lang"]]:
            wrong.append((case["id"], got["languages"]))
    assert not wrong


def test_the_message_names_the_file_and_a_remedy_in_one_line(cases):
    for case, got in cases:
        for message in got["messages"]:
            assert "\n" not in message and "Traceback" not in message and len(message) < 2000, case["id"]
            assert message.count(": ") >= 1 and not message.endswith(": "), case["id"]
        if "file" in case and got["messages"]:
            assert len(got["messages"]) == 1 and case["file"].rpartition("/")[2][:100] in got["messages"][0], case["id"]
        for number in case["check"].get("lines_named", []):
            assert re.search(rf"\b{number}\b", got["messages"][0]), case["id"]


def test_no_file_takes_long_or_much_memory(cases):
    assert not [case["id"] for case, got in cases if got["seconds"] > SECONDS]
    assert max(got["megabytes"] for _, got in cases) < MEGABYTES


def test_nothing_was_run_or_unpacked(cases, inputs):
    assert not [path for path in (inputs / "PWNED", ROOT / "PWNED") if path.exists()]

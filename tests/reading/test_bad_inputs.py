"""Broken and hostile files come out as they should: read, read with a doubt, or refused in one line
that helps.

Each is read and analysed whole, in bounded time and memory.
"""

import json
import re
import subprocess
import sys

import pytest
from shared import ROOT, elsewhere

pytestmark = pytest.mark.slow

# that a file may take, unless its manifest allows more
SECONDS = 20
MEGABYTES = 1024
SLOWEST = (
    0.0005  # seconds that a word of ordinary text takes on the machine for which these are meant
)
MANY_WORDS = 20_000


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    maker = elsewhere("make_bad_inputs.py")
    folder = tmp_path_factory.mktemp("bad_inputs")
    subprocess.run([sys.executable, maker, folder], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def results(inputs):
    """What came of each input, by its id."""
    run = [sys.executable, ROOT / "tests" / "read_bad_inputs.py", inputs]
    done = subprocess.run(run, capture_output=True, text=True, cwd=ROOT, timeout=1800, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {result["id"]: result for result in map(json.loads, done.stdout.splitlines())}


@pytest.fixture(scope="module")
def cases(inputs, results):
    manifest = json.loads((inputs / "manifest.json").read_text(encoding="utf-8"))["cases"]
    return [(case, results[case["id"]]) for case in manifest]


def test_each_comes_out_as_its_manifest_expects(cases):
    wrong = [
        (case["id"], got["outcome"])
        for case, got in cases
        if got["outcome"] not in case.get("allow", [case["expect"]])
    ]
    assert not wrong and len(cases) > 100


def test_what_is_read_is_the_text(cases):
    wrong = []
    for case, got in cases:
        text = "\n".join(got["texts"])
        check = case["check"]
        missing = [
            words
            for words in check.get("contains", [])
            if words not in text and got["outcome"] != "error"
        ]
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
            assert "\n" not in message and "Traceback" not in message and len(message) < 2000, case[
                "id"
            ]
            assert message.count(": ") >= 1 and not message.endswith(": "), case["id"]
        if "file" in case and got["messages"]:
            assert (
                len(got["messages"]) == 1
                and case["file"].rpartition("/")[2][:100] in got["messages"][0]
            ), case["id"]
        for number in case["check"].get("lines_named", []):
            assert re.search(rf"\b{number}\b", got["messages"][0]), case["id"]


def test_no_file_takes_long_or_much_memory(cases, results):
    slowness = max(1.0, results["a word"]["seconds"] / SLOWEST)
    wrong = []
    for case, got in cases:
        check = case["check"]
        seconds = SECONDS if "max_seconds" not in check else max(SECONDS, check["max_seconds"])
        if got.get("words", 0) <= MANY_WORDS and got["seconds"] > seconds * slowness:
            wrong.append((case["id"], got["seconds"]))
        if got["megabytes"] > max(MEGABYTES, check.get("max_mb", 0)):
            wrong.append((case["id"], got["megabytes"]))
    assert not wrong


def test_long_texts_take_no_more_time_a_word_than_twice_that_of_ordinary_ones(cases, results):
    long = {
        case["id"]: got["seconds"] / got["words"]
        for case, got in cases
        if got.get("words", 0) > MANY_WORDS
    }
    assert {"words_100k", "csv_huge_field", "open_quotes"} <= long.keys()
    assert max(long.values()) <= 2 * results["a word"]["seconds"]


def test_nothing_was_run_or_unpacked(cases, inputs):
    assert not [path for path in (inputs / "PWNED", ROOT / "PWNED") if path.exists()]

"""What is doubtful is told in calm lines, once, and never as a warning with a place in the code."""

import warnings

import pytest

from helpers import ArticleWarning
from helpers.showing import doubts
from helpers.showing.doubts import doubt_lines, show_doubts_calmly


@pytest.fixture
def notebook(monkeypatch):
    """Be a notebook; return what is shown in it."""
    shown = []
    monkeypatch.setattr(doubts, "in_notebook", lambda: True)
    monkeypatch.setattr(doubts, "show", shown.append)
    with warnings.catch_warnings():
        yield shown


def test_a_doubt_is_a_line_with_its_remedy_and_never_markup():
    assert doubt_lines([("it ends in <b>", "look"), ("it ends in <b>", "look")]) == (
        '<p class="doubt">Doubt: it ends in &lt;b&gt;; look.</p>'
    )
    assert doubt_lines([]) == ""


def test_in_a_notebook_each_doubt_is_shown_once_with_the_name_of_its_file(notebook):
    show_doubts_calmly()
    for _ in range(2):
        warnings.warn(ArticleWarning("/far/away/a.txt", "it is cut", "look"), stacklevel=1)
    assert notebook == ['<p class="doubt">Doubt: a.txt: it is cut; look.</p>']
    show_doubts_calmly()  # another article is read
    warnings.warn(ArticleWarning("/far/away/a.txt", "it is cut", "look"), stacklevel=1)
    assert len(notebook) == 2


def test_other_warnings_stay_as_they_were(notebook):
    told = []
    warnings.showwarning = lambda *arguments: told.append(str(arguments[0]))
    warnings.simplefilter("always")
    show_doubts_calmly()
    warnings.warn("something else", stacklevel=1)
    assert told == ["something else"] and not notebook


def test_outside_a_notebook_nothing_changes():
    before = warnings.showwarning
    show_doubts_calmly()
    assert warnings.showwarning is before

import html
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.base.tables import make_table
from helpers.plots.palette import actor_colours
from helpers.reading.articles import make_article, read_article
from helpers.showing.highlight import highlight, highlight_repeat

ARTICLE = read_article("lavrov_mali.txt")
TEXT = ARTICLE.text
MARK = re.compile(r'<mark style="([^"]*)"(?: title="([^"]*)")?>(.*?)</mark>', re.S)


def table(*spans, article=ARTICLE.id, **columns):
    """Rows for phrases of the text, or for pairs of offsets, each with its actor."""
    rows = []
    for what, actor in spans:
        start, end = (
            what if isinstance(what, tuple) else (TEXT.index(what), TEXT.index(what) + len(what))
        )
        rows.append({"article": article, "start": start, "end": end, "actor": actor} | columns)
    return pd.DataFrame(rows, columns=["article", "start", "end", "actor", *columns])


def article_of(shown):
    return re.search(r'<div class="article">(.*)</div>\n</div>', shown.data, re.S)[1]


def text_of(source):
    """The text that a browser shows: no tags, and no signs of changes."""
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<sup>.</sup>", "", source)))


def marks(source):
    return [(html.unescape(text), html.unescape(title)) for _, title, text in MARK.findall(source)]


@st.composite
def texts_with_spans(draw):
    text = draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)) + draw(
        st.sampled_from(["a", "<b>&\n\n$x$"])
    )
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(place, place, st.text(max_size=4)), max_size=8))
    return text, [((min(a, b), max(a, b)), name) for a, b, name in spans]


@given(texts_with_spans())
def test_no_character_is_lost_and_every_marked_one_is_in_a_span(case):
    text, spans = case
    article = make_article("a", text + "a")
    shown = article_of(highlight(article, table(*spans, article="a"), by="actor"))
    assert text_of(shown) == article.text
    covered = [any(start <= i < end for (start, end), _ in spans) for i in range(len(article.text))]
    expected = "".join(
        char for char, inside in zip(article.text, covered, strict=True) if inside and char != "\n"
    )
    assert "".join(text for text, _ in marks(shown)) == expected


def test_each_paragraph_is_one():
    shown = article_of(highlight(ARTICLE, table(("Sergey Lavrov", "Sergey Lavrov")), by="actor"))
    paragraphs = re.findall(r"<p [^>]*>(.*?)</p>", shown)
    assert [text_of(paragraph) for paragraph in paragraphs] == TEXT.split("\n")
    assert marks(shown) == [("Sergey Lavrov", "Sergey Lavrov")]


def test_text_is_never_markup():
    article = make_article("a", '<script>alert("x")</script> & $E=mc^2$ <mark>')
    rows = pd.DataFrame(
        {
            "article": "a",
            "start": [0, 3],
            "end": [8, 20],
            "actor": ['"><script>', "<b>"],
            "cue": "<i>",
        }
    )
    shown = highlight(article, rows, by="actor").data
    assert not re.search(r"<(script|b|i)\b", shown)
    assert text_of(article_of(highlight(article, rows, by="actor"))) == article.text
    assert shown.startswith('<div class="highlight tex2jax_ignore mathjax_ignore"')


def test_the_innermost_mark_decides_and_the_others_are_named():
    outer = TEXT.index("Mali's junta leaders")
    rows = table(((outer, outer + 20), "junta"), ((outer, outer + 4), "Mali"), rule="state")
    shown = article_of(
        highlight(ARTICLE, rows, by="actor", colours={"Mali": "#0072b2", "junta": "#d55e00"})
    )
    assert marks(shown) == [
        ("Mali", "Mali (rule: state) | junta (rule: state)"),
        ("'s junta leaders", "junta (rule: state)"),
    ]
    assert [("#0072b2" in style, "#d55e00" in style) for style, _, _ in MARK.findall(shown)] == [
        (True, False),
        (False, True),
    ]


def test_marks_that_overlap_are_cut_where_they_meet():
    rows = table(((0, 10), "A"), ((5, 14), "B"), ((5, 8), "C"))
    shown = marks(article_of(highlight(ARTICLE, rows, by="actor")))
    assert shown == [
        (TEXT[0:5], "A"),
        (TEXT[5:8], "C | B | A"),
        (TEXT[8:10], "B | A"),
        (TEXT[10:14], "B"),
    ]


def test_the_tooltip_tells_why():
    rows = table(("Sergey Lavrov", "Sergey Lavrov"), cue="vowed", terms="", label="neutral")
    [(_, title)] = marks(article_of(highlight(ARTICLE, rows, by="actor")))
    assert title == "Sergey Lavrov (label: neutral; cue: vowed)"
    [(_, title)] = marks(article_of(highlight(ARTICLE, rows, by="label")))
    assert title == "neutral (cue: vowed)"


def test_the_legend_counts_the_rows():
    rows = table(("Bamako", "Mali"), ("Moscow", "Russia"), (((285, 289)), "Mali"), ("France", ""))
    shown = highlight(ARTICLE, rows, by="actor").data
    head = text_of(shown[: shown.index('<div class="article">')])
    assert head.split("\n")[1] == "actor: Mali 2 · Russia 1 · (none) 1"
    assert "nothing to mark" in highlight(ARTICLE, rows.head(0), by="actor").data


def test_only_what_is_asked_for_is_marked():
    rows = table(("Bamako", "Mali"), ("Moscow", "Russia"), ("France", "France"))
    for only, expected in (
        ("Mali", ["Bamako"]),
        (["Russia", "France"], ["Moscow", "France"]),
        ([], []),
    ):
        shown = article_of(highlight(ARTICLE, rows, by="actor", only=only))
        assert [text for text, _ in marks(shown)] == expected and text_of(shown) == TEXT


def test_rows_of_other_articles_are_left_out():
    rows = pd.concat([table(("Bamako", "Mali")), table(((0, 99999), "Mali"), article="another")])
    assert [text for text, _ in marks(article_of(highlight(ARTICLE, rows, by="actor")))] == [
        "Bamako"
    ]


def test_context_leaves_out_what_is_far_from_a_mark():
    lines = TEXT.split("\n")
    rows = table(("Human rights concerns", "heading"))
    at = lines.index("Human rights concerns")
    shown = article_of(highlight(ARTICLE, rows, by="actor", context=1))
    assert text_of(shown).split("\n") == ["[…]", *lines[at - 1 : at + 2], "[…]"]
    assert text_of(article_of(highlight(ARTICLE, rows, by="actor", context=99))) == TEXT


@pytest.mark.parametrize("span", [(-1, 4), (0, len(TEXT) + 1), (9, 5)])
def test_a_span_outside_the_text_is_named(span):
    rows = table(("Bamako", "Mali"), (span, "Mali"))
    with pytest.raises(
        ValueError,
        match=rf"row 1 \({span[0]} to {span[1]}\) .* lavrov_mali, .* {len(TEXT)} characters",
    ):
        highlight(ARTICLE, rows, by="actor")


def test_a_missing_column_is_named_with_those_there_are():
    with pytest.raises(ValueError, match="'speaker'; choose one of article, start, end, actor"):
        highlight(ARTICLE, table(("Bamako", "Mali")), by="speaker")


def test_actors_keep_their_colour_and_can_be_told_apart_without_it():
    names = [f"Actor {i}" for i in range(12)]
    colours = actor_colours(pd.DataFrame({"actor": names}))
    rows = table(*[((10 * i, 10 * i + 5), name) for i, name in enumerate(names)])
    styles = {
        title: style
        for style, title, _ in MARK.findall(
            article_of(highlight(ARTICLE, rows, by="actor", colours=colours))
        )
    }
    assert all(f" {colours[name]}" in styles[name] for name in names)
    assert all("color: #111111" in style for style in styles.values())
    lines = {name: re.sub(r"#[0-9a-f]{6}", "", style) for name, style in styles.items()}
    assert len({lines[name] for name in names[:8]}) == 8
    alone = highlight(ARTICLE, rows.iloc[[5]], by="actor", colours=colours)
    assert MARK.search(article_of(alone))[1] == styles["Actor 5"]
    both = highlight(
        ARTICLE, rows.iloc[[5]].assign(actor="Actor 5; Actor 1"), by="actor", colours=colours
    )
    assert colours["Actor 5"] in MARK.search(article_of(both))[1]


def test_tones_and_voices_have_their_own_colours():
    rows = table(("Bamako", "Mali"), ("Moscow", "Russia")).assign(
        label=["negative", "positive"], voice=["direct", "own"]
    )
    for by, expected in (("label", ["#d55e00", "#0072b2"]), ("voice", ["#0072b2", "#d9d9d9"])):
        found = [style for style, _, _ in MARK.findall(article_of(highlight(ARTICLE, rows, by=by)))]
        assert [colour in style for colour, style in zip(expected, found, strict=True)] == [
            True,
            True,
        ]


def test_an_empty_table_of_the_suite_leaves_the_text_as_it_is():
    assert text_of(article_of(highlight(ARTICLE, make_table("mentions"), by="actor"))) == TEXT


A = "Lavrov vowed <help> on Tuesday."
B = "On Tuesday Lavrov said & gave help."
COLUMNS = ["change", "text", "side", "start", "end"]


def changes(*rows):
    return pd.DataFrame(
        [
            (change, (B if side == "b" else A)[start:end], side, start, end)
            for change, side, start, end in rows
        ],
        columns=COLUMNS,
    ).astype({"change": "str", "side": "str", "start": "int64", "end": "int64"})


def test_a_repeat_shows_each_change_by_its_sign():
    found = changes(
        ("same", "both", 0, 6),
        ("dropped", "a", 7, 12),
        ("moved", "a", 20, 30),
        ("moved", "b", 0, 10),
        ("added", "b", 18, 22),
    )
    shown = highlight_repeat(A, B, found).data
    first, second = re.findall(r'<span class="article">(.*?)</span>', shown)
    assert (text_of(first), text_of(second)) == (A, B)
    signs = re.compile(r"<sup>(.)</sup>([^<]*)</mark>")
    assert signs.findall(first) == [("−", "vowed"), ("↔", "on Tuesday")]
    assert signs.findall(second) == [("↔", "On Tuesday"), ("+", "said")]
    head = text_of(shown.split("\n")[1])
    assert head == "dropped 1 · moved 1 · added 1" and "&lt;help&gt;" in first


def test_a_repeat_without_change_says_so():
    shown = highlight_repeat("Mali", "Mali", changes(("same", "both", 0, 4))).data
    assert "no word was changed" in shown and "<mark" not in shown
    assert "no word was changed" in highlight_repeat("", "", changes()).data


@pytest.mark.parametrize("side, name", [("a", "first"), ("b", "second")])
def test_a_change_outside_its_sentence_is_named(side, name):
    with pytest.raises(ValueError, match=f"row 0 .* the {name} sentence"):
        highlight_repeat(A, B, changes(("moved", side, 3, 99)))


def test_the_changes_of_real_repeats_can_be_shown():
    from helpers.repeats.edits import changes as find_changes

    first, second = TEXT.split("\n")[:2]
    found = find_changes(first, second)
    lines = re.findall(
        r'<span class="article">(.*?)</span>', highlight_repeat(first, second, found).data
    )
    assert [text_of(line) for line in lines] == [first, second]
    for line, sides in zip(lines, ("ab", "b"), strict=True):
        expected = found[found["side"].isin([sides[0]]) & (found["change"] != "same")]["text"]
        assert [text for text, _ in marks(re.sub(r"<sup>.</sup>", "", line))] == expected.tolist()

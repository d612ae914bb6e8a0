import base64
import html
import io
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from PIL import Image

from helpers import plots
from helpers.base.tables import make_table
from helpers.base.wording import listing, percent, signed
from helpers.reading.articles import read_article
from helpers.showing.display import save_figure, show_figure, show_finding, show_table

TEXT = read_article("lavrov_mali.txt").text
WORDS = pd.DataFrame({"word": ["Mali", "<b>Moscow</b> & $5 “to” $7"], "n": [6, 3]})


class Cells(HTMLParser):
    """The text of each cell, row by row, and the attributes of the header's cells."""

    def __init__(self, source):
        super().__init__()
        self.rows = []
        self.heads = []
        self.open = False
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.rows += [[]] if tag == "tr" else []
        self.heads += [dict(attrs)] if tag == "th" else []
        self.open = tag in ("th", "td")
        if self.open:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self.open = False

    def handle_data(self, data):
        if self.open:
            self.rows[-1][-1] += data


def dispersion():
    found = [(m.start(), m.end(), m[0]) for m in re.finditer("Mali|Lavrov", TEXT)]
    evidence = [
        {"article": "a", "start": start, "end": end, "text": text} for start, end, text in found
    ]
    rest = {"sentence": 0, "mention": 0, "form": "name", "rule": "", "type": "state"}
    rest["confidence"] = 1.0
    mentions = make_table(
        "mentions", [row | rest | {"actor": row["text"] + ' & "co" <$>'} for row in evidence]
    )
    return plots.dispersion(mentions, len(TEXT))


def picture(shown):
    return base64.b64decode(re.search(r"base64,([^\"]+)", shown.data)[1])


def test_a_table_is_shown_whole_without_index():
    long = TEXT.replace("\n", " ")
    frame = pd.DataFrame(
        {"text": [long, "x"], "score": [0.12345, -0.001], "n": [3, 4]}, index=[70, 71]
    )
    cells = Cells(show_table(frame).data)
    assert cells.rows == [["text", "score", "n"], [long, "0.12", "3"], ["x", "0.00", "4"]]
    assert [head["scope"] for head in cells.heads] == ["col"] * 3
    assert "text-align: left" in cells.heads[0]["style"]


def test_a_table_escapes_what_it_shows():
    source = show_table(pd.DataFrame({"<i>": ["<script>alert(1)</script> & $x$"]})).data
    assert "<script" not in source and "<i>" not in source
    assert Cells(source).rows == [["<i>"], ["<script>alert(1)</script> & $x$"]]
    assert "tex2jax_ignore mathjax_ignore" in source


def test_a_table_shows_the_columns_and_rows_asked_for_and_says_what_is_left():
    frame = pd.DataFrame({"a": range(1500), "b": range(1500)})
    shown = show_table(frame, ["b"], rows=2).data
    assert Cells(shown).rows == [["b"], ["0"], ["1"]]
    assert "… and 1,498 more rows" in shown
    assert "… and 1 more row<" in show_table(frame.head(3), rows=2).data
    assert "more" not in show_table(frame.head(2), rows=2).data
    assert "no rows" in show_table(frame.head(0)).data
    with pytest.raises(KeyError):
        show_table(frame, ["c"])


def test_a_table_shows_nothing_for_what_is_missing():
    frame = make_table(
        "quotes", [dict.fromkeys(make_table("quotes").columns, 0) | {"speaker_start": pd.NA}]
    )
    shown = show_table(
        frame.assign(confidence=np.nan), ["speaker_start", "speaker_end", "confidence"]
    ).data
    assert Cells(shown).rows[1] == ["", "0", ""]


@given(
    st.lists(
        st.tuples(st.text(st.characters(codec="utf-8", exclude_characters="\r\0")), st.integers()),
        max_size=4,
    )
)
def test_any_text_comes_through_a_table(rows):
    frame = pd.DataFrame(rows, columns=["text", "n"])
    assert Cells(show_table(frame).data).rows[1:] == [[text, str(n)] for text, n in rows]


def test_a_finding_is_a_paragraph_of_escaped_text():
    shown = show_finding("<b>Mali</b> & $5").data
    assert re.fullmatch(r'<p class="finding [^>]+>&lt;b&gt;Mali&lt;/b&gt; &amp; \$5</p>', shown)


def test_a_figure_carries_its_description():
    ax = dispersion()
    shown = show_figure(ax).data
    assert re.match(r"<figure [^>]*><img ", shown) and shown.endswith("></figure>")
    assert html.unescape(re.search(r'alt="([^"]*)"', shown)[1]) == ax.get_label()
    n = len(re.findall("Lavrov", TEXT))
    assert f'Lavrov & "co" <$> {n} times' in ax.get_label()


def test_a_figure_has_two_dots_for_each_pixel_and_a_white_ground():
    ax = dispersion()
    image = Image.open(io.BytesIO(picture(show_figure(ax))))
    assert 'width="768"' in show_figure(ax).data and image.size[0] == 2 * 768
    assert image.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)
    assert 'width="300"' in show_figure(ax, width=300).data
    assert not {"Software", "Creation Time"} & set(image.info)


def test_the_same_table_gives_the_same_bytes_however_often_it_was_shown(tmp_path):
    first = dispersion()
    second = dispersion()
    assert show_figure(first).data == show_figure(first).data == show_figure(dispersion()).data
    one = save_figure(first, tmp_path / "a")
    other = save_figure(second, tmp_path / "b")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


@pytest.mark.parametrize(
    "change",
    [
        lambda ax: ax.set_title("Who?"),
        lambda ax: ax.xaxis.label.set_text("Where?"),
        lambda ax: ax.collections[0].set_color("red"),
        lambda ax: ax.get_xticklabels()[1].set_color("red"),
    ],
)
def test_a_figure_is_shown_and_saved_as_it_is_now(change, tmp_path):
    ax = dispersion()
    dots = Figure().dpi
    before = show_figure(ax).data
    saved = [path.read_bytes() for path in save_figure(ax, tmp_path / "a")]
    change(ax)
    assert show_figure(ax).data != before
    assert all(
        path.read_bytes() != old
        for path, old in zip(save_figure(ax, tmp_path / "a"), saved, strict=True)
    )
    assert ax.figure.dpi == dots


def test_a_figure_of_several_axes_is_described_whole():
    first, second = Figure().subplots(1, 2)
    first.set_label("One.")
    second.set_label("Two & three.")
    assert 'alt="One. Two &amp; three."' in show_figure(first).data


def test_a_figure_is_saved_as_png_and_svg(tmp_path):
    ax = dispersion()
    png, svg = save_figure(ax, tmp_path / "new" / "1.5_dispersion")
    assert (png.name, svg.name) == ("1.5_dispersion.png", "1.5_dispersion.svg")
    assert sorted(png.parent.iterdir()) == [png, svg]
    image = Image.open(png)
    assert image.size[0] == 300 * 8 and image.info["Description"] == ax.get_label()
    root = ElementTree.parse(svg).getroot()
    space = {"dc": "http://purl.org/dc/elements/1.1/", "svg": "http://www.w3.org/2000/svg"}
    assert root.find(".//dc:title", space).text == "Where in the article does each actor appear?"
    assert root.find(".//dc:description", space).text == ax.get_label()
    assert root.find(".//dc:date", space) is None
    assert 'Mali & "co" <$>' in [
        " ".join(node.itertext()) for node in root.iterfind(".//svg:text", space)
    ]


def test_a_figure_that_cannot_be_drawn_leaves_no_file_and_the_old_one_whole(tmp_path):
    ax = dispersion()
    [png, svg] = save_figure(ax, tmp_path / "a")
    before = png.read_bytes()
    ax.set_xlabel(r"$\nonsense$")
    with pytest.raises(ValueError):
        save_figure(ax, tmp_path / "a")
    assert sorted(tmp_path.iterdir()) == [png, svg] and png.read_bytes() == before


def test_a_figure_that_cannot_be_put_in_its_place_leaves_nothing(tmp_path):
    (tmp_path / "a.png").mkdir()
    with pytest.raises(OSError):
        save_figure(dispersion(), tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]


def test_numbers_in_words():
    assert (percent(0), percent(1 / 3), percent(1)) == ("0%", "33%", "100%")
    assert (signed(1), signed(-0.004), signed(-0.5)) == ("+1.00", "0.00", "−0.50")
    assert listing([]) == "" and listing(["a"]) == "a"
    assert listing("abc", join="; ", last="; ") == "a; b; c"
    assert listing("abcd", most=2, join="; ", last="; ") == "a; b; and 2 more"

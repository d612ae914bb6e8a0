import itertools
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from itertools import combinations

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import Arc
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from helpers import plots
from helpers.base.intervals import wilson
from helpers.base.tables import make_table
from helpers.base.wording import signed
from helpers.comparing.differences import actor_differences, against_others
from helpers.framing import find_pairs
from helpers.framing.agency import ROLES
from helpers.framing.presence import VOICES
from helpers.plots import lettering, palette
from helpers.reading.articles import read_article
from helpers.repeats.edits import EDITS
from helpers.repeats.shares import shared_sentences
from helpers.sentiment.by_actor import actor_tones
from helpers.showing.display import as_svg, describe, save_figure

ARTICLE = read_article("lavrov_mali.txt")
TEXT = ARTICLE.text
NAMES = {
    "Mali": r"Mali(?!an)|Bamako",
    "Russia": r"Russia(?!n)|Moscow",
    "Sergey Lavrov": "Sergey Lavrov|(?<!y )Lavrov",
    "Wagner Group": "the Wagner Group|Wagner(?=,)|the mercenaries",
    "United Nations": "United Nations|UN",
    "the military junta": "the military junta|Mali's junta leaders",
    "Western countries": "Western officials|Western c",
    "rights groups": "some rights groups",
    "Assimi Goita": "Assimi Goita",
    "France": "France",
    "Abdoulaye Diop": "Abdoulaye Diop",
    "Ukraine": "Ukraine",
}
LINES = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\n]+", TEXT)]
TONES = ("negative", "neutral", "positive", "unclear")
FORMS = ("name", "title", "metonym", "noun", "evaluative label")


def rows(name, **columns):
    evidence = {"article": ARTICLE.id, "start": 0, "end": 6, "text": TEXT[:6]}
    return make_table(name, pd.DataFrame(evidence | columns))


def sentences():
    starts, ends, texts = zip(*LINES, strict=True)
    return rows(
        "sentences",
        start=starts,
        end=ends,
        text=texts,
        sentence=range(len(LINES)),
        paragraph=range(len(LINES)),
        kind="body",
        words=[len(text.split()) for text in texts],
        quoted=0.0,
    )


def mentions(names):
    found = [(name, m) for name, told in names.items() for m in re.finditer(NAMES[told], TEXT)]
    return rows(
        "mentions",
        start=[m.start() for _, m in found],
        end=[m.end() for _, m in found],
        text=[m[0] for _, m in found],
        sentence=[TEXT.count("\n", 0, m.start()) for _, m in found],
        mention=range(len(found)),
        actor=[name for name, _ in found],
        form="name",
        rule="name",
        confidence=1.0,
        type="state",
    )


def sentiment(names):
    """Each sentence, and each mention's sentence toward its actor; the scores are made up, the same
    each time."""
    of = mentions(names)
    lines = sentences()
    order = list(names)
    sentence = [*lines["sentence"], *of["sentence"]]
    scores = np.sin(np.arange(len(sentence)) * 2.4)
    label = [
        "unclear" if i % 7 == 0 else TONES[int(score * 1.49) + 1] for i, score in enumerate(scores)
    ]
    speaker = [""] * len(lines) + [
        order[i % 3 % len(order)] if i % 5 > 2 else "" for i in range(len(of))
    ]
    return rows(
        "sentiment",
        start=lines["start"].iloc[sentence].array,
        end=lines["end"].iloc[sentence].array,
        text=lines["text"].iloc[sentence].array,
        sentence=sentence,
        actor=[""] * len(lines) + of["actor"].tolist(),
        voice=["indirect" if name else "own" for name in speaker],
        speaker=speaker,
        score=scores,
        label=label,
        terms="",
        confidence=0.8,
        baseline=0.0,
        hedges="",
    )


def ratios(names):
    """The words of each voice in the first article; the quoted ones are shared out among the
    speakers."""
    parts = [("own", "", 218, 368), ("direct", "", 103, 368), ("indirect", "", 47, 368)]
    for i, name in enumerate(names):
        parts += [("direct", name, 100 // (i + 1), 150), ("indirect", name, 40 // (i + 1), 150)][
            i % 2 :
        ]
    table = pd.DataFrame(parts, columns=["voice", "speaker", "words", "n"]).assign(
        article=ARTICLE.id, scope="article"
    )
    table["share"], (table["low"], table["high"]) = (
        table["words"] / table["n"],
        wilson(table["words"], table["n"]),
    )
    return pd.concat([table, table.assign(scope="body", words=1)])


def framing(names, articles=(ARTICLE.id,), categories=FORMS):
    parts = []
    for k, article in enumerate(articles):
        for i, name in enumerate(names):
            counts = [(i + 2 * j + k) * 7 % 13 for j in range(len(categories))]
            parts += [
                (article, name, c, x, sum(counts)) for c, x in zip(categories, counts, strict=True)
            ]
    table = pd.DataFrame(parts, columns=["article", "actor", "category", "count", "n"])
    low, high = wilson(table["count"], table["n"])
    value = table["count"] / table["n"]
    columns = {column: table[column] for column in ("article", "actor", "category", "n")}
    return rows("framing", measure="form", value=value, low=low, high=high, **columns)


def repeats(count):
    found = [
        (0, 1, "restated", 0.81),
        (4, 5, "near", 0.9),
        (8, 9, "other_figures", 0.7),
        (2, 12, "verbatim", 1.0),
    ]
    a, b, kind, score = zip(*found[:count], strict=True)
    return rows(
        "repeats",
        article_b=ARTICLE.id,
        sentence=a,
        sentence_b=b,
        start_b=0,
        end_b=6,
        text_b=TEXT[:6],
        score=score,
        kind=kind,
        group=1,
        reuse="text",
        spread=1,
        **dict.fromkeys(EDITS, ""),
    )


def shared(names):
    """Each of two to twelve articles shares so many sentences with each other one as their names'
    places differ by."""
    articles = [*OUTLETS, *(f"{name} Wire" for name in names)][: max(2, len(names))]
    pairs = [(i, j) for i in range(len(articles)) for j in range(len(articles)) if i != j]
    table = pd.DataFrame([(articles[i], articles[j], abs(i - j) - 1, 20) for i, j in pairs])
    table.columns = ["article", "article_b", "shared", "n"]
    return table.assign(share=table["shared"] / table["n"])


def frequencies():
    counts = pd.Series(re.findall(r"[a-z']{4,}", TEXT.lower())).value_counts()
    return counts.rename_axis("word").reset_index(name="n")


def keyness(count):
    return (
        frequencies()
        .head(count)
        .assign(score=lambda table: 3 * np.sin(np.arange(len(table)) * 1.7))
    )


def evidence(names):
    """Labels, mentions, verbs and hedges of each actor in several voices; the words are made up,
    the same each time."""
    order = list(names)
    rows = []
    for i, name in enumerate(order):
        for k in range(6 + i % 3):
            voice = ("own", "direct", "indirect", "ascribed")[(i + k) % 4]
            speaker = "" if voice == "own" else order[(i + k) % 3 % len(order)]
            label = f"{('strongman', 'envoy of', 'minister', '')[k % 4]} {name}".strip()
            form = FORMS[k % len(FORMS)]
            for measure, category in (
                ("naming", label),
                ("form", form),
                ("agency", ROLES[(i * k) % 4]),
                ("voice", VOICES[k % 3]),
            ):
                rows.append((k, name, measure, category, form, voice, speaker))
    table = pd.DataFrame(
        rows, columns=["sentence", "actor", "measure", "category", "detail", "voice", "speaker"]
    )
    return table.assign(article=ARTICLE.id, start=0, end=6, text=TEXT[:6])


def measures(names, articles=(ARTICLE.id,)):
    """The table `framing` of the evidence above, counted; each article has one case more of the
    first category."""
    parts = []
    for k, article in enumerate(articles):
        cases = evidence(names)
        cases = pd.concat([cases, cases.drop_duplicates(["actor", "measure"])[: 4 * k]])
        counts = (
            cases.groupby(["actor", "measure", "category"], sort=False)
            .size()
            .rename("count")
            .reset_index()
        )
        counts["n"] = counts.groupby(["actor", "measure"])["count"].transform("sum")
        parts.append(counts.assign(article=article))
    table = pd.concat(parts, ignore_index=True)
    low, high = wilson(table["count"], table["n"])
    return rows(
        "framing",
        value=table["count"] / table["n"],
        low=low,
        high=high,
        **table.drop(columns="count").to_dict("series"),
    )


def differing(names):
    """Differences between the first actor and the last: none where there is one actor alone."""
    actors = [*names]
    cases = evidence(names)
    many = pd.concat(
        [cases.assign(sentence=cases["sentence"] + 10 * k) for k in range(len(actors) * 2)]
    )
    if len(actors) == 1:
        many = pd.concat(
            [
                many,
                many.assign(actor="Peru", category=many["category"].shift(3, fill_value="agent")),
            ]
        )
        actors.append("Peru")
    return actor_differences(many, actors[0], actors[-1], repeats=50)


OUTLETS = (ARTICLE.id, "Sahel Wire", "The Harbour Post and Evening Gazette of 1888")
PLOTS = {
    "frequency_bars": lambda names, ax=None: plots.frequency_bars(frequencies(), ax=ax),
    "dispersion": lambda names, ax=None: plots.dispersion(mentions(names), len(TEXT), ax=ax),
    "tone_line": lambda names, ax=None: plots.tone_line(sentiment(names), ax=ax),
    "tone_by_actor": lambda names, ax=None: plots.tone_by_actor(sentiment(names), ax=ax),
    "tone_matrix": lambda names, ax=None: plots.tone_matrix(sentiment(names), top=12, ax=ax),
    "tone_means": lambda names, ax=None: plots.tone_means(
        actor_tones(sentiment(names), repeats=50), ax=ax
    ),
    "voice_bar": lambda names, ax=None: plots.voice_bar(ratios(names), ax=ax),
    "speaker_bars": lambda names, ax=None: plots.speaker_bars(ratios(names), ax=ax),
    "shared_matrix": lambda names, ax=None: plots.shared_matrix(shared(names), ax=ax),
    "repeats_arcs": lambda names, ax=None: plots.repeats_arcs(
        repeats(min(len(names), 4)), sentences(), ax=ax
    ),
    "one category": lambda names, ax=None: plots.share_dumbbells(
        framing(names), "form", "name", ax=ax
    ),
    "all categories": lambda names, ax=None: plots.share_dumbbells(framing(names), "form", ax=ax),
    "measure_bars": lambda names, ax=None: plots.measure_bars(framing(names), "form", ax=ax),
    "written bars": lambda names, ax=None: plots.measure_bars(
        framing(names, categories=tuple(NAMES)), "form", ax=ax
    ),
    "naming_matrix": lambda names, ax=None: plots.naming_matrix(
        evidence(names), next(iter(names)), ax=ax
    ),
    "naming_slopes": lambda names, ax=None: plots.naming_slopes(
        measures(names, OUTLETS), next(iter(names)), ax=ax
    ),
    "speech_matrix": lambda names, ax=None: plots.speech_matrix(evidence(names), top=12, ax=ax),
    "agency_bars": lambda names, ax=None: plots.agency_bars(measures(names), ax=ax),
    "pairs_matrix": lambda names, ax=None: plots.pairs_matrix(pairs(names), ax=ax),
    "pairs_across": lambda names, ax=None: plots.pairs_across(
        pd.concat([pairs(names).assign(article=outlet) for outlet in OUTLETS]), ax=ax
    ),
    "framing_profile": lambda names, ax=None: plots.framing_profile(
        measures(names), next(iter(names)), ax=ax
    ),
    "share_matrix": lambda names, ax=None: plots.share_matrix(
        measures(names, OUTLETS), "agency", "agent", ax=ax
    ),
    "difference_dumbbells": lambda names, ax=None: plots.difference_dumbbells(
        differing(names), ax=ax
    ),
    "words_scatter": lambda names, ax=None: plots.words_scatter(
        keyness(9 * len(names)), sides=OUTLETS[:2], ax=ax
    ),
}
EMPTY = {
    "frequency_bars": lambda: plots.frequency_bars(frequencies().head(0)),
    "dispersion": lambda: plots.dispersion(make_table("mentions"), 0),
    "tone_line": lambda: plots.tone_line(make_table("sentiment")),
    "tone_by_actor": lambda: plots.tone_by_actor(make_table("sentiment")),
    "tone_matrix": lambda: plots.tone_matrix(make_table("sentiment")),
    "tone_means": lambda: plots.tone_means(actor_tones(make_table("sentiment"))),
    "voice_bar": lambda: plots.voice_bar(ratios([]).head(0)),
    "speaker_bars": lambda: plots.speaker_bars(ratios([])),
    "shared_matrix": lambda: plots.shared_matrix(
        shared_sentences(make_table("sentences"), make_table("repeats"))
    ),
    "repeats_arcs": lambda: plots.repeats_arcs(make_table("repeats"), make_table("sentences")),
    "share_dumbbells": lambda: plots.share_dumbbells(make_table("framing"), "form"),
    "measure_bars": lambda: plots.measure_bars(make_table("framing"), "form"),
    "words_scatter": lambda: plots.words_scatter(keyness(0)),
    "naming_matrix": lambda: plots.naming_matrix(evidence(ACTORS["one"]).head(0), "Mali"),
    "naming_slopes": lambda: plots.naming_slopes(make_table("framing"), "Mali"),
    "speech_matrix": lambda: plots.speech_matrix(evidence(ACTORS["one"]).head(0)),
    "agency_bars": lambda: plots.agency_bars(make_table("framing")),
    "pairs_matrix": lambda: plots.pairs_matrix(pairs([])),
    "pairs_across": lambda: plots.pairs_across(pairs([])),
    "framing_profile": lambda: plots.framing_profile(make_table("framing"), "Mali"),
    "share_matrix": lambda: plots.share_matrix(make_table("framing"), "agency", "agent"),
    "difference_dumbbells": lambda: plots.difference_dumbbells(
        against_others(evidence(ACTORS["one"]), "Peru", ARTICLE.id)
    ),
}


def pairs(names):
    """Return who acts toward whom: each actor toward the next, once for harm, twice for help."""
    names = [*names]
    acts = [
        {
            **dict.fromkeys(make_table("acts").columns, ""),
            **{"start": 0, "end": 4, "sentence": 0, "confidence": 0.5, "sign": sign},
            **{"agent": agent, "patient": patient, "agent_start": 0, "agent_end": 0},
            **dict.fromkeys(["patient_start", "patient_end"], 0),
            **dict.fromkeys(["passive", "agent_left_out", "negated", "hedged", "by_hand"], False),
        }
        for agent, patient in itertools.pairwise([*names, *names[:1]])
        for sign in (-1, 1, 1, 0)
    ]
    return find_pairs(make_table("acts", acts), make_table("labels"))


LONG = "{} of the International Commission for the Stabilisation of the Central Sahel ($5m to $7m)"
ACTORS = {
    "one": dict(itertools.islice(((name, name) for name in NAMES), 1)),
    "two": dict(itertools.islice(((name, name) for name in NAMES), 2)),
    "twelve": {name: name for name in NAMES},
    "long": {LONG.format(name): name for name in NAMES},
}


def drawn_texts(ax):
    """Every text that is on the picture, with the box it covers."""
    ax.figure.draw_without_rendering()
    ticks = [
        label
        for axis in (ax.xaxis, ax.yaxis)
        for place, label in zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True)
        if min(axis.get_view_interval()) <= place <= max(axis.get_view_interval())
    ]
    titles = [text for text in ax.findobj(Text) if text.get_text() == ax.get_title(loc="left")]
    legend = ax.get_legend().get_texts() if ax.get_legend() else []
    found = [*ax.texts, *ticks, *titles, *legend, ax.xaxis.label, ax.yaxis.label]
    return {text: text.get_window_extent() for text in found if text.get_text().strip()}


@pytest.mark.slow
@pytest.mark.parametrize("actors", ACTORS)
@pytest.mark.parametrize("name", PLOTS)
def test_all_texts_are_inside_the_figure_and_cover_no_other(name, actors):
    ax = PLOTS[name](ACTORS[actors])
    boxes = {text: box for panel in ax.figure.axes for text, box in drawn_texts(panel).items()}
    page = Bbox.from_bounds(0, 0, *ax.figure.bbox.size).padded(0.5)
    for text, box in boxes.items():
        assert Bbox.union([page, box]).bounds == page.bounds, f"cut: {text.get_text()!r}"
    for (text, box), (other, other_box) in combinations(boxes.items(), 2):
        assert not box.padded(-0.7).overlaps(other_box.padded(-0.7)), (
            text.get_text(),
            other.get_text(),
        )


@pytest.mark.parametrize("name", sorted(set(PLOTS) - {"framing_profile"}))
def test_the_given_axes_are_drawn_on(name):
    ax = Figure(figsize=(9, 7), layout="constrained").subplots(1, 2)[1]
    drawn = PLOTS[name](ACTORS["two"], ax=ax)
    assert drawn is ax
    assert ax.has_data()
    assert ax.get_title(loc="left").endswith("?")


def test_a_profile_takes_the_place_of_the_given_axes():
    figure = Figure(figsize=(16, 8), layout="constrained")
    left, right = figure.subplots(1, 2)
    first = PLOTS["framing_profile"](ACTORS["two"], ax=right)
    assert left in figure.axes and right not in figure.axes and len(figure.axes) == 10
    assert first.get_label().startswith("How is Mali framed? Called")
    assert describe(first).count("too few") + describe(first).count("n = ") >= 4


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_table_is_said_in_words(name):
    ax = EMPTY[name]()
    [sentence] = [text.get_text() for text in ax.texts]
    assert re.fullmatch(r"(There|The|No|Nobody|None)\b.+\.", sentence)
    assert ax.get_label() == f"{' '.join(ax.get_title(loc='left').split())} {sentence}"
    for text, box in drawn_texts(ax).items():
        assert ax.figure.bbox.fully_containsx(box.x0) and ax.figure.bbox.fully_containsx(box.x1), (
            text
        )


def test_nothing_is_loaded_before_it_is_needed_and_pyplot_never():
    code = (
        "import sys; from helpers import plots, showing; import pandas as pd\n"
        "assert not {'matplotlib', 'IPython'} & set(sys.modules)\n"
        "plots.frequency_bars(pd.DataFrame({'word': ['Mali'], 'n': [3]}))\n"
        "assert 'matplotlib.figure' in sys.modules and 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "table", [sentiment(ACTORS["twelve"]), mentions(ACTORS["twelve"])], ids=["tone", "mentions"]
)
def test_the_table_is_left_alone(table):
    before = table.copy(deep=True)
    for plot in (
        (plots.tone_line, plots.tone_by_actor, plots.tone_matrix) if "score" in table else ()
    ):
        plot(table)
        actor_tones(table, repeats=10)
    plots.dispersion(table, len(TEXT))
    pd.testing.assert_frame_equal(table, before)


def test_frequency_bars_count_as_the_table_does():
    ax = plots.frequency_bars(frequencies(), top=3)
    top = frequencies().head(3)
    assert [bar.get_width() for bar in ax.patches] == top["n"].tolist()
    assert [label.get_text() for label in ax.get_yticklabels()] == top["word"].tolist()
    told = [f"{word} ({n})" for word, n in top.values]
    assert ax.get_label().endswith(
        f"Bars of 3 words and how often they are used: {told[0]}, {told[1]} and {told[2]}."
    )


def test_dispersion_has_a_tick_where_each_mention_stands():
    ax = plots.dispersion(mentions(ACTORS["twelve"]), len(TEXT), colours={"Mali": "#0072b2"})
    row = [label.get_text() for label in ax.get_yticklabels()].index("Mali")
    ticks = ax.collections[row]
    places = [100 * m.start() / len(TEXT) for m in re.finditer(NAMES["Mali"], TEXT)]
    assert np.allclose([segment[0][0] for segment in ticks.get_segments()], places)
    assert matplotlib.colors.to_hex(ticks.get_color()[0]) == "#0072b2"
    said = f"Mali {len(places)} times between {places[0]:.0f}% and {places[-1]:.0f}%"
    assert said in ax.get_label()
    assert f"n = {len(places)}" in [text.get_text() for text in ax.texts]


def test_dispersion_leaves_out_what_is_no_actor():
    named = mentions(ACTORS["two"])
    ax = plots.dispersion(named.assign(actor=named["actor"].replace("Mali", "")), len(TEXT))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Russia"]


def test_tone_line_marks_each_sentence_once_and_the_unclear_ones_hollow():
    table = sentiment(ACTORS["two"])
    ax = plots.tone_line(table)
    whole = table[table["actor"] == ""]
    drawn = {line.get_marker(): line for line in ax.lines if line.get_marker() != "None"}
    assert len(drawn) == 4
    for tone, marker in plots.tone.TONE_MARKERS.items():
        expected = whole.loc[whole["label"] == tone, ["sentence", "score"]].to_numpy()
        assert np.allclose(drawn[marker].get_xydata(), expected)
        assert (drawn[marker].get_markerfacecolor() == "white") == (tone == "unclear")
        assert f"{tone} ({len(expected)})" in ax.get_label()
    low = whole.loc[whole["score"].idxmin()]
    assert f"lowest in sentence {low['sentence']} ({signed(low['score'])})" in ax.get_label()


@pytest.mark.parametrize("last", [0, 1, 2, 14])
def test_tone_line_has_its_ticks_at_sentences(last):
    table = sentiment(ACTORS["one"])
    ax = plots.tone_line(table[(table["actor"] == "") & (table["sentence"] <= last)])
    low, high = ax.get_xlim()
    ticks = [tick for tick in ax.get_xticks() if low <= tick <= high]
    assert ticks and set(ticks) <= set(range(last + 1))
    assert -1 < low < 0 and last < high < last + 1


def test_tone_by_actor_shares_add_up_to_one():
    table = sentiment(ACTORS["twelve"])
    ax = plots.tone_by_actor(table)
    names = [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]
    widths = pd.Series([bar.get_width() for bar in ax.patches], [bar.get_y() for bar in ax.patches])
    assert np.allclose(widths.groupby(level=0).sum(), 1)
    of = table[table["actor"] == "Mali"]["label"]
    shares = [f"{tone} {(of == tone).mean():.0%}" for tone in TONES if (of == tone).any()]
    assert f"Mali {', '.join(shares)} (n = {len(of)})" in ax.get_label()
    assert names == table.loc[table["actor"] != "", "actor"].value_counts().index.tolist()


def pale_rows(ax):
    """The rows whose bars are drawn pale, and those whose bars are not."""
    broken = {
        (round(bar.get_y() + bar.get_height() / 2), bar.get_linestyle() not in ("-", "solid"))
        for bar in ax.patches
    }
    assert len(broken) == len(dict(broken))  # all bars of a row look alike
    return {row for row, pale in broken if pale}, {row for row, pale in broken if not pale}


def test_bars_of_fewer_than_five_cases_are_pale():
    of = sentiment(ACTORS["two"]).query("actor != ''")
    table = pd.concat([of.head(5).assign(actor="Mali"), of.head(4).assign(actor="Russia")])
    shares = framing(["Mali", "Russia"], categories=FORMS[:2]).assign(
        n=[5, 5, 4, 4], value=[0.6, 0.4, 0.25, 0.75]
    )
    written = pd.concat(
        [shares.assign(category=[f"{i}{name}" for name in shares["category"]]) for i in range(4)]
    )
    for ax in (
        plots.tone_by_actor(table),
        plots.measure_bars(shares, "form"),
        plots.measure_bars(written, "form"),
    ):
        assert pale_rows(ax) == ({1}, {0})
        assert ax.get_xlabel() == "pale: fewer than 5 cases, too few to compare"
        assert ax.get_label().endswith(
            " Pale, because of fewer than 5 cases, too few to compare: Russia."
        )
    enough = plots.measure_bars(shares.head(2), "form")
    assert pale_rows(enough) == (set(), {0})
    assert enough.get_xlabel() == "" and "pale" not in enough.get_label().lower()


@pytest.mark.parametrize(
    "look", [*palette.tone_styles().values(), *palette.category_styles(FORMS).values()]
)
def test_pale_bars_keep_their_hatch_and_stand_out_from_the_page(look):
    pale = palette.pale(look)
    assert pale["hatch"] == look["hatch"] and pale["linestyle"] != "-"
    assert np.mean(matplotlib.colors.to_rgb(pale["facecolor"])) > 0.85
    for line in ("edgecolor", "hatchcolor"):
        assert np.mean(matplotlib.colors.to_rgb(pale[line])) < 0.6


def test_tone_matrix_has_no_row_or_column_without_a_cell():
    cases = [
        ("Mali", "", 9),
        ("Mali", "Lavrov", 1),
        ("France", "Diop", 5),
        ("Russia", "Goita", 4),
        ("Russia", "", 1),
    ]
    table = pd.DataFrame(
        [(actor, speaker) for actor, speaker, n in cases for _ in range(n)],
        columns=["actor", "speaker"],
    )
    table = table.assign(
        voice=np.where(table["speaker"] == "", "own", "direct"), label="neutral", score=0.0
    )
    ax = plots.tone_matrix(table, top=2)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["the article", "Diop", "Lavrov"]
    assert [t.get_text() for t in ax.get_xticklabels()] == ["Mali", "France"]
    ax = plots.tone_matrix(table[table["actor"] != "France"], top=1)
    assert [t.get_text() for t in ax.get_yticklabels()] == [
        "the article",
        "Lavrov",
    ]  # Goita does not speak of Mali
    rare = pd.DataFrame(
        [(f"rare {i}", f"speaker {i}") for i in range(9) for _ in range(4)],
        columns=["actor", "speaker"],
    )
    many = pd.DataFrame({"actor": "Mali", "speaker": [f"voice {i}" for i in range(5)]})
    ax = plots.tone_matrix(
        pd.concat([rare, many]).assign(voice="direct", label="neutral", score=0.0), top=1
    )
    assert len(ax.patches) == 2  # two of the many speakers, whoever speaks more of others


def test_tone_matrix_says_how_many_are_unclear():
    table = sentiment(ACTORS["two"])
    share = (
        f"{(table.loc[table['actor'] != '', 'label'] == 'unclear').mean():.0%} of the judgements "
        "are unclear"
    )
    ax = plots.tone_matrix(table)
    assert share in " ".join(ax.get_xlabel().split()) and share in ax.get_label()


def test_tone_matrix_gives_mean_and_n_and_hatches_small_cells():
    table = sentiment(ACTORS["twelve"])
    ax = plots.tone_matrix(table, top=12)
    toward = table[table["actor"] != ""]
    cells = toward.assign(who=toward["speaker"].where(toward["voice"] != "own", "the article"))
    cells = cells.groupby(["who", "actor"])["score"].agg(["mean", "size"])
    speakers, actors = (
        [t.get_text().replace("\n", " ") for t in ticks]
        for ticks in (ax.get_yticklabels(), ax.get_xticklabels())
    )
    assert speakers[0] == "the article"
    shown = {}
    for text, cell in zip(ax.texts, ax.patches, strict=True):
        x, y = text.get_position()
        shown[speakers[round(y)], actors[round(x)]] = text.get_text(), bool(cell.get_hatch())
    assert shown == {
        key: (f"{signed(mean)}\nn = {n:.0f}", n < 3) for key, (mean, n) in cells.iterrows()
    }
    assert {small for _, small in shown.values()} == {True, False}
    (who, actor), (mean, n) = next(cells.sort_values("size", ascending=False).iterrows())
    assert f"{who} of {actor} {signed(mean)} (n = {n:.0f})" in ax.get_label()


def test_tone_means_draws_both_figures_and_greys_who_is_little_spoken_of():
    table = sentiment(ACTORS["two"])
    toward = table[table["actor"] == "Mali"]
    many = pd.concat([toward.assign(sentence=toward["sentence"] + 20 * k) for k in range(3)])
    tones = actor_tones(pd.concat([many, table[table["actor"] == "Russia"]]), repeats=50)
    ax = plots.tone_means(tones)
    assert tones["enough"].tolist() == [True, False]
    dots = [line for line in ax.lines if line.get_marker() in ("o", "D")]
    assert np.allclose(
        [line.get_xdata()[0] for line in dots], tones[["score", "corrected"]].to_numpy().ravel()
    )
    assert [matplotlib.colors.to_hex(line.get_color()) for line in dots] == ["#0072b2"] * 2 + [
        palette.GREYS["grey"]
    ] * 2
    assert "grey: fewer than 20 judgements" in " ".join(ax.get_xlabel().split())
    assert ax.get_label().endswith("too few to compare: Russia.")
    by_voice = plots.tone_means(actor_tones(table, by=["voice"], repeats=10))
    assert "Mali, own" in [label.get_text() for label in by_voice.get_yticklabels()]


def test_three_judgements_are_enough_for_a_cell():
    table = sentiment(ACTORS["one"]).query("actor != ''").head(5)
    ax = plots.tone_matrix(
        table.assign(actor=["Mali"] * 3 + ["Russia"] * 2, label="neutral", voice="own", score=-1.0)
    )
    assert [bool(cell.get_hatch()) for cell in ax.patches] == [False, True]
    assert matplotlib.colors.to_hex(ax.patches[0].get_facecolor()) == "#d55e00"


def test_voice_bar_says_the_share_of_each_voice():
    ax = plots.voice_bar(ratios(["Sergey Lavrov"]))
    assert np.allclose([bar.get_width() for bar in ax.patches], [218 / 368, 103 / 368, 47 / 368])
    assert [text.get_text() for text in ax.texts] == [
        "the article's own voice\n59% (218 of 368 words)",
        "quoted directly\n28% (103 of 368 words)",
        "quoted indirectly\n13% (47 of 368 words)",
    ]
    assert "quoted directly 28% (103 of 368 words), 95% interval 24% to 33%" in ax.get_label()
    assert "(1 of 368 words)" in plots.voice_bar(ratios([]), scope="body").get_label()


def voices(words):
    table = pd.DataFrame(
        {"voice": ["own", "direct", "indirect"], "words": words, "n": sum(words), "speaker": ""}
    )
    return table.assign(
        article="a", scope="article", share=table["words"] / table["n"], low=0.0, high=1.0
    )


SHARES = [
    (368, 0, 0),
    (0, 0, 368),
    (4, 360, 4),
    (360, 4, 4),
    (4, 4, 360),
    (150, 68, 150),
    (290, 33, 45),
    (0, 9, 359),
]


@pytest.mark.parametrize("words", SHARES)
def test_voice_bar_has_room_for_its_words_whatever_the_shares(words):
    boxes = drawn_texts(ax := plots.voice_bar(voices(words))).values()
    assert len(ax.patches) == sum(n > 0 for n in words)
    assert not any(box.overlaps(other) for box, other in combinations(boxes, 2))
    assert all(box.x0 >= 0 and box.x1 <= ax.figure.bbox.width + 1 for box in boxes)


@pytest.mark.parametrize("words", SHARES)
def test_voice_bar_puts_each_label_at_its_own_piece(words):
    ax = plots.voice_bar(voices(words))
    boxes = drawn_texts(ax)
    joined = []
    for text, bar in zip(ax.texts, ax.patches, strict=True):
        box = boxes[text]
        piece = bar.get_window_extent()
        assert piece.x0 <= (box.x0 + box.x1) / 2 <= piece.x1, text.get_text()
        if box.width > piece.width:  # it reaches over its neighbours
            [line] = [
                line for line in ax.lines if np.allclose(line.get_xdata(), text.get_position()[0])
            ]
            ends = line.get_transform().transform(line.get_xydata())[:, 1]
            assert (
                piece.y0 <= min(ends, key=lambda y: abs(y - (piece.y0 + piece.y1) / 2)) <= piece.y1
            )
            assert min(abs(y - edge) for y in ends for edge in (box.y0, box.y1)) < 5
            joined.append(text)
    sides = [text.get_position()[1] > 0 for text in ax.texts]
    assert sides == [True, False, True][: len(sides)]
    assert bool(joined) == any(0 < n < 70 for n in words)


def test_speaker_bars_rank_by_words_and_show_the_interval_of_each_bar():
    table = ratios(["Sergey Lavrov", "Western officials"])
    ax = plots.speaker_bars(table.iloc[::-1], scope="article")
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "Sergey Lavrov",
        "Western officials",
    ]
    assert [text.get_text() for text in ax.texts] == ["140 words", "20 words"]
    bars = {round(bar.get_width(), 6) for bar in ax.patches}
    quoted = table[(table["speaker"] != "") & (table["scope"] == "article")]
    assert bars == set(quoted["share"].round(6))
    whiskers = sorted(tuple(line.get_xdata()) for line in ax.lines)
    assert np.allclose(whiskers, sorted(zip(quoted["low"], quoted["high"], strict=True)))
    assert (
        "Sergey Lavrov 140 (" in ax.get_label()
        and "Western officials 20 (20 indirect)" in ax.get_label()
    )


def test_repeats_arcs_join_the_repeated_sentences():
    elsewhere = repeats(1).assign(article_b="another")
    table = pd.concat([repeats(4), elsewhere])
    ax = plots.repeats_arcs(table, sentences())
    arcs = [patch for patch in ax.patches if isinstance(patch, Arc)]
    ends = {(arc.center[0] - arc.width / 2, arc.center[0] + arc.width / 2) for arc in arcs}
    assert len(arcs) == 4 and ends == {(0, 1), (4, 5), (8, 9), (2, 12)}
    assert len({arc.get_linestyle() for arc in arcs}) == 4
    assert f"4 among {len(LINES)}: sentences 2 and 12 (verbatim, 1.00)" in ax.get_label()
    assert "sentences 8 and 9 (other figures, 0.70)" in ax.get_label()


@pytest.mark.parametrize("actors", ["one", "two", "twelve"])
def test_repeats_arcs_leave_no_empty_space_above(actors):
    ax = PLOTS["repeats_arcs"](ACTORS[actors])
    ax.figure.draw_without_rendering()
    room = ax.get_window_extent().height
    highest = (
        max(ax.transData.transform((0, arc.height / 2))[1] for arc in ax.patches)
        - ax.get_window_extent().y0
    )
    assert 0.8 * room < highest < room
    assert ax.figure.get_figheight() <= plots.repeated.canvas(None, 5).figure.get_figheight()


def test_a_short_arc_makes_a_lower_picture():
    short, long = (
        plots.repeats_arcs(repeats(n), sentences()).figure.get_figheight() for n in (1, 4)
    )
    assert short < long - 1


def test_dumbbells_are_hollow_where_n_is_small():
    table = (
        framing(["Mali", "Russia"])
        .query("category == 'name'")
        .assign(n=[19, 20], value=[0.25, 0.75])
    )
    ax = plots.share_dumbbells(
        table, "form", "name", colours={"Mali": "#0072b2", "Russia": "#0072b2"}
    )
    dots = {line.get_xdata()[0]: line for line in ax.lines if len(line.get_xdata()) == 1}
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Russia", "Mali"]
    assert dots[0.75].get_markerfacecolor() == "#0072b2"
    assert dots[0.25].get_markerfacecolor() == "white"
    assert "hollow: fewer than 5 cases, or of fewer than 20" in ax.get_xlabel().replace("\n", " ")
    assert [text.get_text() for text in ax.texts] == ["75%, 15 of 20", "25%, 5 of 19"]
    assert (
        "Russia 75% (15 of 20); Mali 25% (5 of 19). 1 of 2 are hollow: fewer than 5 cases"
        in ax.get_label()
    )
    intervals = [tuple(line.get_xdata()) for line in ax.lines if len(line.get_xdata()) == 2]
    assert set(intervals) == set(zip(table["low"], table["high"], strict=True))


def test_dumbbells_are_hollow_where_few_cases_of_many_are_the_actors():
    table = (
        framing(["Mali", "Russia", "France"])
        .query("category == 'name'")
        .assign(n=69, value=np.array([12, 5, 4]) / 69)
    )
    ax = plots.share_dumbbells(table, "form", "name")
    hollow = [
        line.get_markerfacecolor() == "white"
        for line in ax.lines
        if line.get_marker() in plots.shares.MARKERS
    ]
    assert hollow == [False, False, True]
    assert [text.get_text() for text in ax.texts] == ["17%, 12 of 69", "7%, 5 of 69", "6%, 4 of 69"]
    sure = plots.share_dumbbells(table.head(2), "form", "name")
    assert sure.get_xlabel() == "with 95% interval" and "hollow" not in sure.get_label()


def test_measure_bars_draw_the_shares():
    table = framing(["Mali", "Russia"])
    ax = plots.measure_bars(table, "form", question="By what kind of name does each actor go?")
    of = table[table["actor"] == "Mali"].set_index("category")
    drawn = sorted(bar.get_width() for bar in ax.patches if bar.get_y() < 0)
    assert np.allclose(drawn, sorted(of.loc[of["value"] > 0, "value"]))
    assert ax.get_title(loc="left") == "By what kind of name does each actor go?"
    assert (
        f"title {of.loc['title', 'value']:.0%}" in ax.get_label()
        and f"(n = {of['n'].iloc[0]})" in ax.get_label()
    )
    assert {text.get_text() for text in ax.get_legend().get_texts()} == set(FORMS)


def test_measure_bars_are_of_one_article():
    both = pd.concat([framing(NAMES), framing(NAMES).assign(article="another")])
    with pytest.raises(ValueError, match="the table is of 2 articles; draw one of them"):
        plots.measure_bars(both, "form")


def test_measure_bars_write_many_categories_into_the_bars():
    names = [f"name {i}" for i in range(12)]
    table = pd.concat(
        [framing(["Mali"], categories=names[:6]), framing(["Russia"], categories=names[6:])]
    )
    ax = plots.measure_bars(table, "form")
    assert ax.get_legend() is None
    for y, actor in enumerate(["Mali", "Russia"]):
        of = table[(table["actor"] == actor) & (table["value"] > 0)].sort_values(
            "value", ascending=False
        )
        bars = [bar for bar in ax.patches if abs(bar.get_y() + bar.get_height() / 2 - y) < 0.1]
        assert np.allclose([bar.get_width() for bar in bars], of["value"])
        written = [text.get_text() for text in ax.texts if text.get_position()[1] == y]
        assert written[0] == f"{of['category'].iloc[0]} {of['value'].iloc[0]:.0%}"


def test_words_scatter_names_the_most_distinct_words():
    table = keyness(40)
    ax = plots.words_scatter(table, sides=("lavrov_mali", "Sahel Wire"))
    points = np.concatenate([line.get_xydata() for line in ax.lines])
    assert sorted(map(tuple, points)) == sorted(zip(table["n"], table["score"], strict=True))
    most = table.loc[table["score"].abs().idxmax()]
    assert ax.texts[0].get_text() == most["word"]
    beyond = (table["score"].abs() > 1.96).sum()
    assert (
        f"40 words, {beyond} of them beyond ±1.96; the most distinct: {most['word']} "
        in ax.get_label()
    )


def test_a_dollar_sign_opens_no_formula(tmp_path):
    names = {r"$5m_x^2 \alpha to $7m & <b>": "Mali", "$": "Russia"}
    ax = plots.dispersion(mentions(names), len(TEXT))
    svg = ElementTree.parse(save_figure(ax, tmp_path / "a")[1])
    written = " ".join(
        "".join(node.itertext()) for node in svg.iter("{http://www.w3.org/2000/svg}text")
    )
    assert r"$5m_x^2 \alpha to $7m" in " ".join(written.split()) and " $ " in written
    assert r"$5m_x^2 \alpha to $7m & <b> " in ax.get_label()


HOSTILE_NAMES = [
    *("$x_1$", "$\\frac{", "a_b^c", "\\$", "<b>&amp;", "%s {0}"),
    *("\u202eab", "-", "=1", "a\nb", "مالي"),
]
ANY_NAME = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=40)
ODD_NAMES = st.lists(
    ANY_NAME | st.sampled_from(HOSTILE_NAMES),
    min_size=2,
    max_size=3,
    unique_by=lambda name: " ".join(name.split()),
)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*Glyph.*")
@pytest.mark.parametrize("name", PLOTS)
@settings(max_examples=5)
@given(odd=ODD_NAMES)
def test_any_name_is_drawn_as_text(name, odd):
    ax = PLOTS[name](dict(zip(odd, NAMES, strict=False)))
    for text in ax.figure.findobj(Text):
        assert not matplotlib.cbook.is_math_text(text.get_text()), text.get_text()
    written = as_svg(ax).decode()
    root = ElementTree.fromstring(written)
    assert not [
        node.tag for node in root.iter() if node.tag.rpartition("}")[2] in ("script", "b", "a")
    ]


@given(st.text(max_size=80), st.integers(1, 40), st.integers(1, 4))
def test_fitted_text_is_never_mathematics_and_keeps_what_fits(text, width, lines):
    fitted = lettering.fit(text, width, lines)
    assert not matplotlib.cbook.is_math_text(fitted)
    shown = fitted.replace(r"\$", "$").split("\n")
    assert len(shown) <= lines and max(map(len, shown)) <= max(width, 2)
    if not fitted.endswith("…"):
        assert "".join(shown).replace(" ", "") == lettering.plain(text).replace(" ", "")


def test_the_first_seven_actors_have_their_own_colour():
    actors = pd.DataFrame({"actor": [*NAMES, "Mali"]})
    colours = palette.actor_colours(actors)
    assert list(colours) == list(NAMES)
    assert len({colours[name] for name in list(NAMES)[:7]}) == 7
    assert {colours[name] for name in list(NAMES)[7:]} == {palette.GREYS["grey"]}
    own = {matplotlib.colors.to_hex(c) for c in matplotlib.color_sequences["okabe_ito"]}
    assert set(list(colours.values())[:7]) <= own


KNOWN = [
    ("name", "title", "metonym", "demonym", "role noun", "evaluative label", "pronoun"),
    ROLES,
    ("neutral", "doubting", "conceding", "committing", "attacking"),
    ("hedge", "modal"),
    VOICES,
]


@given(
    st.sampled_from(KNOWN).flatmap(
        lambda names: st.tuples(st.just(names), st.lists(st.sampled_from(names)))
    )
)
def test_known_categories_look_the_same_whichever_others_there_are(drawn):
    names, found = drawn
    everything = palette.category_styles(names)
    assert (
        palette.category_styles([*found, "another"]).items()
        >= {name: everything[name] for name in found}.items()
    )


def test_the_known_categories_are_those_that_the_suite_counts():
    from helpers.base.wordlists import hedges, reporting_verbs

    assert {group for group, _ in reporting_verbs().values()} == set(KNOWN[2])
    assert set(hedges().values()) == set(KNOWN[3])
    assert set(itertools.chain(*KNOWN)) == set(palette.CATEGORIES)


def test_unknown_categories_take_the_looks_that_are_left():
    styles = palette.category_styles(["alleged", "name", "so-called", "title", "alleged"])
    assert list(styles) == ["alleged", "name", "so-called", "title"]
    assert len({(style["facecolor"], style["hatch"]) for style in styles.values()}) == 4
    many = palette.category_styles([f"label {i}" for i in range(8)])
    assert many["label 7"] == many["label 0"]


@pytest.mark.parametrize(
    "styles",
    [palette.tone_styles(), palette.voice_styles(), palette.category_styles(FORMS)]
    + [palette.category_styles(names) for names in KNOWN],
)
def test_styles_differ_without_colour(styles):
    for one, other in combinations(styles.values(), 2):
        greys = [
            np.dot(matplotlib.colors.to_rgb(style["facecolor"]), (0.299, 0.587, 0.114))
            for style in (one, other)
        ]
        assert one["hatch"] != other["hatch"] or abs(greys[0] - greys[1]) > 0.2


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_text_stands_out_from_its_background(colour):
    def luminance(name):
        parts = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in matplotlib.colors.to_rgb(name)
        ]
        return np.dot(parts, (0.2126, 0.7152, 0.0722)) + 0.05

    for text, background in ((palette.ink(colour), colour), ("#111111", palette.tint(colour))):
        dark, light = sorted((luminance(text), luminance(background)))
        assert light / dark >= 4.5


def test_the_naming_matrix_counts_each_label_of_each_voice():
    table = evidence(ACTORS["two"])
    ax = plots.naming_matrix(table, "Mali")
    mine = table[(table["actor"] == "Mali") & (table["measure"] == "naming")]
    assert (
        sum(int(text.get_text()) for text in ax.texts)
        == len(mine)
        == len(ax.patches) + (mine.duplicated(["category", "voice", "speaker"]).sum())
    )
    assert ax.get_yticklabels()[0].get_text() == "the article"
    assert f"{len(mine)} in all" in ax.get_label()


def test_slopes_show_each_labels_share_in_each_article():
    table = measures(ACTORS["one"], OUTLETS)
    ax = plots.naming_slopes(table, "Mali")
    naming = table[table["measure"] == "naming"]
    for line, (_, row) in zip(ax.lines, naming.groupby("category", sort=False), strict=True):
        assert sorted(line.get_ydata()) == pytest.approx(sorted(row["value"]))
    assert f"n = {naming['n'].iloc[0]}" in ax.get_xticklabels()[0].get_text()


def test_agents_stand_right_and_patients_left_of_the_middle():
    table = measures(ACTORS["two"]).query("measure == 'agency'")
    ax = plots.agency_bars(table)
    for actor, y in (("Mali", 0), ("Russia", 1)):
        bars = [bar for bar in ax.patches if abs(bar.get_y() + bar.get_height() / 2 - y) < 0.1]
        acting = table[(table["actor"] == actor) & table["category"].str.startswith("agent")][
            "value"
        ].sum()
        assert sum(bar.get_width() for bar in bars if bar.get_x() > -1e-9) == pytest.approx(acting)
        assert sum(bar.get_width() for bar in bars) == pytest.approx(1)


def test_differences_with_too_few_cases_are_grey_and_say_why():
    few = actor_differences(evidence(ACTORS["two"]), "Mali", "Russia", repeats=20)
    ax = plots.difference_dumbbells(few)
    dots = [line for line in ax.lines if line.get_marker() in ("o", "D")]
    assert {matplotlib.colors.to_hex(dot.get_color()) for dot in dots} == {palette.GREYS["grey"]}
    assert (
        "fewer than 20 cases of Mali and Russia" in " ".join(ax.get_xlabel().split())
        and "Grey" in ax.get_label()
    )
    enough = plots.difference_dumbbells(differing(ACTORS["twelve"]))
    assert any(matplotlib.colors.to_hex(line.get_color()) == "#0072b2" for line in enough.lines)


def test_a_cell_says_share_and_n_and_is_hatched_where_few_cases_are():
    table = measures(ACTORS["two"], OUTLETS[:2])
    table.loc[(table["actor"] == "Russia") & (table["measure"] == "agency"), "n"] = 4
    ax = plots.share_matrix(table, "agency", "agent")
    hatched = {
        bool(bar.get_hatch()): text.get_text()
        for bar, text in zip(ax.patches, ax.texts, strict=True)
    }
    assert "of 4" in hatched[True] and "of 4" not in hatched[False]


def test_a_cell_of_a_very_small_share_still_says_how_many_cases_there_are():
    cell = {
        "article": "a",
        "measure": "salience",
        "category": "mentions",
        "n": 1000,
        "low": 0.0,
        "high": 0.01,
    }
    rows = [
        cell | {"actor": actor, "value": value, "start": 0, "end": 4, "text": "Mali"}
        for actor, value in (("Mali", 0.997), ("Chad", 0.003))
    ]
    ax = plots.share_matrix(make_table("framing", rows), "salience", "mentions")
    shown = [text.get_text() for text in ax.texts]
    assert (
        "<1%\n3 of 1000" in shown
        and "100%\n997 of 1000" in shown
        and "Chad in a <1%" in ax.get_label()
    )


def test_who_speaks_of_whom_is_counted():
    table = evidence(ACTORS["two"])
    ax = plots.speech_matrix(table)
    assert sum(int(text.get_text()) for text in ax.texts) == (table["measure"] == "form").sum()

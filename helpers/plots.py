"""Takes tables, gives Matplotlib Axes: each function draws one picture and returns the Axes it stands on.

The title is the question that the picture answers. The label of the Axes (`ax.get_label()`) describes the picture in
words, with the table's own numbers: `display.show_figure` makes it the alternative text. Nothing is shown or written.
Every function takes `ax`, the Axes to draw on, and makes a figure of the right height without it.
"""

from helpers import drawing, palette
from helpers.actor_tone import ENOUGH, ENOUGH_ARTICLES
from helpers.display import listing, percent, shares_in_words, signed
from helpers.drawing import FEW_CASES, SMALL, canvas, finish, name_rows, note_few, say, stack
from helpers.palette import GREYS, fit, name_colours, named_colours

FEW = 20  # a share of fewer is drawn as too uncertain to compare
MARKERS = "osD^vPX*"
TONE_MARKERS = {"negative": "v", "neutral": "o", "positive": "^", "unclear": "D"}
LINES = ("-", "--", "-.", ":")
VOICE_NAMES = {"own": "the article's own voice", "direct": "quoted directly", "indirect": "quoted indirectly"}


def frequency_bars(frequencies, *, top=20, ax=None):
    """Draw the most frequent words as bars; `frequencies` has the columns word and n."""
    question = "Which words does the article use most?"
    rows = frequencies.sort_values("n", ascending=False, kind="stable").head(top)
    if rows.empty:
        return say(ax, question, "There are no words to count.")
    ax = canvas(ax, len(rows), row=0.26)
    bars = ax.barh(range(len(rows)), rows["n"], height=0.75, **palette.bar_style(named_colours()["blue"]))
    ax.bar_label(bars, padding=3, **SMALL)
    name_rows(ax, rows["word"])
    ax.set_xlabel("times used")
    drawing.whole_numbers(ax.xaxis)
    words = listing((f"{word} ({n})" for word, n in zip(rows["word"], rows["n"], strict=True)), most=8)
    return finish(ax, question, f"Bars of {len(rows)} words and how often they are used: {words}.")


def dispersion(mentions, characters, *, top=12, colours=None, ax=None):
    """Draw where the most mentioned actors stand in an article of so many characters: a tick for each mention.

    This is the lexical dispersion plot of corpus linguistics, for actors in place of words.
    """
    question = "Where in the article does each actor appear?"
    counts = mentions.loc[mentions["actor"] != "", "actor"].value_counts().head(top)
    if counts.empty:
        return say(ax, question, "The article mentions no actor.")
    ax, colours, parts = canvas(ax, len(counts)), colours or name_colours(counts.index), []
    for y, (actor, n) in enumerate(counts.items()):
        places = 100 * mentions.loc[mentions["actor"] == actor, "start"] / max(characters, 1)
        ax.vlines(places, y - 0.32, y + 0.32, color=colours.get(actor, GREYS["grey"]), linewidth=2.2)
        parts.append(f"{actor} {n} times between {places.min():.0f}% and {places.max():.0f}%")
    name_rows(ax, counts.index, [f"n = {n}" for n in counts])
    ax.hlines(range(len(counts)), 0, 100, color=GREYS["light grey"], linewidth=0.8, zorder=0)
    ax.set(xlim=(-0.7, 100.7), xlabel="place in the article: share of its characters, in %")
    return finish(ax, question, f"A tick for each mention along the article: {listing(parts, last='; ', join='; ')}.")


def tone_line(sentiment, *, ax=None):
    """Draw the tone of an article's sentences in order: the rows of `sentiment` that are about no single actor."""
    question = "How does the tone move through the article?"
    rows = sentiment[sentiment["actor"] == ""].sort_values("sentence").fillna({"score": 0.0})
    if rows.empty:
        return say(ax, question, "There is no sentence to score.")
    ax, key, rows = canvas(ax, 6), {}, rows.set_index("sentence")
    for tone, style in palette.tone_styles().items():
        found = rows.loc[rows["label"] == tone, "score"]
        colour = style["facecolor"] if tone in ("negative", "positive") else GREYS["grey"]
        line = {"color": colour, "markerfacecolor": "white" if tone == "unclear" else colour}
        ax.vlines(found.index, 0, found, color=colour, linewidth=1.2)
        (key[f"{tone} ({len(found)})"],) = ax.plot(found.index, found, TONE_MARKERS[tone], **line)
    ax.axhline(0, color=GREYS["grey"], linewidth=0.8)
    ax.set(ylim=(-1.08, 1.08), ylabel="negative  –  positive", xlim=(rows.index[0] - 0.7, rows.index[-1] + 0.7))
    ax.set_xlabel("number of the sentence in the tables")
    drawing.whole_numbers(ax.xaxis)
    low, high = rows["score"].idxmin(), rows["score"].idxmax()
    ends = f"lowest in sentence {low} ({signed(rows['score'][low])}), highest in {high} ({signed(rows['score'][high])})"
    return finish(ax, question, f"Tone of {len(rows)} sentences in order: {listing(key)}; {ends}.", key=key)


def tone_by_actor(sentiment, *, top=12, ax=None):
    """Draw how each actor is spoken of: shares of negative, neutral and positive about a middle, unclear apart.

    The four shares of an actor add up to one; n counts the actor's rows, one per sentence and voice. Bars of fewer than
    five are pale.
    """
    question = "In what tone is each actor spoken of?"
    rows = sentiment[sentiment["actor"] != ""]
    counts = rows["actor"].value_counts().head(top)
    if counts.empty:
        return say(ax, question, "No sentence speaks of an actor.")
    styles, ax = palette.tone_styles(), canvas(ax, len(counts))
    shares = rows.groupby(["actor", "label"]).size().unstack(fill_value=0).reindex(columns=list(styles), fill_value=0)
    shares = shares.loc[counts.index].div(counts, axis=0)
    starts = -shares["negative"] - shares["neutral"] / 2
    apart = (starts + 1 - shares["unclear"]).max() + 0.12
    span = apart - starts.min() + max(shares["unclear"].max(), 0.2)
    for y, (actor, row) in enumerate(shares.iterrows()):
        pale = counts[actor] < FEW_CASES
        stack(ax, y, row[["negative", "neutral", "positive"]], styles, span=span, left=starts[actor], pale=pale)
        stack(ax, y, row[["unclear"]], styles, span=span, left=apart, pale=pale)
    ax.axvline(0, color=GREYS["grey"], linewidth=0.8, zorder=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.set(xticks=[], xlim=(starts.min() - 0.02, starts.min() + span + 0.02))
    name_rows(ax, counts.index, [f"n = {n}" for n in counts])
    told = f"Stacked bars of tone per actor: {shares_in_words(shares, counts)}.{note_few(ax, counts)}"
    return finish(ax, question, told, key=styles)


def tone_means(tones, *, top=12, ax=None):
    """Draw the tone toward each actor with its interval: the mean score as read, and corrected for known errors.

    `tones` is what `actor_tone.actor_tones` returns. Grey are those of whom too little is said to compare them.
    """
    question = "Toward whom is the tone friendly, toward whom hostile?"
    rows = tones.head(top)
    if rows.empty:
        return say(ax, question, "No sentence speaks of an actor.")
    ax, key, parts = canvas(ax, len(rows), row=0.46), {}, []
    names = [", ".join(map(str, names)) for names in rows.loc[:, :"n"].iloc[:, :-1].itertuples(index=False)]
    for y, (name, row) in enumerate(zip(names, rows.itertuples(), strict=True)):
        colour = named_colours()["blue"] if row.enough else GREYS["grey"]
        drawn = {
            "mean score, as read": (y - 0.15, row.score, row.low, row.high, {"marker": "o", "markerfacecolor": "white"}),
            "corrected for known errors": (y + 0.15, row.corrected, row.corrected_low, row.corrected_high, {"marker": "D"}),
        }
        for what, (height, value, low, high, look) in drawn.items():
            ax.plot([low, high], [height, height], color=colour, linewidth=1.8 if row.enough else 1)
            (key[what],) = ax.plot(value, height, color=colour, markersize=6, linestyle="", **look)
        parts.append(f"{name} {signed(row.score)}, corrected {signed(row.corrected)} (n = {row.n})")
    ax.axvline(0, color=GREYS["grey"], linewidth=0.8, zorder=0)
    name_rows(ax, names, [f"n = {row.n}, {percent(row.unclear)} unclear" for row in rows.itertuples()])
    few, reason = [name for name, enough in zip(names, rows["enough"], strict=True) if not enough], ""
    if few:
        articles = f" or {ENOUGH_ARTICLES} articles" if rows["articles"].max() > 1 else ""
        reason = f"fewer than {ENOUGH} judgements{articles}, too few to compare"
    ax.set(xlim=(-1.05, 1.05), xlabel="tone, −1 negative to +1 positive, with interval" + f"; grey: {reason}" * bool(few))
    told = f"Two dots with intervals per actor, as read and corrected: {listing(parts, join='; ', last='; ')}."
    return finish(ax, question, told + f" Grey, because of {reason}: {listing(few)}." * bool(few), key=key)


def tone_matrix(sentiment, *, top=8, ax=None):
    """Draw who speaks how of whom: the mean score and n for each speaker (the article's own voice first) and actor.

    A cell of fewer than three judgements is hatched grey: its mean says little.
    """
    question = "Who speaks how of whom?"
    rows = sentiment[sentiment["actor"] != ""]
    if rows.empty:
        return say(ax, question, "No sentence speaks of an actor.")
    unclear = f"{percent((rows['label'] == 'unclear').mean())} of the judgements are unclear"
    rows = rows[rows["actor"].isin(rows["actor"].value_counts().index[:top])]
    who = rows["speaker"].mask(rows["speaker"] == "", "unnamed speaker").mask(rows["voice"] == "own", "the article")
    speakers = sorted(who.value_counts().index, key=lambda name: name != "the article")[: top + 1]
    rows, who = rows[who.isin(speakers)], who[who.isin(speakers)]
    actors = rows["actor"].value_counts().index
    ax, parts = canvas(ax, len(speakers), row=0.5, width=3 + 0.92 * max(len(actors), 4), extra=2.2), []
    for (speaker, actor), scores in rows["score"].groupby([who, rows["actor"]]):
        drawing.draw_cell(ax, actors.get_loc(actor), speakers.index(speaker), scores.mean(), len(scores))
        parts.append((-len(scores), f"{speaker} of {actor} {signed(scores.mean())} (n = {len(scores)})"))
    drawing.name_cells(ax, speakers, actors)
    scale = f"−1 negative to +1 positive; hatched: fewer than three judgements; {unclear}"
    ax.set(ylabel="who speaks", xlabel=f"of whom: mean score, {scale}")
    told = listing((text for _, text in sorted(parts)), join="; ", last="; ")
    what = f"Heat map of the mean tone of speakers towards actors, largest n first ({unclear})"
    return finish(ax, question, f"{what}: {told}.")


def voice_bar(ratios, *, scope=None, ax=None):
    """Draw what share of the words is the article's own, quoted directly and quoted indirectly, from `quote_ratios`.

    `scope` chooses among the table's scopes; without it the first is taken.
    """
    question = "Whose voice is the article in?"
    rows = in_scope(ratios, scope)
    rows = rows[(rows["speaker"] == "") & (rows["words"] > 0)].drop_duplicates("voice").set_index("voice")
    rows = rows.loc[[voice for voice in VOICE_NAMES if voice in rows.index]]
    if rows.empty:
        return say(ax, question, "There are no words to count.")
    ax, left, parts = canvas(ax, 2), 0.0, []
    for side, (voice, row) in zip((1, -1, 1), rows.iterrows(), strict=False):
        ax.barh(0, row["share"], left=left, height=0.6, **palette.voice_styles()[voice])
        words = f"{percent(row['share'])} ({row['words']} of {row['n']} words)"
        parts.append(f"{VOICE_NAMES[voice]} {words}, 95% interval {percent(row['low'])} to {percent(row['high'])}")
        label, x = f"{VOICE_NAMES[voice]}\n{words}", left + row["share"] / 2
        narrow = row["share"] * drawing.width_of(ax) < 0.07 * max(map(len, label.split("\n")))  # inches for a letter
        if narrow:
            ax.plot([x, x], [side * 0.2, side * 0.52], color="black", linewidth=0.8)
        ax.text(x, side * (0.54 if narrow else 0.36), label, ha="center", va="bottom" if side > 0 else "top")
        left += row["share"]
    ax.set(xlim=(0, 1), ylim=(-1, 1), yticks=[], xticks=[])
    ax.spines[:].set_visible(False)
    return finish(ax, question, f"One bar of the words by voice: {listing(parts, join='; ', last='; ')}.")


def speaker_bars(ratios, *, scope=None, top=12, ax=None):
    """Draw the speakers by the words they are given: a bar each for direct and indirect, with its interval."""
    question = "Who is quoted, and how much?"
    rows = in_scope(ratios, scope)
    rows = rows[(rows["speaker"] != "") & (rows["voice"] != "own") & (rows["words"] > 0)]
    totals = rows.groupby("speaker", sort=False)["words"].sum().sort_values(ascending=False, kind="stable").head(top)
    if totals.empty:
        return say(ax, question, "Nobody is quoted by name.")
    ax, styles, order = canvas(ax, len(totals), row=0.46), palette.voice_styles(), list(totals.index)
    del styles["own"]
    told = dict.fromkeys(order, "")
    for row in rows[rows["speaker"].isin(order)].itertuples():
        y = order.index(row.speaker) + (-0.19 if row.voice == "direct" else 0.19)
        ax.barh(y, row.share, height=0.36, **styles[row.voice])
        ax.plot([row.low, row.high], [y, y], color="black", linewidth=1, marker="|", markersize=5)
        told[row.speaker] += f", {row.words} {row.voice}"
    name_rows(ax, order, [f"{words} words" for words in totals])
    ax.set(xlim=(0, None), xlabel=f"share of the {rows['n'].max()} quoted words, with 95% interval")
    ax.xaxis.set_major_formatter(lambda share, _: percent(share))
    parts = (f"{speaker} {words} ({told[speaker][2:]})" for speaker, words in totals.items())
    return finish(ax, question, f"Bars of the words quoted per speaker: {listing(parts, last=', ')}.", key=styles)


def repeats_arcs(repeats, sentences, *, ax=None):
    """Draw which sentences of one article repeat each other: an arc from each to its copy."""
    question = "What does the article say more than once, and where?"
    places = sentences["sentence"]
    inside = repeats["sentence"].isin(places) & repeats["sentence_b"].isin(places)
    pairs = repeats[inside & (repeats["article"] == repeats["article_b"])]
    if pairs.empty:
        return say(ax, question, f"None of the {len(places)} sentences repeats another.")
    reach = max((pairs["sentence"] - pairs["sentence_b"]).abs().max(), 1)
    high = 4 * reach / max(places.max() - places.min(), 1)  # in inches: half as high as wide
    ax, key, parts = canvas(ax, min(max(high, 0.6), 2), row=1), {}, []
    looks = dict(zip(pairs["kind"].unique(), zip(palette.ACTORS, LINES * 2, strict=False), strict=False))
    for row in pairs.sort_values("score", ascending=False, kind="stable").itertuples():
        a, b = sorted((row.sentence, row.sentence_b))
        colour, line = looks[row.kind]
        key[row.kind.replace("_", " ")] = drawing.draw_arc(ax, a, b, color=named_colours()[colour], linestyle=line)
        parts.append(f"sentences {a} and {b} ({row.kind.replace('_', ' ')}, {row.score:.2f})")
    ax.plot(places, [0] * len(places), "|", color=GREYS["grey"], markersize=7, clip_on=False)
    ax.set(xlim=(places.min() - 0.7, places.max() + 0.7), ylim=(0, 1.1 * reach), yticks=[])
    ax.set_xlabel("number of the sentence in the tables")
    drawing.whole_numbers(ax.xaxis)
    ax.spines["left"].set_visible(False)
    told = f"{len(pairs)} among {len(places)}: {listing(parts, join='; ', last='; ')}"
    return finish(ax, question, f"Arcs between repeated sentences, {told}.", key=key)


def shared_matrix(shared, *, ax=None):
    """Draw what share of each article's sentences stands, as it is or edited, in each other article, and how many."""
    question = "Which articles have sentences in common?"
    if shared.empty:
        return say(ax, question, "There is no second article to compare with.")
    articles = list(shared["article"].unique())
    ax, parts = canvas(ax, len(articles), row=0.5, width=3.4 + 0.92 * max(len(articles), 4), extra=2.2), []
    for row in shared.sort_values("share", ascending=False, kind="stable").itertuples():
        x, y = articles.index(row.article_b), articles.index(row.article)
        drawing.draw_share(ax, x, y, row.share, f"{row.shared}\n{percent(row.share)}")
        parts.append(f"{row.article} with {row.article_b} {row.shared} of {row.n}")
    drawing.name_cells(ax, articles, articles)
    ax.set(ylabel="of the sentences of", xlabel="so many stand, as they are or edited, in")
    return finish(ax, question, f"Heat map of shared sentences, most first: {listing(parts, join='; ', last='; ')}.")


def share_dumbbells(framing, measure, category=None, *, question=None, top=12, colours=None, ax=None):
    """Draw one measure of the table `framing` for each actor of an article: a dot with its interval.

    Without a category all of the measure's are drawn under each other. A dot is hollow where fewer than 5 cases stand
    behind it, or fewer than 20 in all.
    """
    question = question or f"How do the actors differ in {measure}" + (f" ({category})" if category else "") + "?"
    rows = pick(framing, measure, category)
    rows, colours = rows[rows["actor"].isin(rows["actor"].unique()[:top])], colours or name_colours(rows["actor"])
    if rows["category"].nunique() == 1:
        rows = rows.sort_values("value", ascending=False, kind="stable")
    return draw_dots(rows, "category", question, colours, ax)


def compare_dumbbells(framing, measure, category, *, question=None, top=8, colours=None, ax=None):
    """Draw one measure of the table `framing` for each actor of several articles: a connected dot per article.

    The actors that most articles mention come first. Dots are hollow as in `share_dumbbells`.
    """
    question = question or f"How do the articles differ in {measure} ({category})?"
    rows = pick(framing, measure, category)
    rows = rows.sort_values("actor", key=lambda actor: -actor.groupby(actor).transform("size"), kind="stable")
    return draw_dots(rows[rows["actor"].isin(rows["actor"].unique()[:top])], "article", question, colours, ax)


def measure_bars(framing, measure, *, question=None, top=12, ax=None):
    """Draw the shares of a measure's categories for each actor as stacked bars.

    Up to seven categories have a colour and a hatch each; more (the names an actor goes by) are written into the bars.
    The bars of an actor with fewer than five cases are pale.
    """
    question = question or f"How do the actors differ in {measure}?"
    rows = pick(framing, measure)
    rows = rows[(rows["value"] > 0) & rows["actor"].isin(rows["actor"].unique()[:top])]
    if rows.empty:
        return say(ax, question, f"There is nothing to count for {measure}.")
    shares = rows.pivot(index="actor", columns="category", values="value").loc[rows["actor"].unique()].fillna(0.0)
    shares = shares[shares.sum().sort_values(ascending=False, kind="stable").index]
    ax, counts = canvas(ax, len(shares)), rows.groupby("actor")["n"].max()[shares.index]
    key = palette.category_styles(shares) if shares.shape[1] <= len(palette.ACTORS) else None
    for y, (actor, row) in enumerate(shares.iterrows()):
        written = row[row > 0].sort_values(ascending=False, kind="stable")
        plain = {
            name: palette.bar_style("#ffffff" if i % 2 else GREYS["light grey"]) for i, name in enumerate(written.index)
        }
        pale = counts[actor] < FEW_CASES
        stack(ax, y, row if key else written, key or plain, span=1, named=not key, pale=pale)
    name_rows(ax, shares.index, [f"n = {n}" for n in counts])
    ax.set(xlim=(0, max(1.0, shares.sum(axis=1).max())), xticks=[])
    ax.spines[["left", "bottom"]].set_visible(False)
    told = f"Stacked bars of {measure} per actor: {shares_in_words(shares, counts)}.{note_few(ax, counts)}"
    return finish(ax, question, told, key=key)


def words_scatter(keyness, *, sides=("one side", "the other"), top=12, ax=None):
    """Draw how often each word is used against how much more one side uses it; the most distinct are named.

    `keyness` has the columns word, score (log-odds as z: Monroe, Colaresi and Quinn 2008) and n; a positive score is
    the first side's. Beyond ±1.96 a difference is larger than chance gives in one word of twenty.
    """
    question = f"Which words set {sides[0]} and {sides[1]} apart?"
    rows = keyness[keyness["n"] > 0].sort_values("score", key=abs, ascending=False, kind="stable")
    if rows.empty:
        return say(ax, question, "There are no words to compare.")
    ax, distinct, first = canvas(ax, 10), rows["score"].abs() > 1.96, rows["score"] > 0
    looks = (("o", "grey", ~distinct), ("^", "blue", distinct & first), ("v", "vermilion", distinct & ~first))
    for marker, colour, found in looks:
        ax.plot(rows["n"][found], rows["score"][found], marker, color=named_colours()[colour], markersize=5, alpha=0.8)
    ax.axhspan(-1.96, 1.96, color="#f2f2f2", zorder=0)
    reach = 1.15 * max(rows["score"].abs().max(), 2.2)
    ax.set(xscale="log", ylim=(-reach, reach), xlim=(rows["n"].min() / 1.5, rows["n"].max() * 2))
    ax.set_xlabel(f"times used; beyond the grey band of ±1.96 lie {distinct.sum()} of {len(rows)} words")
    ax.xaxis.get_major_locator().set_params(subs=(1, 2, 5))
    ax.xaxis.set_major_formatter("{x:g}")
    ax.xaxis.set_minor_formatter("")
    ax.set_ylabel(f"{fit(sides[1], 20, 1)}  ◂  log-odds (z)  ▸  {fit(sides[0], 20, 1)}")
    named = rows.head(top)
    told = listing((f"{row.word} {signed(row.score)} (n = {row.n})" for row in named.itertuples()), most=8)
    finish(ax, question, f"{len(rows)} words, {distinct.sum()} of them beyond ±1.96; the most distinct: {told}.")
    palette.place_names(ax, named["n"], named["score"], named["word"])
    return ax


def draw_dots(rows, series, question, colours, ax):
    """Draw a line for each of `rows`, gathered by actor: dot, interval, and at the right which of the series it is."""
    if rows.empty:
        return say(ax, question, "There is nothing to count for this.")
    actors, several = list(rows["actor"].unique()), rows[series].nunique() > 1
    rows = rows.assign(place=rows["actor"].map(actors.index)).sort_values("place", kind="stable", ignore_index=True)
    rows["y"], colours = rows.index + rows["place"] * several, colours or name_colours(actors)
    form, cases = (percent if rows["value"].between(0, 1).all() else signed), (rows["value"] * rows["n"]).round()
    rows["sure"] = (rows["n"] >= FEW) & ((cases >= FEW_CASES) | (form is signed))
    ax, parts, notes = canvas(ax, rows["y"].max() + 1, row=0.26 if several else 0.4), [], []
    markers = dict(zip(rows[series].unique(), MARKERS * len(rows), strict=False))
    for row, name in zip(rows.itertuples(), rows[series], strict=True):
        colour = colours.get(row.actor, GREYS["grey"]) if row.sure else GREYS["grey"]
        ax.plot([row.low, row.high], [row.y, row.y], color=colour, linewidth=1.8 if row.sure else 1)
        ax.plot(row.value, row.y, markers[name], color=colour, markerfacecolor=colour if row.sure else "w", markersize=7)
        n = f"{cases[row.Index]:.0f} of {row.n}" if form is percent else f"n = {row.n}"
        notes.append(f"{form(row.value)}, {n}" + f"   {fit(name, 24, 1)}" * several)
        parts.append(f"{row.actor} " + f"{name} " * several + f"{form(row.value)} ({n})")
    if series == "article":
        for _, group in rows.groupby("place"):
            ax.plot(group["value"], group["y"], color=GREYS["light grey"], linewidth=3, zorder=0)
    name_rows(ax, actors, notes, rows.groupby("place")["y"].mean(), rows["y"])
    ax.xaxis.set_major_formatter(lambda value, _: form(value))
    reach = min(1.0, 1.1 * rows[["value", "high"]].max(axis=None))
    ax.set_xlim((-0.03 * reach, 1.03 * reach) if form is percent and reach else None)
    few = f"fewer than {FEW_CASES} cases, or of fewer than {FEW}" if form is percent else f"of fewer than {FEW}"
    ax.set_xlabel("with 95% interval" + ("" if rows["sure"].all() else f"; hollow: {few}"))
    hollow = "" if rows["sure"].all() else f" {(~rows['sure']).sum()} of {len(rows)} are hollow: {few}."
    return finish(ax, question, f"Dots with intervals: {listing(parts, join='; ', last='; ')}.{hollow}")


def pick(framing, measure, category=None):
    """Return the rows of a measure, one per article, actor and category."""
    rows = framing[(framing["measure"] == measure) & (framing["actor"] != "")].dropna(subset="value")
    rows = rows if category is None else rows[rows["category"] == category]
    return rows.drop_duplicates(["article", "actor", "category"])


def in_scope(ratios, scope):
    return ratios[ratios["scope"] == (ratios["scope"].iloc[0] if scope is None and len(ratios) else scope)]

"""Takes tables, gives what they say in one plain sentence each: the words under the pictures and in the report."""

from helpers.display import listing, percent


def actors_finding(annotated):
    """Return who is in the article: how many actors, and the most mentioned ones."""
    actors = annotated.actors[annotated.actors["type"] != "place"]
    if actors.empty:
        return "No actor was found in this article."
    top = [f"{row.actor} ({row.mentions})" for row in actors.head(5).itertuples()]
    words = int(annotated.tokens["is_word"].sum())
    return f"In {words:,} words {count(len(actors), 'actor')} are named; most often {listing(top)}."


def tone_finding(sentiment):
    """Return how many sentences are of which tone, and the actor spoken of most negatively."""
    sentences = sentiment[sentiment["actor"] == ""]
    if sentences.empty:
        return "There is no sentence to read a tone from."
    shares = sentences["label"].value_counts()
    parts = [f"{shares[label]} {label}" for label in ("negative", "neutral", "positive", "unclear") if label in shares]
    found = f"By the words of a list, of {count(len(sentences), 'sentence')} {listing(parts)} are in tone."
    means = sentiment[sentiment["actor"] != ""].groupby("actor")["score"].agg(["mean", "size"])
    means = means[means["size"] >= 3].sort_values(["mean", "size"])
    if means.empty:
        return f"{found} No actor stands in three sentences or more."
    worst = means.iloc[0]
    return f"{found} The darkest company is that of {means.index[0]} (mean {worst['mean']:+.2f}, n = {worst['size']:.0f})."


def repeats_finding(repeats, sentences):
    """Return how many pairs of sentences repeat each other, and the words changed in the nearest edited one."""
    if repeats.empty:
        return f"None of the {count(len(sentences), 'sentence')} repeats another."
    kinds = repeats["kind"].str.replace("_", " ").value_counts()
    kinds = listing([f"{n} {kind}" for kind, n in kinds.items()])
    found = f"{count(len(repeats), 'pair')} of sentences repeat each other: {kinds}."
    edited = repeats[repeats["added"].ne("") | repeats["dropped"].ne("")]
    if edited.empty:
        return found
    row = edited.sort_values("score", ascending=False).iloc[0]
    changes = [f"“{words}” {verb}" for words, verb in ((row["dropped"], "dropped"), (row["added"], "added")) if words]
    return f"{found} In the nearest one {listing(changes)}."


def quotes_finding(quotes, ratios):
    """Return the share of words that is quoted, and who speaks most."""
    whole = ratios[ratios["scope"] == "article"]
    share = whole[whole["speaker"] == ""].set_index("voice")["share"]
    found = f"{percent(share['direct'])} of the words are direct quotation, {percent(share['indirect'])} indirect"
    speakers = whole[whole["speaker"] != ""].groupby("speaker")["words"].sum().sort_values(ascending=False, kind="stable")
    if speakers.empty:
        return f"{found}; nobody is quoted."
    first = percent(speakers.iloc[0] / speakers.sum())
    return f"{found}; {first} of the quoted words are from {speakers.index[0]}, of {count(len(speakers), 'speaker')}."


def framing_finding(framing, actors):
    """Return by how many names the main actor goes, and who acts and who is acted upon most."""
    if framing.empty:
        return "No actor was found whose framing could be counted."
    naming = framing[framing["measure"] == "naming"]
    forms = naming.groupby("actor")["category"].nunique()
    shown = [actor for actor in actors.loc[actors["type"] != "place", "actor"] if actor in forms.index] or list(forms.index)
    most = max(shown, key=lambda actor: forms[actor])
    found = f"{most} goes by {count(int(forms[most]), 'name')}: {listing(naming.loc[naming['actor'] == most, 'category'])}."
    agents = framing[(framing["measure"] == "agency") & (framing["category"] == "agent")].sort_values(
        ["n", "value"], ascending=False, kind="stable"
    )
    if agents.empty:
        return found
    row = agents.iloc[0]
    return (
        f"{found} {row['actor']} acts most: as the agent of {row['value'] * row['n']:.0f} of {count(int(row['n']), 'verb')}."
    )


def compare_finding(framing, pairs, annotated):
    """Return how many sentences the articles share, and the actor whose share of the mentions differs most."""
    if len(annotated) < 2:
        return "There is one article only: name others on the same event in OTHERS to compare it with."
    across = (pairs["article"] != pairs["article_b"]).sum()
    found = f"{count(len(annotated), 'article')} share {count(int(across), 'pair')} of sentences."
    mentions = framing[(framing["measure"] == "salience") & (framing["category"] == "mentions")]
    wide = mentions.pivot_table(index="actor", columns="article", values="value", fill_value=0.0)
    if wide.empty:
        return found
    spread = (wide.max(axis=1) - wide.min(axis=1)).sort_values(ascending=False, kind="stable").index[0]
    low, high = wide.loc[spread].idxmin(), wide.loc[spread].idxmax()
    shares = f"{percent(wide.loc[spread, low])} of the mentions in {low}, {percent(wide.loc[spread, high])} in {high}"
    return f"{found} They differ most in {spread}: {shares}."


def agreement_finding(sheet, tables):
    """Return whether the numbers were checked by hand, and how often the machine was right on what."""
    from helpers.agreement import summarise

    checked = summarise(sheet, tables)
    if checked.empty:
        return "Not checked by hand: no coded sheet lies beside this article."
    parts = [
        f"{percent(row.accuracy)} of {row.items} {row.what} ({percent(row.low)} to {percent(row.high)})"
        for row in checked.itertuples()
    ]
    return f"Checked by hand by {count(int(checked['coders'].max()), 'coder')}: the machine was right on {listing(parts)}."


def count(n, noun):
    """Return a number with its noun.

    >>> count(1, "pair"), count(1200, "word")
    ('1 pair', '1,200 words')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"

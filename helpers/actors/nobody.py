"""Says which nouns for people and bodies name nobody, as in "come into force" and "off guard"."""

from helpers.base.wordlists import word_set


def is_nobody(parse, i):
    """Return whether a noun is meant as a thing that one has or does: one without an article that
    is a mass ("force", "fraud"), or a quality of its owner ("let down his guard")."""
    own = {parse.dep[c] for c in parse.children[i] if c < i}
    if parse.tag[i] != "NN" or own - {"poss"}:
        return False
    if own:
        return parse.lemma[i] in word_set("quality")
    return parse.lemma[i] in word_set("mass")

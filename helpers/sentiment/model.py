"""Reads sentences by the tone model: how likely each tone is toward the actors that stand in them.

A small neural encoder reads each sentence once, with names masked, and yields the tone at every
actor; it is mixed with a regression over the words. Both are files in helpers/data/, made by
training/tone; a card there describes what they were made from, and how they err."""

import gzip
import json
from functools import cache

import numpy as np

from helpers.base.models import load_piece_vectors, log_softmax, open_network
from helpers.base.places import DATA
from helpers.base.tables import LABELS
from helpers.base.wordlists import function_words
from helpers.sentiment.masks import MASKED, mask, settle_spans
from helpers.sentiment.words import log_chances, masked_words, word_gains

# the network's last columns are two heads of so many numbers each: the product of the first at an
# actor and of the second at a word is what the word adds to the tone toward the actor
ASKED = 32
LEAST_PULL = 0.2  # log-odds: a word that adds less decides nothing


@cache
def load_tone():
    """Return the encoder's session, loaded once. Raises FileNotFoundError if the file is
    missing."""
    return open_network(gzip.decompress((DATA / "tone.onnx.gz").read_bytes()))


@cache
def settings():
    """Return from tone.json how encoder and regression are mixed, and how the model errs."""
    return json.loads((DATA / "tone.json").read_text(encoding="utf-8"))


def read_tone(text, spans):
    """Return (chances, readings): the chances of the labels toward the actor at each span, and last
    of the text as a whole.

    From a reading `deciding_words` finds which words decided. Other names, found by their capitals,
    are masked, too."""
    places, others = settle_spans(text, list(spans))
    encoder, gains = read_encoder(text, places, others)
    actors = [*range(len(places)), None]
    words = [masked_words(text, places, others, actor) for actor in actors]
    chances = mix_models(encoder, log_chances(*words), settings())
    return chances, list(zip(gains, words, strict=True))


def mix_models(encoder, regression, weights):
    """Return the chances of the labels from the log-chances of the two models, both readings ×
    labels."""
    both = weights["encoder"] * encoder + weights["regression"] * regression
    return np.exp(log_softmax(both + np.array(weights["start"])))


def read_encoder(text, places, others):
    """Return (log-chances, gains) of each place, and last of the text as a whole; places and other
    names are those of `settle_spans`.

    The gains are (starts, ends, gains) of the words of each stretch that was read: how much the
    log-odds of positive against negative would lose without the word, as the encoder predicts. Of a
    text longer than the encoder reads at once, the whole is the mean of the stretches around its
    actors."""
    pieces = load_piece_vectors()
    session = load_tone()
    log_chances_at = np.zeros((len(places), len(LABELS)))
    gains = [[] for _ in range(len(places) + 1)]
    whole = []
    for part in mask(text, places, others, pieces.vocabulary):
        is_masked = part.ids == MASKED
        ids = np.where(is_masked, 0, part.ids)
        vectors = (pieces.vectors[ids] * pieces.scales[ids])[None]
        inputs = {"words": vectors, "masked": is_masked[None].astype(np.float32)}
        output = session.run(None, inputs)[0][0]
        log_labels = log_softmax(output[[0, *part.pieces], : len(LABELS)])
        whole.append(log_labels[0])
        log_chances_at[part.actors] = log_labels[1:]
        begins = np.nonzero(part.end)[0]
        at_actor = output[[*part.pieces, 0], len(LABELS) : -ASKED]
        at_word = output[begins, -ASKED:]
        products = at_actor @ at_word.T / ASKED**0.5
        for actor, row in zip([*part.actors, -1], products, strict=True):
            gains[actor].append((part.start[begins], part.end[begins], row))
    return np.vstack([log_chances_at, np.mean(whole, axis=0)]), gains


def deciding_words(text, reading, sides, place=(0, 0), *, most=4):
    """Return the words outside a place that pull most to each of the sides (-1, 1), in their order,
    each once.

    A word pulls by the change that the encoder predicts for its loss, and by its weight in the
    regression. Function words, words that pull less than LEAST_PULL, and those that pull less than
    a third of the strongest do not count."""
    pulls = []
    for span, pull in word_pulls(reading).items():
        word = text[slice(*span)]
        is_inside = place[0] <= span[0] < place[1]
        has_content = word.isalpha() and word.lower() not in function_words()
        if abs(pull) > LEAST_PULL and has_content and not is_inside:
            pulls.append((pull, span))
    spans = []
    for side in sides:
        strength = sorted(((side * pull, span) for pull, span in pulls), reverse=True)
        strongest = [(pull, span) for pull, span in strength if pull > 0][:most]
        spans += sorted(span for pull, span in strongest if 3 * pull >= strongest[0][0])
    return list(dict.fromkeys(text[slice(*span)] for span in spans))


def word_pulls(reading):
    """Return {(start, end): how much a word adds to the log-odds of positive against negative} in
    both models together."""
    gains, words = reading
    encoder = {}
    for starts, ends, row in gains:
        for start, end, gain in zip(starts.tolist(), ends.tolist(), row.tolist(), strict=True):
            encoder[start, end] = gain
    weights = settings()
    pulls = {}
    for span, gain in word_gains(words).items():
        pulls[span] = weights["encoder"] * encoder.get(span, 0.0) + weights["regression"] * gain
    return pulls

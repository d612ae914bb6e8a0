"""Takes sentences and where actors stand in them, gives the chances that their tone toward each is
of which label.

A small neural encoder reads each sentence once, names masked, and the tone at every actor off it; a
regression over the words is mixed in. Both are files in helpers/data/, made by training/tone; a
card there says from what, and how they err."""

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

ASKED = 32  # numbers in each of the two heads that say what a word adds
LEAST = 0.2  # log-odds: a word that adds less decides nothing


@cache
def load_tone():
    """Return the encoder's session, loaded once. Raises FileNotFoundError if it is not there."""
    return open_network(gzip.decompress((DATA / "tone.onnx.gz").read_bytes()))


@cache
def settings():
    """Return how encoder and regression are mixed, and what is known of their errors, from
    tone.json."""
    return json.loads((DATA / "tone.json").read_text(encoding="utf-8"))


def read_tone(text, spans):
    """Return (chances, readings): chances of the labels toward the actor at each span, and last of
    the text as a whole.

    Of the readings `deciding_words` tells which words decided. Other names are masked, too, as
    found by their capitals."""
    places, left = settle_spans(text, list(spans))
    encoder, told = read_encoder(text, places, left)
    words = [masked_words(text, places, left, number) for number in [*range(len(places)), None]]
    regression = log_chances(*words)
    return mix(encoder, regression, settings()), list(zip(told, words, strict=True))


def mix(encoder, regression, mixed):
    """Return the chances of the labels from the log-chances of the two models, both readings ×
    labels."""
    return np.exp(
        log_softmax(
            mixed["encoder"] * encoder + mixed["regression"] * regression + np.array(mixed["start"])
        )
    )


def read_encoder(text, places, left):
    """Return (log-chances, words): of each place, and last of the text as a whole; places as
    `settle_spans` gives them.

    The words are (starts, ends, gains) of each stretch that was read: what the log-odds of positive
    against negative would lose without them, as it foretells. Of a text longer than the encoder
    reads at once, the whole is the mean of the stretches round its actors."""
    words = load_piece_vectors()
    session = load_tone()
    found = np.zeros((len(places), len(LABELS)))
    told = [[] for _ in range(len(places) + 1)]
    whole = []
    for part in mask(text, places, left, words.vocabulary):
        masked = part.ids == MASKED
        ids = np.where(masked, 0, part.ids)
        vectors = (words.vectors[ids] * words.scales[ids])[None]
        out = session.run(None, {"words": vectors, "masked": masked[None].astype(np.float32)})[0][0]
        logits = out[:, : len(LABELS)]
        asks = out[:, len(LABELS) : -ASKED]
        tells = out[:, -ASKED:]
        chances = log_softmax(logits[[0, *part.pieces]])
        found[part.actors] = chances[1:]
        whole.append(chances[0])
        begun = np.nonzero(part.end)[0]
        gains = asks[[*part.pieces, 0]] @ tells[begun].T / ASKED**0.5
        for actor, gain in zip([*part.actors, -1], gains, strict=True):
            told[actor].append((part.start[begun], part.end[begun], gain))
    return np.vstack([found, np.mean(whole, axis=0)]), told


def deciding_words(text, reading, sides, place=(0, 0), *, most=4):
    """Return the words outside a place that pull most to each of the sides (-1, 1), in their order,
    each once.

    A word pulls by what the encoder foretells that its loss would change, and by its weight in the
    regression. Function words, words that pull less than LEAST, and those that pull less than a
    third of the strongest do not count."""
    told, words = reading
    told = {
        (start, end): gain
        for part in told
        for start, end, gain in zip(*map(np.ndarray.tolist, part), strict=True)
    }
    mixed = settings()
    pulling = []
    for span, gain in word_gains(words).items():
        pull = mixed["encoder"] * told.get(span, 0.0) + mixed["regression"] * gain
        word = text[slice(*span)]
        if (
            abs(pull) > LEAST
            and word.isalpha()
            and not place[0] <= span[0] < place[1]
            and word.lower() not in function_words()
        ):
            pulling.append((pull, span))
    decided = []
    for side in sides:
        strongest = sorted(
            ((side * pull, span) for pull, span in pulling if side * pull > 0), reverse=True
        )[:most]
        decided += sorted(span for pull, span in strongest if 3 * pull >= strongest[0][0])
    return list(dict.fromkeys(text[slice(*span)] for span in decided))

"""Draws tables as pictures: each function draws one question with Matplotlib and returns its Axes.

The title is the question that the picture answers. The label of the Axes (`ax.get_label()`)
describes the picture in words, with the table's own numbers; `show_figure` makes it the alternative
text. Nothing is shown or written. Every function draws on `ax` or, without it, on a new figure of
the right height."""

from helpers.plots.actors import dispersion, measure_bars
from helpers.plots.comparing import difference_dumbbells, share_matrix
from helpers.plots.framing import agency_bars, framing_profile
from helpers.plots.lettering import plain
from helpers.plots.naming import naming_matrix, naming_slopes
from helpers.plots.pairs import pairs_across, pairs_matrix
from helpers.plots.palette import (
    GREYS,
    VOICES,
    actor_colours,
    name_colours,
    named_colours,
    tint,
    tone_colours,
)
from helpers.plots.repeated import repeats_arcs, shared_matrix
from helpers.plots.shares import corrected_dumbbells, share_dumbbells
from helpers.plots.tone import tone_by_actor, tone_line, tone_matrix, tone_means
from helpers.plots.voices import speaker_bars, speech_matrix, voice_bar
from helpers.plots.words import frequency_bars, words_scatter

__all__ = [
    "GREYS",
    "VOICES",
    "actor_colours",
    "agency_bars",
    "corrected_dumbbells",
    "difference_dumbbells",
    "dispersion",
    "framing_profile",
    "frequency_bars",
    "measure_bars",
    "name_colours",
    "named_colours",
    "naming_matrix",
    "naming_slopes",
    "pairs_across",
    "pairs_matrix",
    "plain",
    "repeats_arcs",
    "share_dumbbells",
    "share_matrix",
    "shared_matrix",
    "speaker_bars",
    "speech_matrix",
    "tint",
    "tone_by_actor",
    "tone_colours",
    "tone_line",
    "tone_matrix",
    "tone_means",
    "voice_bar",
    "words_scatter",
]

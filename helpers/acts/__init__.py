"""Who does what to whom, and what actors are called."""

from helpers.acts.acts import find_acts
from helpers.acts.labelling import labellings
from helpers.acts.labels import find_labels
from helpers.acts.reading import Case, read

__all__ = ["Case", "find_acts", "find_labels", "labellings", "read"]

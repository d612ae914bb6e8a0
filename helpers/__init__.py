"""News framing notebooks: how news articles frame the people, states and groups in them.

Names are loaded when they are first used, so that `import helpers` costs nothing.
"""

from importlib import import_module

__version__ = "0.1.1"

EXPORTS = {
    "articles": ["Article", "articles_table", "dropped_table", "make_article", "read_article", "read_articles",
                 "read_corpus", "read_file"],
    "annotation": ["AnnotatedArticle", "annotate"],
    "corpus": ["analyse"],
    "display": ["show_figure", "show_finding", "show_table"],
    "picking": ["pick_article"],
    "problems": ["ArticleError", "ArticleWarning"],
    "saving": ["results_folder", "save_results"],
}  # fmt: skip
HOME = {name: module for module, names in EXPORTS.items() for name in names}
MODULES = {
    "actor_tone", "actors", "adjudication", "agency", "agreement", "aliases", "annotation", "archive", "articles",
    "batches", "cache", "candidates", "clauses", "coders", "coding", "compare", "contrasts", "corpus", "corrections",
    "corrector", "descriptors", "differences", "display", "drawing", "edits", "encoder", "estimates", "execution", "explore",
    "files", "findings", "folders", "forget", "formats", "framing", "hedging", "highlight", "identity", "intervals",
    "language", "likeness", "marks", "masks", "methods", "nameless", "names", "naming", "palette", "parse", "picking",
    "pieces", "plots", "presence", "problems", "pronouns", "quotes", "reading", "references", "repeats", "report",
    "sampling", "saving", "sentences", "sentiment", "sheets", "speakers", "structure", "tables", "tagging", "terminal",
    "terms", "tone", "vader", "vocabulary", "wordlists", "words", "writers",
}  # fmt: skip
__all__ = sorted(HOME)


def __getattr__(name):
    if name in HOME:
        return getattr(import_module(f"helpers.{HOME[name]}"), name)
    if name in MODULES:
        return import_module(f"helpers.{name}")
    raise AttributeError(f"helpers has no {name!r}")


def __dir__():
    return sorted({*globals(), *HOME, *MODULES})

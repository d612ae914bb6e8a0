"""News framing notebooks: how news articles frame the people, states and groups in them.

Names are loaded when they are first used, so that `import helpers` costs nothing. Each folder is a
step or a question."""

from importlib import import_module

__version__ = "0.6.0"

PUBLIC = {  # what notebooks use by name → the folder that has it
    "Article": "base.article",
    "AnnotatedArticle": "base.article",
    "ArticleError": "base.problems",
    "ArticleWarning": "base.problems",
    "join_tables": "base.tables",
    "articles_table": "reading",
    "dropped_table": "reading",
    "make_article": "reading",
    "read_article": "reading",
    "read_articles": "reading",
    "read_corpus": "reading",
    "read_file": "reading",
    "annotate": "annotation",
    "possible_merges": "comparing",
    "share_names": "comparing",
    "analyse": "archive",
    "actor_colours": "plots",
    "tone_colours": "plots",
    "explore": "showing",
    "highlight": "showing",
    "highlight_repeats": "showing",
    "pick_article": "showing",
    "show_figure": "showing",
    "show_finding": "showing",
    "show_table": "showing",
    "results_folder": "report",
    "save_results": "report",
}
__all__ = sorted(PUBLIC)


def __getattr__(name):
    if name in PUBLIC:
        return getattr(import_module(f"helpers.{PUBLIC[name]}"), name)
    raise AttributeError(f"helpers has no {name!r}")


def __dir__():
    return sorted({*globals(), *PUBLIC})

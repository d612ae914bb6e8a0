"""Takes a function and an article, gives the function's result: from disk, if text and version were seen before.

The cache is a folder of the user's that can be deleted at any time; a result made by other code, another model or
other word lists is never used.
"""

import hashlib
from functools import cache
from pathlib import Path


def remember(function, article):
    """Return function(article), computed once per article and version and kept on disk."""
    from joblib import Memory

    return Memory(cache_folder(), verbose=0).cache(call, ignore=["function"])(
        function, article, version(), function.__name__
    )


def call(function, article, version, name):
    return function(article)


def cache_folder():
    """Return the folder in which annotations are kept; None, and nothing is kept, if it cannot be written."""
    from platformdirs import user_cache_path

    folder = user_cache_path("news-framing-notebooks")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


@cache
def version():
    """Return a digest of the suite's code and word lists and of the tagger's version."""
    from helpers.tagging import tagger_version

    here = Path(__file__).parent
    digest = hashlib.blake2b(tagger_version().encode(), digest_size=16)
    for path in sorted([*here.glob("*.py"), *here.glob("data/*")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()

"""The fixtures that all tests may ask for; what they are made of stands in `shared`."""

import pytest
from shared import NAMES, annotated_of, article_of, tables_of


def pytest_collection_modifyitems(items):
    """Let the files with slow tests begin first, so that at the end no process waits for
    another."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def first():
    return annotated_of("lavrov_mali.txt")


@pytest.fixture(params=NAMES)
def any_annotated(request):
    return annotated_of(request.param)


@pytest.fixture(params=NAMES)
def any_tables(request):
    return article_of(request.param), tables_of(request.param)


@pytest.fixture(scope="session")
def tables():
    return tables_of("lavrov_mali.txt")


@pytest.fixture(scope="session")
def by_hand():
    """Tables of the first article with a few rows whose answers are known."""
    from coded import tables_by_hand

    return tables_by_hand()

"""Builds the package with the notebooks in it, so that it works by itself once installed."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["helpers", "helpers.*"]), "helpers.notebooks"],
    package_dir={"helpers.notebooks": "notebooks"},
    package_data={
        "helpers": ["data/*", "data/**/*", "py.typed"],
        "helpers.notebooks": ["*.ipynb"],
    },
)

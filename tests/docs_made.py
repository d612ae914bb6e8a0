"""What docs/generate.py knows: the folders of the package in order, and the pages made from it."""

import importlib.util

from shared import ROOT

specification = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
generate = importlib.util.module_from_spec(specification)
specification.loader.exec_module(generate)
FOLDERS = generate.folders()

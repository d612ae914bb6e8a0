"""Train the two models of repeats: helpers/data/repeats.onnx.gz and repeats_paraphrase.csv.

    python -m training.repeats.train --pairs pairs.parquet --check other.parquet

Boosted trees (scikit-learn's, after Ke et al. 2017, LightGBM) decide whether a sentence is reused;
they learn from planted pairs, judged ones and paraphrases. A logistic regression, which learns from
the paraphrases alone, estimates how far the sentence still says the same. The figures printed for
paraphrases and judged pairs are cross-validated: each of five pairs of models has not seen a fifth
of them."""

import argparse
import gzip
from pathlib import Path

import numpy as np
import pandas as pd
from onnx import TensorProto, checker, helper
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from helpers.repeats.likeness import FEATURES, FEWEST_SHARED, REUSED, is_same_frame, join_chances

OUT = Path(__file__).resolve().parents[2] / "helpers" / "data"
PARAPHRASES = "mrpc", "mrpc lots"
WEIGHTS = {
    "mrpc": 2,
    "mrpc lots": 2,
    "judged": 60,
}  # of a pair of these sources for the trees; of a planted one 1,
OTHER_NAMES = 5  # but of one that has the same words and other names, which is another thing
TREES = {"max_iter": 45, "max_leaf_nodes": 63, "learning_rate": 0.25, "l2_regularization": 1}
STRENGTH = 0.3  # inverse of the regression's penalty on the squares of its weights
FOLDS = 5
COLUMNS = [f"f{i}" for i in range(len(FEATURES))]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--check", type=Path, required=True)
    arguments = parser.parse_args()
    pairs = pd.read_parquet(arguments.pairs)
    other = pd.read_parquet(arguments.check)
    pairs = pairs[shares_enough(pairs) | pairs["source"].isin(WEIGHTS)]
    cross_validate(pairs)
    trees = fit_trees(pairs)
    regression = fit_regression(pairs)
    check(trees, other[shares_enough(other)])
    write_trees(trees)
    write_regression(regression)


def shares_enough(pairs):
    return pairs[f"f{FEATURES.index('shared words')}"] >= FEWEST_SHARED


def cross_validate(pairs):
    fold = np.where(pairs["source"].isin(WEIGHTS), pairs["number"] % FOLDS, -1)
    scores = pd.DataFrame({"reuse": 0.0, "paraphrase": 0.0}, index=pairs.index)
    for number in range(FOLDS):
        held = pairs[fold == number]
        rest = pairs[fold != number]
        for name, model in (("reuse", fit_trees(rest)), ("paraphrase", fit_regression(rest))):
            scores.loc[held.index, name] = model.predict_proba(matrix(held))[:, 1]
    reuse = (scores["reuse"] >= REUSED) | is_same_frame(matrix(pairs))
    scores["score"] = join_chances(reuse, scores["paraphrase"])
    for source in PARAPHRASES:
        mine = pairs["source"] == source
        for name, column in scores[mine].items():
            precision = average_precision_score(pairs.loc[mine, "label"], column)
            print(f"{source}: average precision by {name} {precision:.4f}")
    judged = pairs["source"] == "judged"
    taken = reuse
    label = pairs["label"]
    right = label[judged & taken].mean()
    found = taken[judged & (label == 1)].mean()
    print(
        f"judged: of {judged.sum()} pairs {label[judged].mean():.0%} repeat; "
        f"taken {(judged & taken).sum()}, of which {right:.0%} repeat; recall {found:.0%}"
    )


def fit_trees(pairs):
    weight = pairs["source"].map(WEIGHTS).fillna(1.0) * np.where(
        pairs["kind"] == "neg_other_names", OTHER_NAMES, 1
    )
    model = HistGradientBoostingClassifier(early_stopping=False, random_state=0, **TREES)
    return model.fit(matrix(pairs), pairs["label"], sample_weight=weight)


def fit_regression(pairs):
    pairs = pairs[pairs["source"].isin(PARAPHRASES)]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=3000))
    return model.fit(matrix(pairs), pairs["label"])


def matrix(pairs):
    return pairs[COLUMNS].to_numpy("float32")


def check(trees, pairs):
    """Print how well repeats are separated from the rest in each planted corpus, and how many pairs
    of each kind are taken."""
    for source, rows in pairs[~pairs["source"].isin(WEIGHTS)].groupby("source", sort=False):
        chance = trees.predict_proba(matrix(rows))[:, 1]
        taken = (chance >= REUSED) | is_same_frame(matrix(rows))
        hits = (rows["label"][taken] == 1).sum()
        total = rows["repeats"].iloc[0]
        kinds = (rows["kind"][taken].value_counts() / rows["kind"].value_counts()).fillna(0)
        print(
            f"{source}: F1 {2 * hits / (taken.sum() + total):.4f}, "
            f"precision {hits / taken.sum():.4f} "
            f"(expected {chance[taken].mean():.4f}), recall {hits / total:.4f};",
            ", ".join(f"{kind} {share:.3f}" for kind, share in kinds.items()),
        )


def write_trees(model):
    """Write the trees as an ONNX graph, which onnxruntime runs without scikit-learn."""
    nodes = []
    leaves = []
    for number, (tree,) in enumerate(model._predictors):
        for place, node in enumerate(tree.nodes):
            if node["is_leaf"]:
                leaves.append((number, place, 0, float(node["value"])))
                nodes.append((number, place, 0, 0.0, "LEAF", 0, 0))
            else:
                nodes.append(
                    (
                        number,
                        place,
                        int(node["feature_idx"]),
                        float(np.float32(node["num_threshold"])),
                        "BRANCH_LEQ",
                        int(node["left"]),
                        int(node["right"]),
                    )
                )
    names = ["treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids"]
    fields = {
        f"nodes_{name}": list(column)
        for name, column in zip(names, zip(*nodes, strict=True), strict=True)
    }
    names = ["treeids", "nodeids", "ids", "weights"]
    fields |= {
        f"target_{name}": list(column)
        for name, column in zip(names, zip(*leaves, strict=True), strict=True)
    }
    trees = helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        ["sum"],
        domain="ai.onnx.ml",
        n_targets=1,
        base_values=[float(model._baseline_prediction.item())],
        **fields,
    )
    shapes = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, width])
        for name, width in (("features", len(COLUMNS)), ("probability", 1))
    ]
    graph = helper.make_graph(
        [trees, helper.make_node("Sigmoid", ["sum"], ["probability"])],
        "repeats",
        *([s] for s in shapes),
    )
    versions = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    network = helper.make_model(graph, opset_imports=versions, ir_version=8)
    checker.check_model(network)
    content = gzip.compress(network.SerializeToString(), 9, mtime=0)
    (OUT / "repeats.onnx.gz").write_bytes(content)
    print(f"repeats.onnx.gz: {len(content) / 1e3:.0f} kB")


def write_regression(model):
    """Write the regression's weights by unit of the feature, the constant first."""
    scaler = model[0]
    regression = model[-1]
    weights = regression.coef_[0] / scaler.scale_
    constant = regression.intercept_[0] - weights @ scaler.mean_
    table = pd.DataFrame({"feature": ["constant", *FEATURES], "weight": [constant, *weights]})
    table.to_csv(
        OUT / "repeats_paraphrase.csv", index=False, float_format="%.6g", lineterminator="\n"
    )


if __name__ == "__main__":
    main()

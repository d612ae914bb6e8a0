"""Measure what actors are called and do, on five texts of our own in which every label and act was
marked by hand.

    python -m benchmarks.labels

Prints recall of the labels by kind, and for acts with one of their actors precision, recall and F1;
then the same of the second coder against the first, who both marked before anything was run."""

from helpers import annotate, make_article
from helpers.acts import find_acts, find_labels
from tests.marked_labels import OF_MENTIONS, actors_of, count_acts, count_labels, read_marked

KINDS = (*OF_MENTIONS, "apposition", "predicate", "ascription", "vocative")
SAID = ("apposition", "predicate", "ascription", "vocative")


def by_suite(marked):
    """Return {name: (labels, acts)} as the suite finds them, rows as dicts."""
    found = {}
    for name, one in marked.items():
        annotated = annotate(make_article(name, one["text"]), cache=False)
        tables = (find_labels(annotated), find_acts(annotated))
        found[name] = tuple(table.to_dict("records") for table in tables)
    return found


def by_coder(marked):
    """Return the same of a coder's marks."""
    found = {}
    for name, one in marked.items():
        acts = [
            {**act, "agent": "; ".join(act["agents"]), "patient": "; ".join(act["patients"])}
            for act in one["acts"]
        ]
        found[name] = (one["labels"], acts)
    return found


def tell(title, marked, found):
    print(f"\n{title}")
    for kinds in (OF_MENTIONS, SAID, *([kind] for kind in KINDS)):
        counts = [count_labels(marked[name], found[name][0], kinds) for name in marked]
        right, wanted, _ = map(sum, zip(*counts, strict=True))
        print(f"  {', '.join(kinds):45} recall {right / max(1, wanted):.2f} of {wanted:3d}")
    counts = []
    for name in marked:
        labels, acts = found[name]
        counts.append(count_acts(marked[name], acts, actors_of(marked[name], labels)))
    right, wanted, told, signed = map(sum, zip(*counts, strict=True))
    f1 = 2 * right / (wanted + told)
    print(
        f"  acts: P {right / told:.2f} R {right / wanted:.2f} F1 {f1:.2f} of {wanted}; "
        f"right with the right sign {signed}"
    )


def main():
    marked = read_marked()
    tell("the suite", marked, by_suite(marked))
    tell("the second coder", marked, by_coder(read_marked(second=True)))


if __name__ == "__main__":
    main()

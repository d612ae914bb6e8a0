"""Train the encoder that ships: fewer layers, taught by what coders marked and by what teachers say
of it.

    python -m training.encoder.distil --minilm model --mpnet all-mpnet-base-v2 \\
        --articles quotes_train.jsonl --names names_train.jsonl \\
        --teachers teacher.0.pt teacher.1.pt teacher.2.pt teacher.3.pt --out encoder.pt

Each article is judged by the teacher that did not learn from it (`teacher --fold`), altered as the
encoder sees it: what is taught is what can be known from the text. Eight minutes on a large GPU
(`--device cuda`). Source: Hinton, Vinyals & Dean (2015), Distilling the knowledge in a neural
network. """

import random
from pathlib import Path

import torch
from torch.nn import functional

from helpers.network.heads import QUOTE_TAGS
from training.encoder.examples import UNSCORED, epochs
from training.encoder.network import (
    Encoder,
    from_minilm,
    keep_layers,
    link_scores,
    load_network,
    losses,
    save,
    split,
)
from training.encoder.teacher import FOLDS, fold_of, load_teacher
from training.encoder.train import (
    begin,
    fit,
    make_parser,
    read_articles,
    read_vocabulary,
    weigh,
)

CONTENT = [QUOTE_TAGS.index("B-content"), QUOTE_TAGS.index("I-content")]


def divergence(found, wanted, weight):
    """Return the mean divergence of two tables of logits, row by row, weighted."""
    found = functional.log_softmax(found, -1)
    wanted = functional.log_softmax(wanted, -1)
    each = functional.kl_div(found, wanted, reduction="none", log_target=True).sum(-1)
    return (each * weight).sum() / weight.sum().clamp(min=1)


def ask(teachers, batch):
    """Return (what the teachers read, their pointers' scores), each row by the teacher of its
    article's fold."""
    read = []
    linked = []
    places = []
    fold = fold_of(batch.article)
    for number in fold.unique().tolist():
        mine = torch.nonzero(fold == number)[:, 0]
        with torch.no_grad():
            out = teachers[number](
                batch.ids[mine], *(part[mine] for part in batch.features())
            ).float()
            linked.append(link_scores(teachers[number], out, batch.present[mine]))
        read.append(out)
        places.append(mine)
    order = torch.argsort(torch.cat(places))
    return torch.cat(read)[order], torch.cat(linked, 1)[:, order]


def taught_losses(encoder, out, batch, teachers):
    """Return how far the tags, the names and the pointers of a batch are from those of the
    teachers."""
    wanted, links = ask(teachers, batch)
    scored = (batch.tags != UNSCORED).float()
    quoted = scored * torch.softmax(split(wanted)[0], -1)[..., CONTENT].sum(-1)
    tags, names = (
        divergence(*pair, scored)
        for pair in zip(split(out.float())[:2], split(wanted)[:2], strict=True)
    )
    pointers = map(divergence, link_scores(encoder, out, batch.present), links, (quoted, quoted))
    return tags, names, sum(pointers)


def distil(arguments):
    vocabulary = read_vocabulary(arguments.minilm)
    articles = read_articles(arguments.articles, arguments.names)
    encoder, words = from_minilm(arguments.minilm)
    encoder = (
        load_network(Encoder, keep_layers(encoder.state_dict(), arguments.keep))
        .to(arguments.device)
        .train()
    )
    words = words.to(arguments.device)
    teachers = [load_teacher(arguments, path, vocabulary) for path in arguments.teachers]
    random.seed(arguments.order)
    torch.manual_seed(arguments.order)

    def loss_of(batch):
        out = encoder(words[batch.ids], *batch.features())
        coded = losses(encoder, out, batch)
        taught = taught_losses(encoder, out, batch, teachers)
        return weigh(
            [
                (1 - arguments.taught) * a + arguments.taught * b
                for a, b in zip(coded, taught, strict=True)
            ]
        )

    shown = epochs(articles, vocabulary, arguments.epochs, arguments.order, arguments.processes)
    fit(encoder.parameter_groups(arguments.rate), shown, loss_of, arguments)
    save(encoder, arguments.out)


def main():
    parser = make_parser(__doc__, "minilm", "mpnet")
    parser.add_argument(
        "--teachers", type=Path, nargs=FOLDS, required=True, help="one a fold, in order"
    )
    parser.add_argument(
        "--keep", type=int, nargs="+", default=[0, 2, 3, 5], help="which of MiniLM's layers to keep"
    )
    parser.add_argument(
        "--taught", type=float, default=0.7, help="weight of the teachers against the coders"
    )
    parser.add_argument("--epochs", type=int, default=26)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument(
        "--order", type=int, default=1, help="a seed for order, alterations and dropout alone"
    )
    arguments = parser.parse_args()
    begin(arguments)
    distil(arguments)


if __name__ == "__main__":
    main()

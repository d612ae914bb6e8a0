"""Train a teacher of the encoder, a larger network that is not shipped, on all articles but those
of one fold.

    python -m training.encoder.teacher --minilm model --mpnet all-mpnet-base-v2 \\
        --articles quotes_train.jsonl --names names_train.jsonl --fold 0 --out teacher.0.pt

MPNet (Song et al. 2020) has eight times the weights of MiniLM; training.tone.teacher says where it
comes from. What it says of articles that it did not learn from is what `distil` teaches. Needs
transformers 5; half a minute a fold on a large GPU. """

import torch
from torch import nn

from helpers.network.heads import FAR, LINK, NAME_TAGS, QUOTE_TAGS
from helpers.network.pieces import CLS, SEP, UNKNOWN
from training.encoder.examples import epochs
from training.encoder.network import losses, save
from training.encoder.train import begin, fit, make_parser, read_articles, read_vocabulary, weigh

# DECAY: each layer learns so much slower than the one above it
WIDTH = 768
DECAY = 0.9
FOLDS = 4
OWN = {CLS: "<s>", SEP: "</s>", UNKNOWN: "[UNK]", "[PAD]": "<pad>", "[MASK]": "<mask>"}


class Teacher(nn.Module):
    """MPNet with the further inputs and the heads of the encoder; it takes the numbers of MiniLM's
    pieces."""

    def __init__(self, folder, vocabulary):
        from transformers import MPNetModel

        super().__init__()
        self.body = MPNetModel.from_pretrained(folder, add_pooling_layer=False)
        self.body.embeddings.word_embeddings.requires_grad_(False)
        theirs = read_vocabulary(folder)
        number = {
            ours: theirs.get(OWN.get(piece, piece), theirs[OWN[UNKNOWN]])
            for piece, ours in vocabulary.items()
        }
        self.register_buffer("number", torch.tensor([number[k] for k in range(len(number))]))
        self.mark, self.edge, self.case = (nn.Embedding(n, WIDTH) for n in (7, 4, 4))
        for embedding in (self.mark, self.edge, self.case):
            nn.init.normal_(embedding.weight, std=0.02)
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(WIDTH, len(QUOTE_TAGS) + len(NAME_TAGS) + 4 * LINK)
        self.distance = nn.Parameter(torch.zeros(2, 2 * FAR + 1))
        self.nothing = nn.Parameter(torch.zeros(2))

    def forward(self, ids, mark, edge, case, present):
        return self.heads(self.drop(self.states(self.number[ids], mark, edge, case, present)))

    def states(self, numbers, mark, edge, case, present):
        """Return the state of each piece, WIDTH numbers, from MPNet's own numbers of the pieces."""
        words = self.body.embeddings.word_embeddings(numbers)
        given = words + self.mark(mark) + self.edge(edge) + self.case(case)
        return self.body(inputs_embeds=given, attention_mask=present).last_hidden_state

    def parameter_groups(self, rate, new_rate=None):
        """Return the parameters in groups, each with its rate of learning: `rate` is that of the
        last layer, `new_rate` that of what MPNet did not have (10 × rate)."""
        layers = self.body.encoder.layer
        new = [self.mark, self.edge, self.case, self.heads]
        head = [*(p for module in new for p in module.parameters()), self.distance, self.nothing]
        groups = [{"params": head, "lr": new_rate or 10 * rate}]
        groups += [
            {"params": [*layer.parameters()], "lr": rate * DECAY**k}
            for k, layer in enumerate(reversed(layers))
        ]
        bias = [
            *self.body.encoder.relative_attention_bias.parameters(),
            *self.body.embeddings.LayerNorm.parameters(),
        ]
        return [*groups, {"params": bias, "lr": rate * DECAY ** len(layers)}]


def fold_of(article):
    """Return the fold of an article's number: the one teacher that did not learn from it."""
    return article % FOLDS


def load_teacher(arguments, path, vocabulary):
    """Return a trained teacher, ready to be asked."""
    teacher = Teacher(arguments.mpnet, vocabulary)
    teacher.load_state_dict(torch.load(path))
    return teacher.to(arguments.device).eval()


def train(arguments):
    vocabulary = read_vocabulary(arguments.minilm)
    articles = read_articles(arguments.articles, arguments.names)
    teacher = Teacher(arguments.mpnet, vocabulary).to(arguments.device).train()
    articles = [row for row in articles if fold_of(row[0]) != arguments.fold]

    def loss_of(batch):
        return weigh(losses(teacher, teacher(batch.ids, *batch.features()), batch))

    shown = epochs(articles, vocabulary, arguments.epochs, arguments.seed, arguments.processes)
    fit(teacher.parameter_groups(arguments.rate), shown, loss_of, arguments)
    save(teacher, arguments.out)


def main():
    parser = make_parser(__doc__, "minilm", "mpnet")
    parser.add_argument("--fold", type=int, required=True, help=f"0 to {FOLDS - 1}")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=16)
    arguments = parser.parse_args()
    begin(arguments)
    train(arguments)


if __name__ == "__main__":
    main()

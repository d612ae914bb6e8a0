"""The encoder as a PyTorch network: MiniLM-L6 with inputs for marks and letter case, heads for
quotations and names.

Source: Wang et al. (2020), MiniLM. Pointers as in Vinyals et al. (2015), Pointer networks, with
relative distances."""

import math

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from helpers.network.heads import FAR, LINK, NAME_TAGS, QUOTE_TAGS

WIDTH = 384
INNER = 1536
HEADS = 12
LAYERS = 6
LAYER_NAMES = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "output": "attention.output.dense", "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.drop = nn.Dropout(dropout)

    def forward(self, x, bias):
        batch, size, _ = x.shape
        query, key, value = (
            part(x).view(batch, size, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        weights = torch.softmax(
            query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias, -1
        )
        x = self.norm1(
            x
            + self.drop(self.output((weights @ value).transpose(1, 2).reshape(batch, size, WIDTH)))
        )
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """From word vectors (batch × pieces × WIDTH) and features to the numbers of all heads, in one
    row per piece."""

    def __init__(self, layers=LAYERS, dropout=0.1):
        super().__init__()
        self.position = nn.Parameter(torch.zeros(512, WIDTH), requires_grad=False)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.mark, self.edge, self.case = (nn.Embedding(n, WIDTH) for n in (7, 4, 4))
        for embedding in (self.mark, self.edge, self.case):
            nn.init.normal_(embedding.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.heads = nn.Linear(WIDTH, len(QUOTE_TAGS) + len(NAME_TAGS) + 4 * LINK)
        self.distance = nn.Parameter(torch.zeros(2, 2 * FAR + 1))
        self.nothing = nn.Parameter(torch.zeros(2))

    def forward(self, words, mark, edge, case, present):
        return self.heads(self.drop(self.states(words, mark, edge, case, present)))

    def states(self, words, mark, edge, case, present):
        """Return the state of each piece, WIDTH numbers, from which all heads read."""
        x = (
            words
            + self.position[: words.shape[1]]
            + self.segment
            + self.mark(mark)
            + self.edge(edge)
            + self.case(case)
        )
        x = self.drop(self.norm(x))
        bias = (1 - present[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def parameter_groups(self, rate, new_rate=None):
        """Return the parameters that MiniLM brought and the new ones (5 × rate), each with its rate
        of learning."""
        new = ("heads", "distance", "nothing", "mark", "edge", "case")
        named = [
            (name.split(".")[0] in new, p) for name, p in self.named_parameters() if p.requires_grad
        ]
        rates = {False: rate, True: new_rate or 5 * rate}
        return [
            {"params": [p for is_new, p in named if is_new == wanted], "lr": of_wanted}
            for wanted, of_wanted in rates.items()
        ]


def from_minilm(folder):
    """Return (encoder with the weights of MiniLM, its word vectors), from the folder of the model's
    files."""
    weights = load_file(folder / "model.safetensors")
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    state = {
        "position": weights["embeddings.position_embeddings.weight"],
        "segment": weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for i in range(LAYERS):
        for ours, theirs in LAYER_NAMES.items():
            for part in ("weight", "bias"):
                state[f"layers.{i}.{ours}.{part}"] = weights[f"encoder.layer.{i}.{theirs}.{part}"]
    encoder = Encoder()
    unexpected = encoder.load_state_dict(state, strict=False).unexpected_keys
    if unexpected:
        raise ValueError(f"weights that the network has no place for: {unexpected}")
    return encoder, weights["embeddings.word_embeddings.weight"]


def load_network(network, state):
    """Return a network of a class (Encoder or the like) with a saved state, and as many layers as
    it has."""
    made = network(len({name.split(".")[1] for name in state if name.startswith("layers.")}))
    made.load_state_dict(state)
    return made


def save(network, path):
    """Save the state of a network, for any device."""
    torch.save({name: value.cpu() for name, value in network.state_dict().items()}, path)


def keep_layers(state, kept):
    """Return the state of a network without some of its layers, the others numbered anew."""
    place = {str(layer): str(number) for number, layer in enumerate(kept)}
    shorter = {}
    for name, value in state.items():
        first, _, rest = name.partition(".")
        layer, _, rest = rest.partition(".") if first == "layers" else ("", "", rest)
        if first != "layers":
            shorter[name] = value
        elif layer in place:
            shorter[f"layers.{place[layer]}.{rest}"] = value
    return shorter


def link_scores(network, out, present):
    """Return what the pointers of a batch score: two × batch × pieces × pieces pointed to, the
    first for nothing."""
    batch, size, _ = out.shape
    links = split(out)[2].float().view(batch, size, 4, LINK)
    place = torch.arange(size, device=out.device)
    distance = (place[None] - place[:, None]).clamp(-FAR, FAR) + FAR
    found = []
    for k in range(2):
        scores = links[:, :, 2 * k] @ links[:, :, 2 * k + 1].transpose(1, 2) / math.sqrt(LINK)
        scores = scores + network.distance[k][distance] + (present[:, None] - 1) * 1e4
        found.append(torch.cat([scores[..., :1] + network.nothing[k], scores[..., 1:]], 2))
    return torch.stack(found)


def losses(network, out, batch):
    """Return the mean losses of a Batch that the network read as `out`: quotation tags, name tags,
    pointers."""
    quote_part, name_part, _ = split(out.float())
    tag_loss = functional.cross_entropy(quote_part.flatten(0, 1), batch.tags.flatten())
    name_loss = functional.cross_entropy(name_part.flatten(0, 1), batch.names.flatten())
    scores = link_scores(network, out, batch.present)
    pointers = batch.pointers.transpose(0, 1)
    place = torch.arange(scores.shape[-1], device=out.device)
    wanted = (pointers[..., :1] <= place) & (place < pointers[..., 1:])
    known = pointers[..., 0] < pointers[..., 1]
    missed = torch.logsumexp(scores, -1) - torch.logsumexp(scores.masked_fill(~wanted, -1e4), -1)
    link_loss = ((missed * known).sum((1, 2)) / known.sum((1, 2)).clamp(min=1)).sum()
    return tag_loss, name_loss, link_loss


def split(out):
    """Return what the encoder says of each piece: logits of the quotation tags, of the name tags,
    the pointers' numbers."""
    return out.split([len(QUOTE_TAGS), len(NAME_TAGS), 4 * LINK], dim=-1)

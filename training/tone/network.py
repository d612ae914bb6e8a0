"""The tone model as a PyTorch network: MiniLM-L6 over a sentence with its names masked, one head
read at any piece.

Read at an actor it gives the tone toward the actor; read at the first piece, [CLS], that of the
sentence. Two further heads, trained afterwards (`explain`), say what each word adds to the tone
read at a piece."""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from helpers.sentiment.model import ASKED, LABELS
from training.encoder.network import LAYERS, WIDTH, Layer, from_minilm

POSITIONS = 128


class ToneNetwork(nn.Module):
    """From word vectors (batch × pieces × WIDTH), `masked` and `present` (1 or 0 a piece) to what
    is read at each piece:

    the logits of the labels, then the numbers of two heads whose product says what one piece adds
    to the tone at another."""

    def __init__(self, layers=LAYERS, dropout=0.1):
        super().__init__()
        self.position = nn.Parameter(torch.zeros(POSITIONS, WIDTH), requires_grad=False)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.name = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.here = nn.Linear(WIDTH, len(LABELS))
        self.around = nn.Linear(WIDTH, len(LABELS), bias=False)
        self.asks = nn.Linear(WIDTH, ASKED)
        self.tells = nn.Linear(WIDTH, ASKED)

    def forward(self, words, masked, present):
        x = words * (1 - masked)[..., None] + masked[..., None] * self.name
        x = self.drop(self.norm(x + self.position[: words.shape[1]] + self.segment))
        bias = (1 - present[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        x = x.float()  # whatever the layers were counted in
        mean = (x * present[..., None]).sum(1, keepdim=True) / present[..., None].sum(
            1, keepdim=True
        )
        logits = self.here(self.drop(x)) + self.around(self.drop(mean))
        return torch.cat([logits, self.asks(x.detach()), self.tells(x.detach())], -1)


def tone_from_minilm(folder, mask_id):
    """Return (network with the weights of MiniLM, its word vectors); a masked name begins as
    MiniLM's [MASK]."""
    encoder, words = from_minilm(folder)
    network = ToneNetwork()
    state = {
        name: value
        for name, value in encoder.state_dict().items()
        if name.split(".")[0] in ("segment", "norm", "layers")
    }
    network.load_state_dict(
        state | {"position": encoder.position[:POSITIONS], "name": words[mask_id]}, strict=False
    )
    return network, words


@dataclass(frozen=True)
class Batch:
    words: torch.Tensor
    masked: torch.Tensor
    present: torch.Tensor
    row: torch.Tensor  # of each reading: its text and its piece
    piece: torch.Tensor
    wanted: torch.Tensor  # its chances of the labels
    weight: torch.Tensor


def loss(network, batch):
    """Return the mean cross-entropy of the readings, weighted."""
    logits = network(batch.words, batch.masked, batch.present)[
        batch.row, batch.piece, : len(LABELS)
    ]
    each = -(batch.wanted * functional.log_softmax(logits, 1)).sum(1)
    return (each * batch.weight).sum() / batch.weight.sum()

"""The network as PyTorch trains it: MiniLM-L6 with inputs for marks and letter case, and heads for
quotations, names, mentions, who belongs to whom, tone and acts.

Sources: Wang et al. (2020), MiniLM. Lee et al. (2017), End-to-end neural coreference resolution;
Dobrovolskii (2021), Word-level coreference resolution; Otmazgin et al. (2023), LingMess, for scores
by kind of pair."""

import math

import torch
from torch import nn

from helpers.network.mentions import MOST_BEFORE
from helpers.network.pairs import FLAGS, FORMS, KINDS, MENTION_STEPS, SENTENCE_STEPS, TYPES
from training.encoder.network import WIDTH, from_minilm
from training.encoder.teacher import WIDTH as TEACHER_WIDTH
from training.encoder.teacher import Teacher
from training.encoder.train import read_vocabulary
from training.network.examples import MOST_BEHIND

SIDE = 256  # numbers that describe a mention as one that refers back, and as one referred to
INNER = 160  # numbers in which a pair is compared
ROLE = 128
FARTHEST = 20  # words between an act and its agent, beyond which distances are alike
TONES = 3
SIGNS = 4


class Network(nn.Module):
    """The encoder, with its heads for quotations and names, and all other heads."""

    def __init__(self, encoder, width=WIDTH):
        super().__init__()
        self.encoder = encoder
        self.width = width
        self.drop = nn.Dropout(0.15)
        # mentions, by words
        self.form = nn.Linear(width, len(FORMS))
        self.sort = nn.Linear(width, len(TYPES))
        self.extent = nn.Linear(width, MOST_BEFORE + MOST_BEHIND + 2)
        # who belongs to whom
        self.back = nn.Linear(3 * width, SIDE)
        self.forth = nn.Linear(3 * width, SIDE)
        self.back_inner = nn.Linear(SIDE, INNER)
        self.forth_inner = nn.Linear(SIDE, INNER, bias=False)
        self.both_inner = nn.Linear(SIDE, INNER, bias=False)
        self.flag_inner = nn.Linear(len(FLAGS), INNER, bias=False)
        self.kind_inner = nn.Embedding(len(KINDS) ** 2, INNER)
        self.mentions_inner = nn.Embedding(len(MENTION_STEPS) + 1, INNER)
        self.sentences_inner = nn.Embedding(len(SENTENCE_STEPS) + 1, INNER)
        for embedding in (self.kind_inner, self.mentions_inner, self.sentences_inner):
            nn.init.normal_(embedding.weight, std=0.05)
        self.pair = nn.Linear(INNER, 1)
        self.kind_pair = nn.Embedding(len(KINDS) ** 2, 1)
        nn.init.zeros_(self.kind_pair.weight)
        self.product = nn.Linear(SIDE, SIDE, bias=False)
        nn.init.zeros_(self.product.weight)
        self.alone = nn.Linear(SIDE, 1)
        self.kind_alone = nn.Embedding(len(KINDS), 1)
        nn.init.zeros_(self.kind_alone.weight)
        # tone toward an actor in a sentence
        self.seek = nn.Linear(width, width)
        self.tone = nn.Sequential(
            nn.Linear(2 * width, 200), nn.GELU(), nn.Dropout(0.2), nn.Linear(200, TONES)
        )
        # whether a label judges whoever is called so
        self.judging = nn.Linear(width, TONES)
        # acts
        self.act = nn.Linear(width, SIGNS)
        self.negated = nn.Linear(width, 1)
        self.verb_role = nn.Linear(width, ROLE)
        self.actor_role = nn.Linear(width, ROLE)
        self.apart_role = nn.Embedding(2 * FARTHEST + 1, ROLE)
        self.role = nn.Sequential(
            nn.Linear(ROLE, 100), nn.ReLU(), nn.Dropout(0.1), nn.Linear(100, 2)
        )

    def groups(self, rate, new_rate):
        """Return the parameters in groups, each with its rate of learning: what the encoder
        brought, and what is new."""
        new = [p for name, p in self.named_parameters() if not name.startswith("encoder.")]
        groups = self.encoder.parameter_groups(rate, new_rate)
        return [*groups, {"params": new, "lr": new_rate}]

    def antecedents(self, states, heads, pairs):
        """Return what each mention scores with its candidates, mentions × (1 + candidates): the
        first for none of them, and -1e4 where there is no candidate."""
        first, head, last = (
            torch.as_tensor(part) for part in (heads.first, heads.head, heads.last)
        )
        row = torch.cat([states[head], states[first], states[last]], -1)
        back = self.drop(torch.relu(self.back(row)))
        forth = self.drop(torch.relu(self.forth(row)))
        candidate = torch.as_tensor(pairs.candidate)
        theirs = candidate.clamp(min=0)
        kind = torch.as_tensor(pairs.kind)
        kinds = kind[:, None] * len(KINDS) + kind[theirs]
        inner = self.back_inner(back)[:, None] + self.forth_inner(forth)[theirs]
        inner = inner + self.both_inner(back[:, None] * forth[theirs])
        inner = inner + self.flag_inner(torch.as_tensor(pairs.flags)) + self.kind_inner(kinds)
        inner = inner + self.mentions_inner(torch.as_tensor(pairs.mentions_apart))
        inner = inner + self.sentences_inner(torch.as_tensor(pairs.sentences_apart))
        scores = self.pair(self.drop(torch.relu(inner)))[..., 0] + self.kind_pair(kinds)[..., 0]
        products = (self.product(back)[:, None] * forth[theirs]).sum(-1) / math.sqrt(SIDE)
        label = torch.as_tensor(heads.form == FORMS.index("label"))
        is_out = (candidate < 0) | label[theirs]
        scores = (scores + products).masked_fill(is_out, -1e4)
        alone = self.alone(back) + self.kind_alone(kind)
        return torch.cat([alone, scores], 1)

    def tones(self, states, rows):
        """Return the logits of tones, rows × TONES; a row has the words of an actor's mentions, and
        the first and last word + 1 of the sentence. They are the mean over the mentions."""
        found = []
        for words, low, high in rows:
            actor = states[torch.as_tensor(words)]
            inside = states[low:high]
            weights = torch.softmax(self.seek(actor) @ inside.T / math.sqrt(self.width), 1)
            found.append(self.tone(torch.cat([actor, weights @ inside], 1)).mean(0))
        return torch.stack(found)

    def judgements(self, states, spans):
        """Return the logits of what labels say of whoever is called so, labels × TONES; a label is
        its first and last word + 1."""
        return self.judging(torch.stack([states[low:high].mean(0) for low, high in spans]))

    def roles(self, states, verbs, heads):
        """Return the logits of agent and patient, verbs × heads × 2."""
        verbs = torch.as_tensor(verbs)
        heads = torch.as_tensor(heads)
        apart = (heads[None] - verbs[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        inner = self.verb_role(states[verbs])[:, None] + self.actor_role(states[heads])[None]
        return self.role(torch.relu(inner + self.apart_role(apart)))


def half_precision():
    """Return a context in which products are made of numbers of 16 bits, where the processor can do
    that: others count them one by one."""
    able = torch.cpu.get_capabilities()["avx512_bf16"]
    return torch.autocast("cpu", torch.bfloat16, enabled=able)


def begin_network(minilm, earlier=None, start=None):
    """Return (a network with MiniLM's weights, or with those of an encoder or a whole network that
    was trained before, MiniLM's word vectors)."""
    encoder, words = from_minilm(minilm)
    if earlier is not None:
        encoder.load_state_dict(torch.load(earlier))
    network = Network(encoder)
    if start is not None:  # what the heads of quotations were is not in a network that shipped
        network.load_state_dict(torch.load(start), strict=False)
    return network, words


def begin_teacher(minilm, mpnet):
    """Return (a network with MPNet's weights, its numbers of MiniLM's pieces)."""
    encoder = Teacher(mpnet, read_vocabulary(minilm))
    return Network(encoder, TEACHER_WIDTH), encoder.number

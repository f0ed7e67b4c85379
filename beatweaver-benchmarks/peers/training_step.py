"""A training step of the small or medium model in PyTorch, eager: the peer of TrainingStepTimes,
which starts it and tells it the shapes. The same layers, losses, dropout, clipping and AdamW; the
fused attention where PyTorch has one. Index tensors are ready beforehand, as a loader would have
them. For every line on standard input that says how many steps it prints the milliseconds of each, then
those of processor time.

    python training_step.py WIDTH HEADS INNER ENCODER_LAYERS DECODER_LAYERS SUBSAMPLING BATCH ROWS \
        TOKENS TIMING_TOKENS DROPOUT
"""

import math
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

COLUMNS, VOCABULARY = 81, 291


def rotary(length, width):
    frequency = 10000 ** (-torch.arange(0, width, 2) / width)
    angle = torch.arange(length)[:, None] * frequency
    return torch.cat([angle.cos()] * 2, 1), torch.cat([-angle.sin(), angle.sin()], 1)


def turn(x, cos, sin):
    low, high = x.chunk(2, -1)
    return x * cos + torch.cat([high, low], -1) * sin


class Attention(nn.Module):
    def __init__(self, width, heads, dropout):
        super().__init__()
        self.heads = heads
        self.norm, self.qkv = nn.LayerNorm(width), nn.Linear(width, 3 * width)
        self.output, self.dropout = nn.Linear(width, width), nn.Dropout(dropout)

    def forward(self, x, tables, causal):
        b, t, d = x.shape
        q, k, v = self.qkv(self.norm(x)).view(b, t, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(turn(q, *tables), turn(k, *tables), v, is_causal=causal)
        return self.dropout(self.output(mixed.transpose(1, 2).reshape(b, t, d)))


class FeedForward(nn.Module):
    def __init__(self, width, inner, activation, dropout):
        super().__init__()
        self.norm, self.up = nn.LayerNorm(width), nn.Linear(width, inner)
        self.down, self.dropout, self.activation = nn.Linear(inner, width), nn.Dropout(dropout), activation

    def forward(self, x):
        return self.dropout(self.down(self.activation(self.up(self.norm(x)))))


class Convolution(nn.Module):
    def __init__(self, width, dropout):
        super().__init__()
        self.norm, self.one = nn.LayerNorm(width), nn.Linear(width, 2 * width)
        self.depth = nn.Conv1d(width, width, 31, padding=15, groups=width)
        self.depthnorm, self.two = nn.LayerNorm(width), nn.Linear(width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = F.glu(self.one(self.norm(x)), -1)
        x = self.depth(x.transpose(1, 2)).transpose(1, 2)
        return self.dropout(self.two(F.silu(self.depthnorm(x))))


class Conformer(nn.Module):
    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.first = FeedForward(width, inner, F.silu, dropout)
        self.attention = Attention(width, heads, dropout)
        self.convolution = Convolution(width, dropout)
        self.second = FeedForward(width, inner, F.silu, dropout)
        self.norm = nn.LayerNorm(width)

    def forward(self, x, tables):
        x = x + 0.5 * self.first(x)
        x = x + self.attention(x, tables, False)
        x = x + self.convolution(x)
        return self.norm(x + 0.5 * self.second(x))


class Model(nn.Module):
    def __init__(self, width, heads, inner, encoders, decoders, subsampling, rows, tokens, dropout):
        super().__init__()
        self.front = nn.ModuleList(
            [
                nn.Conv1d(COLUMNS, width, 5, 2 if subsampling >= 2 else 1, 2),
                nn.Conv1d(width, width, 5, 2 if subsampling == 4 else 1, 2),
            ]
        )
        self.difficulty = nn.Embedding(5, width)
        self.encoder = nn.ModuleList(Conformer(width, heads, inner, dropout) for _ in range(encoders))
        self.encoder_norm, self.onset = nn.LayerNorm(width), nn.Linear(width, subsampling)
        self.embeddings = nn.ModuleList(nn.Embedding(n, width) for n in (VOCABULARY, 65, 10, 10, 4))
        self.audio = nn.Linear(width, width)
        self.decoder = nn.ModuleList(
            nn.ModuleList([Attention(width, heads, dropout), FeedForward(width, inner, F.gelu, dropout)])
            for _ in range(decoders)
        )
        self.norm, self.output = nn.LayerNorm(width), nn.Linear(width, VOCABULARY)
        self.alpha = nn.Parameter(torch.ones(1))
        self.encoder_tables = rotary(rows // subsampling, width // heads)
        self.decoder_tables = rotary(tokens, width // heads)

    def forward(self, data):
        x = data["features"].transpose(1, 2)
        for layer in self.front:
            x = F.gelu(layer(x))
        x = x.transpose(1, 2) + self.difficulty(data["difficulty"])[:, None]
        for layer in self.encoder:
            x = layer(x, self.encoder_tables)
        heard = self.encoder_norm(x)
        onsets = self.onset(heard).flatten(1)
        x = F.embedding(data["rows"], self.audio(heard).flatten(0, 1))
        for table, index in zip(self.embeddings, data["indices"]):
            x = x + table(index)
        for attention, forward in self.decoder:
            x = x + attention(x, self.decoder_tables, True)
            x = x + forward(x)
        logits = self.output(self.norm(x))
        return onsets, logits + self.alpha * self.hazard(onsets, data, logits)

    @staticmethod
    def hazard(onsets, data, logits):
        bars = onsets.reshape(-1, 64)
        running = F.pad(-F.softplus(bars).cumsum(1), (1, 0))
        chances = torch.cat([running[:, 64:], F.logsigmoid(bars) + running[:, :64]], 1)
        since = running.flatten()[data["cursors"]][:, None]
        timing = torch.where(data["keep"], chances[data["bars"]] - since, data["floor"])
        full = torch.zeros(logits.shape[0] * logits.shape[1], VOCABULARY)
        spread = F.pad(torch.cat([timing[:, :1], torch.zeros(len(timing), 5), timing], 1), (2, 218))
        return full.index_put((data["places"],), spread).view(logits.shape)


def main():
    width, heads, inner, encoders, decoders, subsampling, batch, rows, tokens, timing = map(
        int, sys.argv[1:11]
    )
    dropout = float(sys.argv[11])
    torch.set_num_threads(1)
    torch.manual_seed(1)
    model = Model(width, heads, inner, encoders, decoders, subsampling, rows, tokens, dropout)
    count = sum(p.numel() for p in model.parameters())
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.98), weight_decay=0.01)
    cursors = torch.randint(-1, 63, (timing,))
    bars = torch.randint(0, batch * rows // 64, (timing,))
    keep = torch.arange(-1, 64)[None] > cursors[:, None]
    keep[:, 0] = True
    data = {
        "features": torch.randn(batch, rows, COLUMNS),
        "difficulty": torch.randint(0, 5, (batch,)),
        "rows": torch.randint(0, batch * rows // subsampling, (batch, tokens)),
        "indices": [torch.randint(0, n, (batch, tokens)) for n in (VOCABULARY, 65, 10, 10, 4)],
        "cursors": bars * 65 + cursors + 1,
        "bars": bars,
        "keep": keep,
        "floor": torch.tensor(-15.0),
        "places": torch.randperm(batch * tokens)[:timing],
    }
    targets = (torch.rand(batch, rows) < 0.05).float()
    following = torch.randint(0, VOCABULARY, (batch, tokens))
    print(f"{count} parameters, PyTorch {torch.__version__}", flush=True)
    for line in sys.stdin:
        times, processor = [], []
        for _ in range(int(line)):
            start, busy = time.perf_counter(), time.process_time()
            onsets, logits = model(data)
            loss = F.binary_cross_entropy_with_logits(onsets, targets)
            loss = loss + F.cross_entropy(logits.flatten(0, 1), following.flatten())
            loss.backward()
            norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            if not (math.isfinite(loss.item()) and math.isfinite(norm.item())):
                sys.exit("diverged")
            times.append((time.perf_counter() - start) * 1000)
            processor.append((time.process_time() - busy) * 1000)
        print(" ".join(f"{t:.3f}" for t in times + processor), flush=True)


main()

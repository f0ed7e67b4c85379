"""What decoding without a cache costs: a decoder with plain cross-attention to a memory of 4,096
frames runs over the whole prefix for every token. One thread, random weights, PyTorch.

    python decode_without_cache.py small|medium [TOKENS [ROUNDS]]

prints milliseconds a token at that length of the prefix (1024 by default), processor time of this
process, median of the rounds.
"""

import statistics
import sys
import time

import torch
from torch import nn

VOCABULARY = 291
FRAMES = 4096
SIZES = {"small": (2, 128, 4, 512), "medium": (3, 256, 8, 1024)}


class Decoder(nn.Module):
    def __init__(self, layers, width, heads, inner, tokens):
        super().__init__()
        self.token = nn.Embedding(VOCABULARY, width)
        self.place = nn.Embedding(tokens, width)
        self.layers = nn.ModuleList(
            nn.TransformerDecoderLayer(
                width, heads, inner, dropout=0.0, activation="gelu", batch_first=True, norm_first=True
            )
            for _ in range(layers)
        )
        self.norm = nn.LayerNorm(width)
        self.output = nn.Linear(width, VOCABULARY)

    def forward(self, tokens, memory, mask):
        x = self.token(tokens) + self.place(torch.arange(tokens.shape[1]))
        for layer in self.layers:
            x = layer(x, memory, tgt_mask=mask, tgt_is_causal=True)
        return self.output(self.norm(x))


def main():
    size = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1024
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 15
    torch.set_num_threads(1)
    torch.manual_seed(1)
    layers, width, heads, inner = SIZES[size]
    decoder = Decoder(layers, width, heads, inner, count + rounds).eval()
    memory = torch.randn(1, FRAMES, width)
    tokens = torch.randint(0, VOCABULARY, (1, count))
    times = []
    with torch.inference_mode():
        for _ in range(rounds):
            start = time.process_time()
            length = tokens.shape[1]
            mask = nn.Transformer.generate_square_subsequent_mask(length)
            logits = decoder(tokens, memory, mask)
            following = logits[:, -1].argmax(dim=-1, keepdim=True)
            times.append((time.process_time() - start) * 1000)
            tokens = torch.cat([tokens, following], dim=1)
    print(f"{size} model without cache, {count} tokens: {statistics.median(times):.1f} ms a token")


main()

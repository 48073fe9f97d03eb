# The network of RNNoise 0.2's published description, under its modules' names, for the scripts beside this one. Nothing of RNNoise is in it.
import torch
from torch import nn
from torch.nn.functional import pad

KERNEL = 3


class Noise(nn.Module):
    """Whole sequences, [1, T, features]: zeros before the first frame, so that no output reads a later frame."""

    def __init__(self, features, bands, conv1, conv2, units):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv1d(features, conv1, KERNEL), nn.Conv1d(conv1, conv2, KERNEL)
        self.gru1, self.gru2, self.gru3 = (nn.GRU(size, units, batch_first=True) for size in (conv2, units, units))
        self.dense_out, self.vad_dense = nn.Linear(conv2 + 3 * units, bands), nn.Linear(conv2 + 3 * units, 1)

    def forward(self, x):
        c = torch.tanh(self.conv1(pad(x.transpose(1, 2), (KERNEL - 1, 0))))
        c = torch.tanh(self.conv2(pad(c, (KERNEL - 1, 0)))).transpose(1, 2)
        h1, _ = self.gru1(c)
        h2, _ = self.gru2(h1)
        h3, _ = self.gru3(h2)
        return self.heads(c, h1, h2, h3)

    def heads(self, *parts):
        together = torch.cat(parts, dim=-1)
        return torch.sigmoid(self.dense_out(together)), torch.sigmoid(self.vad_dense(together))

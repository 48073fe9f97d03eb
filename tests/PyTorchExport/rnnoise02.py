# Writes a network of RNNoise 0.2's form as ONNX, by PyTorch 1.13 (Debian: python3-torch): the layers and sizes of its published description,
# random weights of a fixed seed. Nothing of RNNoise is in it, and it removes no noise; but it takes the time of the real network in dense float32,
# where weights change no instruction. Arguments: the file; "stream" for one frame a call, every state an input and an output, as a real-time
# caller has it.
import sys

import torch
from torch import nn

from rnnoise02_network import KERNEL, Noise

FEATURES, BANDS, CONV1, CONV2, UNITS = 65, 32, 128, 384, 384


class Stream(nn.Module):
    """The same network, some frames a call: the two frames before of both convolutions and the three states of the GRUs come in and go out."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x, past1, past2, h1, h2, h3):
        net = self.net
        c1 = torch.cat([past1, x.transpose(1, 2)], dim=2)
        c2 = torch.cat([past2, torch.tanh(net.conv1(c1))], dim=2)
        c = torch.tanh(net.conv2(c2)).transpose(1, 2)
        y1, h1 = net.gru1(c, h1)
        y2, h2 = net.gru2(y1, h2)
        y3, h3 = net.gru3(y2, h3)
        return *net.heads(c, y1, y2, y3), c1[:, :, 1 - KERNEL:], c2[:, :, 1 - KERNEL:], h1, h2, h3


def check(net, stream, states):
    """Frame by frame or whole, the outputs are the same."""
    x = torch.randn(1, 20, FEATURES)
    with torch.no_grad():
        whole = net(x)
        for t in range(x.shape[1]):
            gains, voice, *states = stream(x[:, t:t + 1], *states)
            assert (gains - whole[0][:, t:t + 1]).abs().max() < 1e-5 and (voice - whole[1][:, t:t + 1]).abs().max() < 1e-5


torch.manual_seed(2)
net = Noise(FEATURES, BANDS, CONV1, CONV2, UNITS).eval()
stream = Stream(net).eval()
past = [torch.zeros(1, FEATURES, KERNEL - 1), torch.zeros(1, CONV1, KERNEL - 1)] + [torch.zeros(1, 1, UNITS) for _ in range(3)]
check(net, stream, past)
if sys.argv[2:] == ["stream"]:
    names = ["past1", "past2", "h1", "h2", "h3"]
    torch.onnx.export(stream, (torch.zeros(1, 1, FEATURES), *past), sys.argv[1], input_names=["features"] + names,
                      output_names=["gains", "voice"] + ["next_" + name for name in names], opset_version=13)
else:
    torch.onnx.export(net, torch.zeros(1, 20, FEATURES), sys.argv[1], input_names=["features"], output_names=["gains", "voice"],
                      dynamic_axes={name: {1: "frames"} for name in ("features", "gains", "voice")}, opset_version=13)

# Writes a checkpoint as RNNoise 0.2's training saves it, small, and what its network gives, by PyTorch 1.13 (Debian: python3-torch): modules under the names of
# its published description, random weights of a fixed seed. Nothing of RNNoise is in it. Argument: the files' name without its ending; written are NAME.pt and
# NAME.expected.safetensors with x, y0 (gains), y1 (voice activity) in float64, rounded, and tensor.*. Both convolutions begin with zeros, as the library's.
import json
import struct
import sys

import torch

from rnnoise02_network import Noise

FEATURES, BANDS, CONV1, CONV2, UNITS = 5, 4, 6, 8, 8

torch.manual_seed(5)
net = Noise(FEATURES, BANDS, CONV1, CONV2, UNITS).eval()
with torch.no_grad():
    for parameter in net.parameters():
        parameter.mul_(2)
x = (torch.rand(2, 24, FEATURES) * 2) - 1
state = net.state_dict()
torch.save({"model_args": (), "model_kwargs": {"cond_size": CONV1, "gru_size": UNITS}, "state_dict": state, "loss": 0.25, "epoch": 3}, sys.argv[1] + ".pt")
tensors = {"tensor." + name: tensor.clone() for name, tensor in state.items()}
with torch.no_grad():
    gains, voice = net.double()(x.double())
tensors |= {"x": x, "y0": gains.float(), "y1": voice.float()}
header, data = {}, b""
for name, tensor in tensors.items():
    part = tensor.contiguous().numpy().tobytes()
    header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(part)]}
    data += part
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
with open(sys.argv[1] + ".expected.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)

# Writes tests/data/pytorch/norms: networks with norms, learnt slopes, strides, pools and projections in float64, by PyTorch 1.13 (Debian: python3-torch). Of each: weights as PyTorch's state_dict names
# them, inputs, lengths and targets of a batch; the outputs in evaluation; loss, gradients and running statistics of one training step over the steps that count.
import json
import sys

import torch
from torch import nn

torch.manual_seed(11)
LENGTHS = [7, 4, 1]


def rows(values, factor=1):
    """The steps that count, one after another: sequence by sequence. Where there are more steps than outputs, factor times as many."""
    return torch.cat([values[b, :factor * length] for b, length in enumerate(LENGTHS)])


def each(module, values, factor=1):
    """A module of steps over the steps that count, zeros elsewhere."""
    result = module(rows(values, factor))
    out = torch.zeros(values.shape[0], values.shape[1], result.shape[1], dtype=torch.float64)
    start = 0
    for b, length in enumerate(factor * length for length in LENGTHS):
        out[b, :length] = result[start:start + length]
        start += length
    return out


class Batch(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc, self.bn = nn.Linear(3, 5), nn.BatchNorm1d(5, eps=0.01)
        self.gru, self.bn2, self.fc2 = nn.GRU(5, 4, batch_first=True), nn.BatchNorm1d(4, momentum=0.25), nn.Linear(4, 2)

    def forward(self, x):
        h, _ = self.gru(each(self.bn, torch.tanh(self.fc(x))))
        return self.fc2(each(self.bn2, h) + h)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm, self.gru, self.norm2 = nn.LayerNorm(3), nn.GRU(3, 5, batch_first=True), nn.LayerNorm(5, elementwise_affine=False)
        self.fc, self.norm3, self.fc2 = nn.Linear(5, 6), nn.LayerNorm(6), nn.Linear(6, 2)

    def forward(self, x):
        h, _ = self.gru(self.norm(x))
        y = self.fc(self.norm2(h) + h)
        return self.fc2(self.norm3(y) + y)


class Slopes(nn.Module):
    def __init__(self):
        super().__init__()
        self.prelu, self.fc, self.prelu2, self.rnn = nn.PReLU(), nn.Linear(3, 5), nn.PReLU(5), nn.RNN(5, 4, batch_first=True)

    def forward(self, x):
        return self.rnn(each(self.prelu2, self.fc(self.prelu(x))))[0]


class Strides(nn.Module):
    """Outputs every 4 steps: as many zeros in front that the first group of steps gives the first output."""

    def __init__(self):
        super().__init__()
        self.conv, self.bn, self.pool = nn.Conv1d(3, 6, 5, stride=2), nn.BatchNorm1d(6), nn.MaxPool1d(2)
        self.gru, self.fc = nn.GRU(6, 5, batch_first=True), nn.Linear(5, 2)

    def forward(self, x):
        h = self.conv(nn.functional.pad(x.transpose(1, 2), (5 - 2, 0))).transpose(1, 2)
        h = self.pool(torch.tanh(each(self.bn, h, 2)).transpose(1, 2)).transpose(1, 2)
        return self.fc(self.gru(h)[0])


class Projections(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm, self.fc = nn.LSTM(3, 6, 2, batch_first=True, proj_size=4), nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(self.lstm(x)[0])


def save(tensors, path):
    header, blocks, end = {}, [], 0
    for name, tensor in tensors.items():
        kind = {torch.float32: "F32", torch.float64: "F64", torch.int64: "I64"}[tensor.dtype]
        block = tensor.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [end, end + len(block)]}
        blocks.append(block)
        end += len(block)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(blocks))


def write(net, outputs, path, stride=1):
    for name, value in list(net.named_parameters()) + list(net.named_buffers()):
        if name.endswith("running_var"):
            value.data = 0.5 + torch.rand_like(value)
        elif value.is_floating_point() and value.dim() == 1:
            value.data = value.data + 0.4 * torch.randn_like(value)
    # Rounded to float32, which is what a file holds; everything after that is float64.
    for value in list(net.parameters()) + [buffer for buffer in net.buffers() if buffer.is_floating_point()]:
        value.data = value.data.float().double()
    net.double()
    x = (2 * torch.rand(len(LENGTHS), stride * max(LENGTHS), 3) - 1).double().requires_grad_()
    target = (2 * torch.rand(len(LENGTHS), max(LENGTHS), outputs) - 1).double()
    weights = {"model." + name: value.float() if value.is_floating_point() else value for name, value in net.state_dict().items()}
    tensors = {name: value.clone() for name, value in weights.items()}
    tensors |= {"x": x.float(), "target": target.float(), "lengths": stride * torch.tensor(LENGTHS)}
    net.eval()
    tensors["out.y"] = net(x)[0]
    net.train()
    loss = ((rows(net(x)) - rows(target)) ** 2).mean()
    loss.backward()
    tensors["out.loss"] = loss.reshape(1)
    tensors |= {"grad." + name: value.grad for name, value in net.named_parameters()} | {"grad.x": x.grad}
    tensors |= {"after." + name: value for name, value in net.named_buffers() if value.is_floating_point()}
    save(tensors, path)


folder = sys.argv[1] if len(sys.argv) > 1 else "tests/data/pytorch/norms"
write(Batch(), 2, f"{folder}/batch_norms.safetensors")
write(Layer(), 2, f"{folder}/layer_norms.safetensors")
write(Slopes(), 4, f"{folder}/slopes.safetensors")
write(Strides(), 2, f"{folder}/strides.safetensors", stride=4)
write(Projections(), 2, f"{folder}/projections.safetensors")

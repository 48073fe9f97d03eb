# Writes state_dicts of dynamically quantized networks as PyTorch saves them (1.13, Debian: python3-torch), with what the same networks give whose weights are
# what the integers stand for, and whose values are not rounded: float64, rounded. Random weights of a fixed seed. Argument: the folder. For each case
# NAME.pt and NAME.expected.safetensors with x [B, T, I], y, and tensor.*; rounded is what the quantized network itself gives.
import json
import struct
import sys

import torch

torch.backends.quantized.engine = "qnnpack"


class Net(torch.nn.Module):
    def __init__(self, layer, inputs, units, outputs, **options):
        super().__init__()
        self.rnn = layer(inputs, units, batch_first=True, **options)
        self.fc = torch.nn.Linear(units * (2 if self.rnn.bidirectional else 1), outputs)

    def forward(self, x):
        return self.fc(self.rnn(x)[0])


def dequantized(quantized, net):
    """The integers as numbers, under the names of the network."""
    state, rnn = {}, net.rnn
    suffixes = [f"_l{k}{end}" for k in range(rnn.num_layers) for end in (["", "_reverse"] if rnn.bidirectional else [""])]
    for suffix, cell in zip(suffixes, quantized.rnn._all_weight_values):
        _, biases, _, _, packed = cell.param.__getstate__()[0]
        for name, part in zip(["weight_ih", "weight_hh"], packed):
            state[f"rnn.{name}{suffix}"] = part.__getstate__()[0][0].dequantize()
        for name, part in zip(["bias_ih", "bias_hh"], biases):
            state[f"rnn.{name}{suffix}"] = part.detach()
    state["fc.weight"] = quantized.fc.weight().dequantize()
    state["fc.bias"] = quantized.fc.bias().detach()
    return state


def write(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        part = tensor.contiguous().float().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(part)]}
        data += part
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def case(name, net, by_channel):
    torch.manual_seed(len(name))
    for parameter in net.parameters():
        torch.nn.init.uniform_(parameter, -0.4, 0.4)
    net.eval()
    head = torch.quantization.per_channel_dynamic_qconfig if by_channel else torch.quantization.default_dynamic_qconfig
    quantized = torch.quantization.quantize_dynamic(net, {"rnn": torch.quantization.default_dynamic_qconfig, "fc": head}, dtype=torch.qint8)
    x = (torch.rand(2, 20, net.rnn.input_size) * 2) - 1
    with torch.no_grad():
        rounded = quantized(x)
        state = dequantized(quantized, net)
        net.load_state_dict(state)
        y = net.double()(x.double())
    torch.save(quantized.state_dict(), f"{sys.argv[1]}/{name}.pt")
    write(f"{sys.argv[1]}/{name}.expected.safetensors", {"x": x, "y": y, "rounded": rounded} | {f"tensor.{key}": value for key, value in state.items()})
    print(name, float((rounded - y).abs().max()), float(y.abs().max()))


case("quantized_lstm", Net(torch.nn.LSTM, 3, 8, 2, num_layers=2), by_channel=True)
case("quantized_gru", Net(torch.nn.GRU, 4, 6, 3, num_layers=2, bidirectional=True), by_channel=False)
case("quantized_both", Net(torch.nn.LSTM, 3, 5, 2, bidirectional=True), by_channel=True)
case("quantized_unclear", Net(torch.nn.LSTM, 5, 5, 2, bidirectional=True), by_channel=False)

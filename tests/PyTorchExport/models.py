"""The same models as in Models.cs. Arguments: export or back, the page with the snippets, the folder.

export  runs the page's first snippet on every model, and writes inputs and outputs beside the weights
back    runs the second one on what TinyRnn saved, and compares the outputs
"""
import os
import re
import sys

import torch
from torch import nn


class Layers(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(3, 20, num_layers=2)
        self.fc = nn.Linear(20, 6)

    def forward(self, x):
        return self.fc(self.lstm(x)[0])


class Directions(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(3, 13, bidirectional=True)
        self.fc = nn.Linear(26, 4)

    def forward(self, x):
        return self.fc(self.lstm(x)[0])


class Gates(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(5, 16, num_layers=2)
        self.fc = nn.Linear(16, 2)

    def forward(self, x):
        return self.fc(self.gru(x)[0])


class Letters(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(40, 8)
        self.rnn = nn.RNN(8, 24, nonlinearity="relu")
        self.fc = nn.Linear(24, 40)

    def forward(self, tokens):
        return self.fc(self.rnn(self.embedding(tokens))[0])


def inputs_of(model):
    generator = torch.Generator().manual_seed(7)
    if isinstance(model, Letters):
        return torch.randint(0, 40, (30,), generator=generator)
    size = 5 if isinstance(model, Gates) else 3
    return torch.randn(30, size, generator=generator)


def outputs_of(model, inputs):
    """In double precision, so that only TinyRnn's rounding is seen."""
    with torch.no_grad():
        return model.double()(inputs if inputs.dtype == torch.int64 else inputs.double())


def main(task, page, folder):
    with open(page, encoding="utf-8") as file:
        export, back = re.findall(r"```python\n(.*?)```", file.read(), re.DOTALL)
    os.chdir(folder)
    failed = 0
    for kind in (Layers, Directions, Gates, Letters):
        torch.manual_seed(1)
        model = kind()
        inputs = inputs_of(model)
        name = kind.__name__
        if task == "export":
            scope = {"model": model}
            exec(export, scope)
            os.replace("gesture.safetensors", name + ".safetensors")
            scope["save"]({"inputs": inputs, "outputs": outputs_of(model, inputs)}, name + ".expected.safetensors")
            continue
        expected = outputs_of(model, inputs)
        torch.manual_seed(2)
        model = kind()
        os.replace(name + ".back.safetensors", "gesture.safetensors")
        exec(back, {"model": model})
        largest = (outputs_of(model, inputs) - expected).abs().max().item()
        # The two biases come back as one sum, rounded to float32.
        passed = largest <= 1e-5
        print(f"{'passed' if passed else 'FAILED'}: {name}: back in PyTorch, within {largest:.2g}")
        failed += not passed
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

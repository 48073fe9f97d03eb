using System.Globalization;

namespace TinyRnn.Formats.StateDict;

/// <summary>PyTorch's LSTM, GRU and RNN, also as cells: the kind is told by the rows of their matrices.</summary>
internal static class RecurrentModules
{
    /// <summary>The layers of a module, one after another.</summary>
    public static IEnumerable<RecurrentNode> Read(StateDictModule module, int input, int place, StateDictOptions options, List<SourceProblem> problems)
    {
        for (int layer = 0; module.Suffix(layer) is { } suffix; layer++)
        {
            DirectionWeights? forward = Direction(module, suffix, input, problems);
            if (forward is null)
                yield break;
            List<DirectionWeights> directions = [forward];
            if (module.Look($"weight_hh{suffix}_reverse") is not null && Direction(module, suffix + "_reverse", input, problems) is { } backward)
                directions.Add(backward);
            CellKind cell = Cell(forward);
            if (cell == CellKind.Rnn && options.Activations.TryGetValue(module.Name, out SourceActivation function))
                directions = directions.ConvertAll(direction => direction with { Candidate = function });
            string name = suffix.Length == 0 ? module.Name : string.Create(CultureInfo.InvariantCulture, $"{module.Name}_l{layer}");
            RecurrentNode node = new(module.Suffix(1) is null ? module.Name : name, [place], cell, directions);
            yield return node;
            input = node.Size;
            place++;
        }
    }

    private static DirectionWeights? Direction(StateDictModule module, string suffix, int input, List<SourceProblem> problems)
    {
        SourceTensor? inputs = module.Take("weight_ih" + suffix);
        SourceTensor? hidden = module.Take("weight_hh" + suffix);
        if (inputs is not { Shape.Length: 2 } || hidden is not { Shape.Length: 2 } || hidden.Shape[1] == 0)
        {
            problems.Add(
                new(module.Shown, $"weight_ih{suffix} is {inputs?.ToString() ?? "missing"} and weight_hh{suffix} {hidden?.ToString() ?? "missing"}",
                    "Two matrices are expected; export the whole module."));
            return null;
        }

        int rows = hidden.Shape[0];
        SourceTensor? projection = module.Take("weight_hr" + suffix);
        int units = projection is null ? hidden.Shape[1] : rows / 4;
        if (projection is not null && (rows != 4 * units || !projection.Shape.SequenceEqual([hidden.Shape[1], units])))
        {
            problems.Add(
                new(module.Shown, $"weight_hr{suffix} is {projection} and weight_hh{suffix} {hidden}",
                    "A projection (proj_size) to P numbers has [P, H] beside [4 * H, P] of an LSTM; export the module again."));
            return null;
        }

        if (rows != units && rows != 3 * units && rows != 4 * units)
        {
            problems.Add(
                new(module.Shown, $"weight_hh{suffix} is {hidden}",
                    "1, 3 or 4 times as many rows as columns are expected (RNN, GRU, LSTM), or weight_hr beside it (proj_size of an LSTM)."));
            return null;
        }

        SourceTensor? inputBias = module.Take("bias_ih" + suffix);
        SourceTensor? recurrentBias = module.Take("bias_hh" + suffix);
        SourceTensor? peepholes = module.Take("weight_peephole" + suffix);
        bool fits = inputs.Shape[0] == rows && (inputBias is null || inputBias.Count == rows) && (recurrentBias is null || recurrentBias.Count == rows)
            && (peepholes is null || (peepholes.Count == 3 * units && rows == 4 * units));
        if (!fits || inputs.Shape[1] != input)
        {
            problems.Add(
                new(module.Shown, $"weight_ih{suffix} is {inputs} and weight_hh{suffix} {hidden}, after {Counted.Of(input, "value")}",
                    $"[{rows}, {input}] is expected; are the modules in the order of computation?"));
            return null;
        }

        return new(inputs, hidden, inputBias, recurrentBias) { Peepholes = peepholes, Projection = projection };
    }

    /// <summary>Only an LSTM has a projection.</summary>
    private static CellKind Cell(DirectionWeights weights) =>
        weights.Projection is not null ? CellKind.Lstm : (weights.HiddenWeights.Shape[0] / weights.HiddenWeights.Shape[1]) switch
        {
            4 => CellKind.Lstm,
            3 => CellKind.Gru,
            _ => CellKind.Rnn,
        };
}

using System.Text.Json;

namespace TinyRnn.Import.Keras;

/// <content>What a model reads that has several inputs: all of them side by side in a step.</content>
internal sealed partial class KerasModel
{
    /// <summary>Steps of an input that is given once, whatever the sequence is.</summary>
    private const int Once = -1;

    private readonly Dictionary<string, SourceInput> _joined = new(StringComparer.Ordinal);

    /// <summary>Finds the places of the inputs, if there are several, in the order in which a call is given them.</summary>
    private void JoinInputs(KerasArchitecture architecture)
    {
        KerasLayer[] inputs = [.. architecture.Layers.Where(layer => layer.Kind == "InputLayer")];
        if (inputs.Length < 2)
            return;
        inputs = [.. inputs.OrderBy(layer => architecture.Inputs.TakeWhile(name => name != layer.Name).Count())];
        HashSet<string> tokens = [.. architecture.Layers.Where(layer => layer.Kind == "Embedding").SelectMany(layer => layer.Inputs)];
        int steps = StepsOf(inputs[0], tokens.Contains(inputs[0].Name));
        foreach (KerasLayer input in inputs)
        {
            bool isToken = tokens.Contains(input.Name);
            if (StepsOf(input, isToken) is int own && own != steps)
                Refuse(
                    input, $"it has {StepsText(own)}, and {inputs[0].Name} {StepsText(steps)}",
                    "A class reads all inputs of a step together: give both the same steps, and repeat at each step what is given once.");
            SourceInput place = new(input.Name, _inputSize, isToken ? 1 : Last(input, "batch_shape", "batch_input_shape") ?? 1, isToken);
            _joined.Add(input.Name, place);
            _inputSize += place.Count;
        }

        _lengths[0] = steps == Once ? 1 : steps;
        _inputName = "input";
        _remarks.Add($"The input joins {SourceInput.List([.. _joined.Values])}.");
    }

    /// <summary>[batch, steps, features], of token ids [batch, steps]; 0: open.</summary>
    private static int StepsOf(KerasLayer input, bool isToken)
    {
        foreach (string key in (ReadOnlySpan<string>)["batch_shape", "batch_input_shape"])
        {
            if (input.Config.TryGetProperty(key, out JsonElement shape) && shape.ValueKind == JsonValueKind.Array
                && shape.GetArrayLength() == (isToken ? 2 : 3))
                return shape[1].ValueKind == JsonValueKind.Number && shape[1].TryGetInt32(out int steps) ? steps : 0;
        }

        return Once;
    }

    private static string StepsText(int steps) => steps switch
    {
        Once => "no steps, but is given once a sequence",
        0 => "an open number of steps",
        1 => "1 step",
        _ => Counted.Of(steps, "step"),
    };

    /// <summary>A place in the joined input is a node.</summary>
    private void AddJoined(SourceInput input) =>
        _places[input.Name] = Append(new SliceNode(input.Name, [SourceNode.ModelInput], input.First, input.Count), _lengths[0]);

    /// <summary>The value is token ids: the model's input, or one of several.</summary>
    private bool AreTokens(int place) => place == SourceNode.ModelInput
        ? _joined.Count == 0
        : _nodes[place] is SliceNode slice && _joined.TryGetValue(slice.Name, out SourceInput? input) && input.IsWhole;
}

namespace TinyRnn.Formats;

/// <summary>The tensors of a state_dict in JSON, taken one after another; what nobody takes is a problem.</summary>
/// <param name="dictionary">The object that holds them.</param>
internal sealed class GuitarTensors(JsonPlace dictionary)
{
    private readonly HashSet<string> _taken = [];

    public SourceTensor Take(string name, params ReadOnlySpan<int> shape)
    {
        _taken.Add(name);
        JsonPlace place = dictionary.Required(name);
        SourceTensor tensor = JsonNumbers.Tensor(place);
        if (!tensor.Shape.SequenceEqual(shape))
            throw place.Error(
                $"has the shape {tensor}, but model_data (unit_type, input_size, hidden_size, output_size) makes it [{string.Join(", ", shape.ToArray())}]");
        return tensor;
    }

    public void AddUnknown(List<SourceProblem> problems)
    {
        foreach (JsonPlace member in dictionary.Members())
        {
            if (!_taken.Contains(member.Key))
                problems.Add(
                    new SourceProblem(
                        member.Path, "is a tensor that the layers of model_data do not have", "Correct model_data (num_layers, bias_fl), or train again."));
        }
    }
}

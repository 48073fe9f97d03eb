using System.Collections;
using Razorvine.Pickle.Objects;

namespace TinyRnn.Import.PyTorch;

/// <summary>The tensors of a saved object under the names of a state_dict, in the order in which they were saved.</summary>
internal sealed class TorchNames
{
    private const int Deepest = 64;

    /// <summary>What checkpoints call the model's tensors; what stands beside them (an optimizer's, an average) has the same shapes.</summary>
    private static readonly string[] s_models = ["state_dict", "model_state_dict", "model", "model_state", "net", "network", "weights"];

    private readonly List<(string Name, TorchTensor Tensor)> _tensors = [];

    /// <summary>Functions that a saved Sequential says, by the module in front of them.</summary>
    public Dictionary<string, SourceActivation> Activations { get; } = new(StringComparer.Ordinal);

    public List<string> Remarks { get; } = [];

    public List<SourceProblem> Problems { get; } = [];

    /// <summary>Names and tensors.</summary>
    public IReadOnlyList<KeyValuePair<string, SourceTensor>> Tensors =>
        [.. _tensors.OrderBy(tensor => tensor.Tensor.Number).Select(tensor => KeyValuePair.Create(tensor.Name, tensor.Tensor.Values()))];

    /// <summary>Finds the model in what was saved.</summary>
    public static TorchNames Of(object? saved, string file)
    {
        TorchNames names = new();
        switch (saved)
        {
            case ClassDict module:
                names.Remarks.Add($"The file holds a whole module ({module.ClassName}); it was read as data, its code was not run.");
                names.Visit("", module, 0);
                break;
            case IDictionary dictionary:
                IDictionary model = names.Model(dictionary, file);
                if (QuantizedModules.Unpacked(model, names.Problems) is { } unpacked)
                {
                    names.Remarks.Add(QuantizedModules.Remark);
                    model = unpacked;
                }

                names.Visit("", model, 0);
                break;
        }

        return names._tensors.Count > 0 ? names : throw new SourceFormatException($"{file} holds no tensors with names. Save the model's state_dict().");
    }

    private IDictionary Model(IDictionary dictionary, string file)
    {
        if (dictionary.Values.Cast<object?>().Any(value => value is TorchTensor or TorchScriptObject))
            return dictionary;
        string[] there = [.. s_models.Where(key => dictionary.Contains(key) && dictionary[key] is IDictionary)];
        if (there.Length == 0)
            throw new SourceFormatException(
                $"{file} holds a dictionary of {string.Join(", ", dictionary.Keys.Cast<object>().Take(8))}, but no state_dict under "
                + $"{string.Join(", ", s_models)}. Save the model's state_dict().");
        if (there.Length > 1)
            Problems.Add(new("checkpoint", $"it holds {string.Join(" and ", there)}", "Save the one that is meant."));
        Remarks.Add($"The model was read from '{there[0]}' of the checkpoint.");
        return (IDictionary)dictionary[there[0]]!;
    }

    private void Visit(string prefix, object? value, int depth)
    {
        if (depth > Deepest)
            throw new SourceFormatException($"Modules are nested deeper than {Deepest}. The file is damaged.");
        switch (value)
        {
            case TorchTensor tensor:
                _tensors.Add((prefix, tensor));
                break;
            case ClassDict module when module.TryGetValue("_modules", out object? modules):
                VisitModule(prefix, module, modules as IDictionary, depth);
                break;
            case IDictionary dictionary:
                foreach (object key in dictionary.Keys)
                    Visit(Join(prefix, key as string ?? ""), dictionary[key], depth + 1);
                break;
        }
    }

    private void VisitModule(string prefix, ClassDict module, IDictionary? modules, int depth)
    {
        foreach (string part in new[] { "_parameters", "_buffers" })
            Visit(prefix, module.GetValueOrDefault(part), depth + 1);
        (string Name, string Kind) before = ("", "");
        foreach (object key in modules?.Keys ?? Array.Empty<object>())
        {
            string name = Join(prefix, key as string ?? "");
            ClassDict? inner = modules![key] as ClassDict;
            if (inner is not null && ActivationOf(inner) is { } function && module.ClassName.EndsWith("Sequential", StringComparison.Ordinal))
                Follow(before, name, inner, function);
            Visit(name, inner, depth + 1);
            if (inner is not null && !inner.ClassName.Contains("Dropout", StringComparison.Ordinal))
                before = (name, inner.ClassName);
        }

        if (module.TryGetValue("nonlinearity", out object? nonlinearity) && nonlinearity is "relu")
            Activations[prefix] = new(ActivationKind.Relu);
    }

    /// <summary>A function has a place after a linear module: elsewhere the list of tensors does not show where it stands.</summary>
    private void Follow((string Name, string Kind) before, string name, ClassDict module, SourceActivation function)
    {
        if (before.Kind.EndsWith(".Linear", StringComparison.Ordinal))
            Activations[before.Name] = function;
        else
            Problems.Add(
                new(name, $"{module.ClassName} stands after {(before.Name.Length == 0 ? "nothing" : before.Name)}",
                    "Export the model as ONNX, which keeps the place."));
    }

    private static SourceActivation? ActivationOf(ClassDict module) => module.ClassName.Contains("activation", StringComparison.Ordinal)
        ? Formats.StateDict.ActivationNames.Find(module.ClassName[(module.ClassName.LastIndexOf('.') + 1)..])
        : null;

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : name.Length == 0 ? prefix : $"{prefix}.{name}";
}

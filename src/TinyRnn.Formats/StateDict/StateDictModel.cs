using System.Text.RegularExpressions;

namespace TinyRnn.Formats.StateDict;

/// <summary>
/// A model out of named tensors alone, as PyTorch's <c>state_dict</c> is: modules in the order of their names' first occurrence, which is the order of
/// definition and mostly that of computation. What such a list does not say (functions, which step a head reads) is assumed, and said.
/// </summary>
public static partial class StateDictModel
{
    /// <summary>Reads the list.</summary>
    /// <param name="format">What the file is called: "PyTorch state_dict".</param>
    /// <param name="tensors">Names and tensors, in the file's order.</param>
    /// <param name="options">What is known besides.</param>
    /// <exception cref="SourceFormatException">There is no tensor.</exception>
    public static SourceModel Read(string format, IReadOnlyList<KeyValuePair<string, SourceTensor>> tensors, StateDictOptions options)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(options);
        if (tensors.Count == 0)
            throw new SourceFormatException($"The {format} holds no tensor. Save the trained model's state_dict().");
        List<StateDictModule> modules = Modules(tensors);
        if (RnnoiseModules.Recognises(modules))
            return RnnoiseModules.Read(format, modules, options);
        ModuleChain chain = new(InputSize(modules[0]), options);
        int lastRecurrent = modules.FindLastIndex(module => module.IsRecurrent);
        for (int i = 0; i < modules.Count; i++)
        {
            chain.Add(modules[i], isFirst: i == 0);
            if (i == lastRecurrent)
                chain.TakeLast();
        }

        chain.Finish(modules);
        return new SourceModel
        {
            Format = format,
            InputSize = chain.Vocabulary > 0 ? 1 : chain.InputSize,
            Vocabulary = chain.Vocabulary,
            Nodes = chain.Nodes,
            Outputs = chain.Nodes.Count == 0 ? [] : [chain.Nodes.Count - 1],
            Remarks = chain.Remarks,
            Problems = chain.Problems,
        };
    }

    /// <summary>Parts names at their last dot.</summary>
    private static List<StateDictModule> Modules(IReadOnlyList<KeyValuePair<string, SourceTensor>> tensors)
    {
        List<StateDictModule> modules = [];
        string shared = SharedPrefix(tensors);
        foreach ((string name, SourceTensor tensor) in tensors)
        {
            string inner = name[shared.Length..];
            int dot = inner.LastIndexOf('.');
            string prefix = dot < 0 ? "" : inner[..dot];
            StateDictModule? module = modules.Find(module => module.Name == prefix);
            if (module is null)
                modules.Add(module = new(prefix));
            module.Add(inner[(dot + 1)..], tensor);
        }

        return modules;
    }

    /// <summary>What wrappers put in front of every name: <c>module.</c>, <c>model.</c>, as long as something is left to tell modules apart.</summary>
    private static string SharedPrefix(IReadOnlyList<KeyValuePair<string, SourceTensor>> tensors)
    {
        string prefix = "";
        while (Wrapper().Match(tensors[0].Key, prefix.Length) is { Success: true } match && match.Index == prefix.Length
            && tensors.All(
                tensor =>
                tensor.Key.StartsWith(prefix + match.Value, StringComparison.Ordinal) && tensor.Key.LastIndexOf('.') >= (prefix + match.Value).Length))
        {
            prefix += match.Value;
        }

        return prefix;
    }

    [GeneratedRegex(@"\G[A-Za-z_]\w*\.")]
    private static partial Regex Wrapper();

    private static int InputSize(StateDictModule module)
    {
        SourceTensor? first = module.Suffix(0) is { } suffix ? module.Look("weight_ih" + suffix) : module.Look("weight");
        return first is { Shape.Length: > 1 } ? first.Shape[1] : first?.Count ?? 1;
    }
}

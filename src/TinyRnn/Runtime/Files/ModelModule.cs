using System.Text;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>The tensors of one layer, or of one stack of layers: those that follow each other and have one name before the last dot.</summary>
/// <param name="name">That name; empty where nothing stands before the tensors' names.</param>
/// <param name="first">The first of them among the model's tensors.</param>
internal sealed class ModelModule(string name, int first)
{
    /// <summary>What stands before the last dot.</summary>
    public string Name => name;

    /// <summary>The same with the dot, as files have it.</summary>
    public byte[] Prefix { get; } = Encoding.UTF8.GetBytes(name.Length == 0 ? "" : name + ".");

    /// <summary>The first tensor's place.</summary>
    public int First => first;

    /// <summary>Number of tensors.</summary>
    public int Count { get; private set; }

    /// <summary>Units of a recurrent layer; 0 for other layers.</summary>
    public int Units { get; private set; }

    /// <summary>Numbers that its output is projected to; 0: it is not.</summary>
    public int Projection { get; private set; }

    /// <summary>Layers of a recurrent stack; 0 for other layers.</summary>
    public int Layers { get; private set; }

    /// <summary>What it is called in a message.</summary>
    public string Shown => name.Length == 0 ? "the layer without a name" : Excerpt.Of(name);

    /// <summary>The layers of a model.</summary>
    public static List<ModelModule> Of(ReadOnlySpan<TensorBinding> bindings)
    {
        List<ModelModule> modules = [];
        for (int i = 0; i < bindings.Length; i++)
        {
            string tensor = bindings[i].Name;
            int dot = tensor.LastIndexOf('.');
            string module = dot < 0 ? "" : tensor[..dot];
            if (modules.Count == 0 || modules[^1].Name != module)
                modules.Add(new ModelModule(module, i));
            modules[^1].Count++;
            if (tensor.AsSpan(dot + 1).StartsWith("weight_hr_l", StringComparison.Ordinal))
                (modules[^1].Projection, modules[^1].Units) = (bindings[i].Rows, bindings[i].Columns);
            if (!tensor.AsSpan(dot + 1).StartsWith("weight_hh_l", StringComparison.Ordinal))
                continue;
            modules[^1].Units = bindings[i].Columns;
            if (!tensor.EndsWith("_reverse", StringComparison.Ordinal))
                modules[^1].Layers++;
        }

        return modules;
    }
}

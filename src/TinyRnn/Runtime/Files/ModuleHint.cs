using System.Text;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>
/// Layers that the file has, whole and in the right sizes, under names of their own: a module of another name, an nn.Sequential's number, several modules for
/// one stack, a cell instead of a layer.
/// </summary>
/// <param name="mismatch">What does not fit.</param>
internal sealed class ModuleHint(MismatchCase mismatch)
{
    private readonly List<string> _names = [];
    private readonly List<string> _attributes = [];
    private readonly List<string> _renames = [];
    private readonly List<string> _taken = [];
    private readonly List<string> _cells = [];
    private bool _lacksBiases;

    /// <returns>Whether other names were suggested.</returns>
    public static bool Add(MismatchCase mismatch, List<string> hints)
    {
        ModuleHint names = new(mismatch);
        foreach (ModelModule module in mismatch.Modules)
        {
            if (AnyMissing(mismatch, module))
                names.Look(module);
        }

        names.Write(hints);
        return names._names.Count > 0 || names._cells.Count > 0;
    }

    private void Look(ModelModule module)
    {
        if (Take(module, ModuleSearch.AllLayers, isAlone: module.Layers < 2))
            return;
        for (int layer = 0; layer < module.Layers; layer++)
        {
            if (module.Layers > 1 && Take(module, layer, isAlone: false))
                continue;
            List<string> cells = new ModuleSearch(mismatch, module, layer, NameForm.Cell).Candidates();
            cells.RemoveAll(_taken.Contains);
            if (cells.Count > 0)
                AddCell(module, layer, cells[0]);
        }
    }

    /// <summary>The file's name for a layer, if there is one.</summary>
    private bool Take(ModelModule module, int layer, bool isAlone)
    {
        List<string> found = new ModuleSearch(mismatch, module, layer, NameForm.Same).Candidates();
        if (found.Count == 0)
        {
            found = new ModuleSearch(mismatch, module, layer, NameForm.WithoutBiases).Candidates();
            if (found.Count == 0)
                return false;

            // Its own name, without biases: that is another advice.
            if (found.Contains(module.Name))
                return true;
            _lacksBiases = true;
        }

        // Two layers of one size: the file's first for the model's first.
        string name = found.Find(each => !_taken.Contains(each)) ?? found[0];
        Use(name);
        found.Remove(name);
        string others = found.Count == 0 ? "" : $" (or {Excerpt.Join(", ", found)}, of the same sizes)";
        bool isPart = layer >= 0 && !isAlone;
        _names.Add($"{module.Shown}{(isPart ? $"'s layer {layer}" : "")} {Quoted(name)}{others}");
        _attributes.Add(LayerText.Named(mismatch, module, name));
        if (!isPart)
            _renames.Add($"\"{Dotted(name)}\" into \"{Dotted(module.Name)}\"");
        return true;
    }

    private void Write(List<string> hints)
    {
        if (_names.Count > 0)
        {
            string rename = _renames.Count < _names.Count
                ? ""
                : $", or let {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Rename)} turn {string.Join(" and ", _renames)}";
            string biases = _lacksBiases
                
                ? $" Layers without biases (bias=False in PyTorch) need {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.AllowMissingBiases)} as well."
                : "";
            hints.Add($"By names and shapes, the file calls {string.Join(", ", _names)}. Name the layers so, {string.Join(' ', _attributes)}{rename}.{biases}");
        }

        hints.AddRange(_cells);
    }

    private void AddCell(ModelModule module, int layer, string name)
    {
        Use(name);
        string cell = LayerText.Kind(mismatch, module) switch
        {
            "Gru" => "GRUCell",
            "Rnn" => "RNNCell",
            _ => "LSTMCell",
        };
        string file = Dotted(name);
        string start = file == Dotted(module.Name) ? "name" : $"\"{Dotted(module.Name)}\" + name[{file.Length}..]";
        _cells.Add(
            $"The file's {Quoted(name)} has the names of torch.nn.{cell}, which end without _l{layer}: set "
            + $"{nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Rename)} to "
            + $"name => name.StartsWith(\"{file}\") ? {start} + \"_l{layer}\" : name.");
    }

    private void Use(string name)
    {
        _taken.Add(name);
        mismatch.OtherNames.Add(name.Length == 0 ? [] : Encoding.UTF8.GetBytes(name + "."));
    }

    private static bool AnyMissing(MismatchCase mismatch, ModelModule module)
    {
        for (int i = module.First; i < module.First + module.Count; i++)
        {
            if (mismatch.IsMissing(i))
                return true;
        }

        return false;
    }

    private static string Quoted(string name) => $"'{Excerpt.Of(name)}'";

    private static string Dotted(string name) => name.Length == 0 ? "" : Excerpt.Of(name) + ".";
}

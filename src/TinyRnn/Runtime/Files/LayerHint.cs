using System.Text;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>
/// Layers that the file has otherwise than the model: without biases, with more layers or directions, with a projection, with stored states, or
/// one matrix for two layers.
/// </summary>
internal static class LayerHint
{
    private const int MostLayers = 64;
    private const int MostStates = 4;

    public static void Add(MismatchCase mismatch, List<string> hints)
    {
        AddBiases(mismatch, hints);
        AddSurplusBiases(mismatch, hints);
        foreach (ModelModule module in mismatch.Modules)
        {
            if (module.Units > 0)
                AddLayers(mismatch, module, hints);
        }

        AddStates(mismatch, hints);
        if (mismatch.HasOwnUnexpected && (mismatch.Options.IgnoreUnexpected || (mismatch.HasAll && mismatch.HasStrangers)))
        {
            hints.Add(
                $"{nameof(WeightLoadOptions.IgnoreUnexpected)} passes over what belongs to nobody here; a tensor of a layer that the model has changes what "
                + $"the layer computes. To drop one all the same, let {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Rename)} give it the empty name.");
        }
    }

    /// <summary>Layers of which the file has every weight and no bias.</summary>
    private static void AddBiases(MismatchCase mismatch, List<string> hints)
    {
        List<string> without = [];
        foreach (ModelModule module in mismatch.Modules)
        {
            bool any = false;
            bool all = true;
            for (int i = module.First; i < module.First + module.Count; i++)
            {
                bool bias = mismatch.IsBias(module, i);
                any |= bias;
                all &= bias == mismatch.IsMissing(i);
            }

            if (any && all)
                without.Add(module.Shown);
        }

        if (without.Count > 0)
        {
            hints.Add(
                $"The file has no biases of {Excerpt.Join(", ", without)} (bias=False in PyTorch): set "
                + $"{nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.AllowMissingBiases)}, and they are zeros; or write Bias = false at the layer.");
        }
    }

    /// <summary>Layers that the model has without biases, and the file with them.</summary>
    private static void AddSurplusBiases(MismatchCase mismatch, List<string> hints)
    {
        List<string> with = [];
        foreach (ModelModule module in mismatch.Modules)
        {
            bool any = false;
            for (int i = module.First; i < module.First + module.Count; i++)
                any |= mismatch.IsBias(module, i);
            if (!any && (mismatch.Has(module, "bias"u8) || mismatch.Has(module, "bias_ih_l0"u8)))
                with.Add(module.Shown);
        }

        if (with.Count > 0)
            hints.Add($"The file has biases of {Excerpt.Join(", ", with)}, which the model has not: leave Bias = false (or Shift = false) out there.");
    }

    private static void AddLayers(MismatchCase mismatch, ModelModule module, List<string> hints)
    {
        string attribute = LayerText.Kind(mismatch, module);
        (int model, int file) = (module.Layers, 0);
        bool both = false;
        for (int i = module.First; i < module.First + module.Count; i++)
            both |= mismatch.Member(module, i).EndsWith("_reverse"u8);

        while (file < MostLayers && mismatch.Has(module, InputWeights(file)))
            file++;
        if (file != 0 && file != model)
        {
            hints.Add(
                $"The file's {module.Shown} has {Counted.Of(file, "layer")} ({Encoding.UTF8.GetString(InputWeights(file - 1))} is the last), "
                + $"the model's has {model}: write [{attribute}({module.Units})] {(file == 1 ? "once" : $"{file} times, one after the other")}.");
        }

        bool fileBoth = mismatch.Has(module, "weight_ih_l0_reverse"u8);
        if (file != 0 && fileBoth != both)
        {
            hints.Add(
                fileBoth
                    ? $"The file's {module.Shown} reads both directions (weight_ih_l0_reverse): write [{attribute}({module.Units}, Bidirectional = true)]."
                    : $"The file's {module.Shown} reads one direction (no weight_ih_l0_reverse), the model's both: leave Bidirectional out.");
        }

        if (mismatch.ShapeOf(module, "weight_hr_l0"u8) is [var size, var units])
        {
            if (size != module.Projection)
                hints.Add(
                    $"The file's {module.Shown} has a projection (weight_hr_l0 [{size}, {units}], proj_size in PyTorch): write [Lstm({units}, "
                    + $"Projection = {size})].");
        }
        else if (file != 0 && module.Projection > 0)
        {
            hints.Add($"The file's {module.Shown} has no projection (no weight_hr_l0): leave Projection out.");
        }
    }

    /// <summary>States that a fresh stream starts from, which the model does not read.</summary>
    private static void AddStates(MismatchCase mismatch, List<string> hints)
    {
        OwnTensors own = new(mismatch.Modules);
        List<string> states = [];
        for (int i = 0; i < mismatch.Header.Count && states.Count < MostStates; i++)
        {
            ReadOnlySpan<byte> name = mismatch.Header.Name(i);
            if (name.StartsWith(mismatch.Prefix) && own.IsInitialState(name[mismatch.Prefix.Length..], mismatch.Header.Entry(i).Shape))
                states.Add(Excerpt.Of(name[mismatch.Prefix.Length..]));
        }

        if (states.Count > 0)
        {
            hints.Add(
                $"{string.Join(", ", states)}: by name and size, the state that a fresh stream starts from. Write InitialState = true at the layer, "
                + $"and let {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Rename)} give the names that it reads, initial_h_l0 and initial_c_l0 of [H] "
                + $"after the layer's; Initial of the model is then the state to start from. The empty name drops a tensor.");
        }
    }

    /// <summary>A matrix that is not there, where the file has another one of the same size: an output layer that shares its embedding's.</summary>
    public static void AddTied(MismatchCase mismatch, List<string> hints)
    {
        for (int i = 0; i < mismatch.Bindings.Length; i++)
        {
            TensorBinding missing = mismatch.Bindings[i];
            if (!mismatch.IsMissing(i) || missing.Columns == 0)
                continue;
            for (int k = 0; k < mismatch.Bindings.Length; k++)
            {
                TensorBinding there = mismatch.Bindings[k];
                if (mismatch.IsMissing(k) || !there.Fits(missing.Sizes) || !(IsTable(mismatch, i) || IsTable(mismatch, k)))
                    continue;
                hints.Add(
                    $"{Excerpt.Of(missing.Name)} may be the same matrix as {Excerpt.Of(there.Name)} (tied weights, of which a file keeps one): if so, set "
                    + $"{nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Tied)} to {{ [\"{Excerpt.Of(missing.Name)}\"] = \"{Excerpt.Of(there.Name)}\" "
                    + $"}}.");
                return;
            }
        }
    }

    /// <summary>An embedding's: the only tensor of its layer.</summary>
    private static bool IsTable(MismatchCase mismatch, int binding)
    {
        foreach (ModelModule module in mismatch.Modules)
        {
            if (module.First == binding)
                return module.Count == 1;
        }

        return false;
    }

    private static byte[] InputWeights(int layer) => Encoding.UTF8.GetBytes($"weight_ih_l{layer}");
}

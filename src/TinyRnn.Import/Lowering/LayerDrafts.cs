using System.Globalization;

namespace TinyRnn.Import.Lowering;

/// <summary>Nodes as attributes and tensors of PyTorch's names.</summary>
internal static class LayerDrafts
{
    private const string NoBias = "Bias = false";

    /// <summary>That of the attribute.</summary>
    private const float UsualEpsilon = 1e-5f;

    /// <summary>A dense layer.</summary>
    /// <param name="node">The layer.</param>
    /// <param name="function">What follows.</param>
    /// <param name="name">In the weight file.</param>
    /// <param name="table">Name of the embedding whose table is its matrix; <see langword="null"/>: it has its own.</param>
    public static LayerDraft Dense(DenseNode node, DraftFunction function, string name, string? table = null)
    {
        string ending = function.Kind == Activation.Identity ? "" : function.Arguments(", ");
        string tied = table is null ? "" : $", TiedTo = \"{table}\"";
        IReadOnlyList<NamedTensor> tensors = Product(name, node.Weights, node.Bias);
        string bias = node.Bias is null ? ", " + NoBias : "";
        return new(
            $"Dense({Text(node.Size)}{ending}{bias}{tied}, Name = \"{name}\")", table is null ? tensors : [.. tensors.Skip(1)], node.Size, node.Weights.Count)
        {
            Prefix = name,
            IsDense = true,
            IsLinear = function.Kind == Activation.Identity,
        };
    }

    /// <summary>A causal convolution.</summary>
    public static LayerDraft Convolution(ConvNode node, DraftFunction function, string name)
    {
        List<string> arguments = [Text(node.Size), Text(node.Kernel)];
        if (function.Kind != Activation.Identity)
            arguments.Add(function.Arguments("Activation = "));
        if (node.Dilation > 1 && node.Kernel > 1)
            arguments.Add($"Dilation = {Text(node.Dilation)}");
        if (node.Stride > 1)
            arguments.Add($"Stride = {Text(node.Stride)}");
        if (node.Groups > 1)
            arguments.Add($"Groups = {Text(node.Groups)}");
        if (node.Bias is null)
            arguments.Add(NoBias);
        arguments.Add($"Name = \"{name}\"");
        return new($"Conv1D({string.Join(", ", arguments)})", Product(name, node.Weights, node.Bias), node.Size, node.Weights.Count)
        {
            Prefix = name,
        };
    }

    /// <summary>The largest or the mean of every few steps.</summary>
    public static LayerDraft Pool(PoolNode node) => new($"{node.Kind}({Text(node.Steps)})", [], node.Size, 0);

    /// <summary>The last steps side by side.</summary>
    public static LayerDraft Window(WindowNode node) => new($"Window({Text(node.Steps)})", [], node.Size, 0);

    /// <summary>A convolution along the positions of a step.</summary>
    /// <param name="node">The node.</param>
    /// <param name="function">What follows.</param>
    /// <param name="name">Prefix of its tensors.</param>
    /// <param name="channels">Channels of the positions of the layer in front; 0: it has none.</param>
    public static LayerDraft FrameConvolution(FrameConvNode node, DraftFunction function, string name, int channels)
    {
        List<string> arguments = [Text(node.Channels), Text(node.Kernel)];
        if (node.Stride > 1)
            arguments.Add($"Stride = {Text(node.Stride)}");
        arguments.AddRange(Padding(node));
        if (node.InputChannels != Math.Max(1, channels))
            arguments.Add($"InputChannels = {Text(node.InputChannels)}");
        if (function.Kind != Activation.Identity)
            arguments.Add(function.Arguments("Activation = "));
        if (node.Bias is null)
            arguments.Add("Bias = false");
        arguments.Add($"Name = \"{name}\"");
        NamedTensor weight = new($"{name}.weight", node.Weights);
        return new(
            $"FrameConv1D({string.Join(", ", arguments)})", node.Bias is null ? [weight] : [weight, new($"{name}.bias", node.Bias)], node.Size,
            (long)node.Positions * node.Weights.Count)
        {
            Prefix = name,
            Channels = node.Channels,
        };
    }

    /// <summary>A short-time Fourier transform.</summary>
    /// <param name="node">Its rows as a convolution.</param>
    /// <param name="window">Its window.</param>
    /// <param name="name">Prefix of the window.</param>
    public static LayerDraft Transform(FrameConvNode node, float[] window, string name)
    {
        IEnumerable<string> arguments = [Text(node.Kernel), $"Stride = {Text(node.Stride)}", .. Padding(node), $"Name = \"{name}\""];
        return new(
            $"Stft({string.Join(", ", arguments)})", [new($"{name}.window", SourceTensor.Vector(window))], node.Size,
            node.Positions * (long)(node.Kernel * (1 + (1.25 * Math.Log2(node.Kernel)))))
        {
            Prefix = name,
            Channels = node.Channels,
        };
    }

    /// <summary>Magnitudes of complex numbers.</summary>
    public static LayerDraft Magnitude(MagnitudeNode node) => new("Magnitude", [], node.Size, 0) { Channels = node.Bins };

    /// <summary>A mean over the positions of a step.</summary>
    public static LayerDraft FrameMean(FrameMeanNode node) => new("FrameMean", [], node.Size, 0) { Channels = node.Channels };

    /// <summary>A mean or maximum of all steps so far.</summary>
    /// <param name="node">What it is.</param>
    /// <param name="channels">Channels of the positions of the layer in front, which stay.</param>
    public static LayerDraft OverTime(OverTimeNode node, int channels) => new(node.Kind, [], node.Size, 0) { Channels = channels };

    /// <summary>Two directions as one.</summary>
    public static LayerDraft MergeDirections(MergeDirectionsNode node) => new($"{node.Kind}(DirectionMerge.{node.How})", [], node.Size, 0);

    /// <summary>The end of the step before.</summary>
    public static LayerDraft Context(ContextNode node) => new($"Context({Text(node.Values)})", [], node.Size, 0);

    /// <summary>A function where no product stands in front of it.</summary>
    /// <param name="function">The function.</param>
    /// <param name="size">Features.</param>
    /// <param name="channels">Channels of the positions of the layer in front, which stay.</param>
    public static LayerDraft Function(DraftFunction function, int size, int channels) =>
        new($"Activation({function.Arguments()})", [], size, 0) { Channels = channels };

    /// <summary>Slopes below 0.</summary>
    public static LayerDraft PRelu(PReluNode node, string name)
    {
        string shared = node.Slopes.Count == 1 && node.Size > 1 ? "Shared = true, " : "";
        return new($"PRelu({shared}Name = \"{name}\")", [new($"{name}.weight", node.Slopes)], node.Size, node.Size) { Prefix = name };
    }

    /// <summary>Scales and shifts of values, then bounds.</summary>
    /// <param name="node">The scales and shifts.</param>
    /// <param name="low">The least result; -infinity: none is too small.</param>
    /// <param name="high">The largest result; infinity: none is too large.</param>
    /// <param name="name">In the weight file.</param>
    public static LayerDraft Scale(ScaleShiftNode node, float low, float high, string name)
    {
        bool hasShift = node.Shift.Values.IndexOfAnyExcept(0f) >= 0;
        List<string> arguments = hasShift ? [] : ["Shift = false"];
        if (!float.IsNegativeInfinity(low))
            arguments.Add($"Low = {Number(low)}");
        if (!float.IsPositiveInfinity(high))
            arguments.Add($"High = {Number(high)}");
        arguments.Add($"Name = \"{name}\"");
        return new($"Scale({string.Join(", ", arguments)})", Product(name, node.Scale, hasShift ? node.Shift : null), node.Size, node.Size)
        {
            Prefix = name,
        };
    }

    /// <summary>A norm over the values of a step.</summary>
    public static LayerDraft LayerNorm(LayerNormNode node, string name)
    {
        bool isAffine = node.Scale is not null || node.Shift is not null;
        List<string> arguments = node.Epsilon == UsualEpsilon ? [] : [$"Epsilon = {Number(node.Epsilon)}"];
        if (!isAffine)
            arguments.Add("Affine = false");
        else
            arguments.Add($"Name = \"{name}\"");
        IReadOnlyList<NamedTensor> tensors = isAffine ? Product(name, node.Scale ?? Ones(node.Size), node.Shift ?? Zeros(node.Size)) : [];
        return new($"LayerNorm({string.Join(", ", arguments)})", tensors, node.Size, (isAffine ? 4L : 3L) * node.Size)
        {
            Prefix = isAffine ? name : null,
        };
    }

    /// <summary>Some neighbouring values of one.</summary>
    public static LayerDraft Slice(SliceNode node) => new($"Slice({Text(node.First)}, {Text(node.Count)})", [], node.Count, 0);

    /// <summary>A table of vectors.</summary>
    /// <param name="node">The table.</param>
    /// <param name="name">In the weight file.</param>
    /// <param name="column">Which number of the model's input asks it; <see langword="null"/>: the model's tokens.</param>
    public static LayerDraft Embedding(EmbeddingNode node, string name, int? column = null)
    {
        string asks = column is { } number ? $"Column = {Text(number)}, " : "";
        return new(
            $"Embedding({Text(node.Table.Shape[0])}, {Text(node.Size)}, {asks}Name = \"{name}\")", [new($"{name}.weight", node.Table)], node.Size, 0)
        {
            Prefix = name,
        };
    }

    /// <summary>A table of one-hot vectors.</summary>
    public static SourceTensor Identity(int size)
    {
        float[] values = new float[size * size];
        for (int row = 0; row < size; row++)
            values[row * (size + 1)] = 1;
        return SourceTensor.Matrix(size, size, values);
    }

    /// <summary>One-hot vectors.</summary>
    public static LayerDraft OneHot(OneHotNode node) => new($"OneHot({Text(node.Vocabulary)})", [], node.Vocabulary, 0);

    /// <summary>A connection past layers.</summary>
    /// <param name="layers">Layers that it bridges.</param>
    /// <param name="channels">Leading values that are added; 0: all.</param>
    /// <param name="size">Features.</param>
    public static LayerDraft Residual(int layers, int channels, int size) =>
        new(channels == 0 ? $"Residual({Text(layers)})" : $"Residual({Text(layers)}, Channels = {Text(channels)})", [], size, 0);

    /// <summary>Several values made one.</summary>
    /// <param name="kind">The attribute's name.</param>
    /// <param name="values">Names of the values.</param>
    /// <param name="size">Features.</param>
    public static LayerDraft Join(string kind, IEnumerable<string> values, int size) =>
        new($"{kind}({string.Join(", ", values.Select(value => $"\"{value}\""))})", [], size, 0);

    /// <summary>A recurrent layer.</summary>
    public static LayerDraft Recurrent(RecurrentNode node, string name)
    {
        List<string> arguments = [Text(node.Units)];
        if (node.Cell == CellKind.Gru && !node.ResetAfter)
            arguments.Add("ResetAfter = false");
        arguments.AddRange(DraftCell.Arguments(node));
        if (node.Directions[0].Peepholes is not null)
            arguments.Add("Peepholes = true");
        if (node.Directions[0].Projection is not null)
            arguments.Add($"Projection = {Text(node.HiddenSize)}");
        if (node.CouplesGates)
            arguments.Add("CoupledGates = true");
        if (node.GateClip > 0)
            arguments.Add($"GateClip = {Number(node.GateClip)}");
        if (node.CellClip > 0)
            arguments.Add($"CellClip = {Number(node.CellClip)}");
        if (node.Directions.Count == 2)
            arguments.Add("Bidirectional = true");
        if (!HasBias(node))
            arguments.Add(NoBias);
        if (HasInitialState(node))
            arguments.Add("InitialState = true");
        arguments.Add($"Name = \"{name}\"");
        List<NamedTensor> tensors = [];
        for (int direction = 0; direction < node.Directions.Count; direction++)
            tensors.AddRange(Tensors(node, node.Directions[direction], name, direction == 0 ? "" : "_reverse"));
        long products = tensors.Where(tensor => tensor.Tensor.Shape.Length == 2).Sum(tensor => (long)tensor.Tensor.Count);
        return new($"{AttributeName(node.Cell)}({string.Join(", ", arguments)})", tensors, node.Size, products) { Prefix = name };
    }

    private static IEnumerable<NamedTensor> Tensors(RecurrentNode node, DirectionWeights weights, string name, string suffix)
    {
        int rows = node.Gates * node.Units;
        yield return new($"{name}.weight_ih_l0{suffix}", Own(node, weights.InputWeights));
        yield return new($"{name}.weight_hh_l0{suffix}", Own(node, weights.HiddenWeights));
        if (HasBias(node))
        {
            yield return new($"{name}.bias_ih_l0{suffix}", Own(node, weights.InputBias ?? Zeros(rows)));
            yield return new($"{name}.bias_hh_l0{suffix}", Own(node, weights.RecurrentBias ?? Zeros(rows)));
        }

        if (weights.Peepholes is { } peepholes)
            yield return new($"{name}.weight_peephole_l0{suffix}", Own(node, peepholes));
        if (weights.Projection is { } projection)
            yield return new($"{name}.weight_hr_l0{suffix}", projection);
        if (!HasInitialState(node))
            yield break;
        yield return new($"{name}.initial_h_l0{suffix}", weights.InitialHidden ?? Zeros(node.HiddenSize));
        if (node.Cell == CellKind.Lstm)
            yield return new($"{name}.initial_c_l0{suffix}", weights.InitialCell ?? Zeros(node.Units));
    }

    /// <summary>What the layer has of a tensor of all gates: none for a forget gate, which stands second, where it is 1 - i.</summary>
    private static SourceTensor Own(RecurrentNode node, SourceTensor tensor)
    {
        if (!node.CouplesGates)
            return tensor;
        int rows = tensor.Shape.Length == 2 && tensor.Shape[0] < node.Gates ? 1 : node.Units;
        int gate = rows * (tensor.Count / tensor.Shape[0]);
        float[] values = [.. tensor.Values[..gate], .. tensor.Values[(2 * gate)..]];
        return tensor.Shape.Length == 1 ? SourceTensor.Vector(values) : SourceTensor.Matrix(tensor.Shape[0] - rows, tensor.Shape[1], values);
    }

    /// <summary>The tensors of a product.</summary>
    private static IReadOnlyList<NamedTensor> Product(string name, SourceTensor weights, SourceTensor? bias) =>
        bias is null ? [new($"{name}.weight", weights)] : [new($"{name}.weight", weights), new($"{name}.bias", bias)];

    /// <summary>Some direction has a bias: the layer then has all of them.</summary>
    private static bool HasBias(RecurrentNode node) => node.Directions.Any(direction => direction.InputBias is not null || direction.RecurrentBias is not null);

    /// <summary>Some vector of some direction starts from other than zeros: the layer then has all of them.</summary>
    private static bool HasInitialState(RecurrentNode node) =>
        node.Directions.Any(direction => IsNotZero(direction.InitialHidden) || IsNotZero(direction.InitialCell));

    private static bool IsNotZero(SourceTensor? tensor) => tensor is not null && tensor.Values.IndexOfAnyExcept(0f) >= 0;

    private static string AttributeName(CellKind cell) => cell switch
    {
        CellKind.Lstm => "Lstm",
        CellKind.Gru => "Gru",
        _ => "Rnn",
    };

    /// <summary>Scales of 1.</summary>
    public static SourceTensor Ones(int count)
    {
        float[] ones = new float[count];
        Array.Fill(ones, 1f);
        return SourceTensor.Vector(ones);
    }

    private static string Number(float number) => number.ToString("R", CultureInfo.InvariantCulture) + "f";

    private static SourceTensor Zeros(int count) => SourceTensor.Vector(new float[count]);

    /// <summary>What is put around the positions, as arguments.</summary>
    private static IEnumerable<string> Padding(FrameConvNode node)
    {
        if (node.PadLeft > 0)
            yield return $"PadLeft = {Text(node.PadLeft)}";
        if (node.PadRight > 0)
            yield return $"PadRight = {Text(node.PadRight)}";
        if (node.IsReflected)
            yield return "PadMode = FramePadding.Reflect";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

namespace TinyRnn.Import.TfLite;

/// <summary>
/// UNIDIRECTIONAL_SEQUENCE_LSTM. Inputs: 0 x; 1 to 4 kernels [H, I] and 5 to 8 recurrent kernels [H, H], each i, f, c, o;
/// 9 to 11 peepholes [H] of i, f, o; 12 to 15 biases [H], i, f, c, o; 16 projection [P, H], where the recurrent kernels are [H, P]; 17 its bias; 18, 19 states;
/// 20 to 23 layer normalisation.
/// Without 1, 5 and 12 the input gate is 1 - f.
/// Options: 0 function of candidate and output, 1 bound of the cell, 2 bound of the projection, 3 time_major.
/// </summary>
internal sealed partial class TfLiteModel
{
    private const int TimeMajor = 3;
    private const int Kernels = 1;
    private const int RecurrentKernels = 5;
    private const int Peepholes = 9;
    private const int Biases = 12;
    private const int Projection = 16;
    private const int ProjectionBias = 17;
    private const int ProjectionClip = 2;
    private const int Normalisation = 20;

    private static readonly int[] s_extra =
        [ProjectionBias, Normalisation, Normalisation + 1, Normalisation + 2, Normalisation + 3];

    private TfLiteValue? Lstm(TfLiteOperator call)
    {
        if (Value(Operand(call, 0)) is not { TimeAxis: >= 0 } source || source.TimeAxis != (call.Options?.Flag(TimeMajor) == true ? 0 : 1))
            return null;
        if (Constant(Operand(call, RecurrentKernels + 1)) is not { Shape: [var units, var outputs] } || units == 0)
            return null;
        string name = Name(call);
        int[] extra = [.. s_extra.Where(number => Operand(call, number) >= 0)];
        float projectionClip = call.Options?.Float(ProjectionClip) ?? 0;
        if (extra.Length > 0 || projectionClip > 0)
        {
            string what = extra.Length == 0 ? $"LSTM with a projection that is clipped at {projectionClip}"
                : extra[0] < Normalisation ? "LSTM with a bias of its projection" : "LSTM with layer normalisation";
            SourceTensor[] all = [.. call.Inputs.Where(tensor => Value(tensor) is null).Select(Constant).OfType<SourceTensor>()];
            return Sequence(new OtherNode(name, [source.Place], what, outputs, Counted.Of(units, "unit"), all), source, outputs);
        }

        bool couples = Operand(call, Kernels) < 0 && Operand(call, RecurrentKernels) < 0;
        if (Gates(call, Kernels, units, source.Features, couples) is not { } kernel
            || Gates(call, RecurrentKernels, units, outputs, couples) is not { } recurrent)
        {
            throw Contradicts(name, $"kernels [{units}, {source.Features}] and recurrent kernels [{units}, {outputs}], each for i, f, c, o");
        }

        SourceTensor? projection = Constant(Operand(call, Projection));
        if (projection is null ? outputs != units : !projection.Shape.SequenceEqual([outputs, units]))
            throw Contradicts(name, $"recurrent kernels [{units}, {units}], or [{units}, P] with a projection [P, {units}]");

        SourceTensor? bias = Gates(call, Biases, units, 1, couples);
        if (bias is null && call.Inputs.Skip(Biases).Take(4).Any(tensor => tensor >= 0))
            throw Contradicts(name, $"four biases [{units}]");
        SourceActivation? function = TfLiteNames.Fused(call.Options?.Byte(0) ?? 0);
        if (function is null)
            return null;
        if (couples)
            _remarks.Add($"{name} has no input gate of its own (i = 1 - f): its input gate has the forget gate's weights, negative, and f is 1 - i.");
        _remarks.Add($"{name} starts from zero; TFLite keeps its states from one call to the next until reset_all_variables().");
        DirectionWeights direction = new(kernel, recurrent, bias is null ? null : SourceTensor.Vector(bias.Values.ToArray()), null)
        {
            Peepholes = Peeps(call, units, couples, name),
            Projection = projection,
            Candidate = function.Value,
            CellOutput = function.Value,
        };
        RecurrentNode node = new(name, [source.Place], CellKind.Lstm, [direction]) { CellClip = call.Options?.Float(1) ?? 0, CouplesGates = couples };
        return Sequence(node, source, outputs);
    }

    private TfLiteValue Sequence(SourceNode node, TfLiteValue source, int features) =>
        new(Append(node), [.. source.Shape[..^1], features], source.TimeAxis);

    private SourceFormatException Contradicts(string name, string expected) =>
        new($"{file}: the LSTM {name} has other tensors than {expected}, in FLOAT32 or FLOAT16. "
            + "Convert the model without optimizations, or download it again.");

    /// <summary>i, f, c, o one below another; a gate that is 1 - f is sigmoid(-a), where f is sigmoid(a).</summary>
    private SourceTensor? Gates(TfLiteOperator call, int first, int units, int columns, bool couples)
    {
        if (columns <= 0 || Constant(Operand(call, first + 1)) is not { } forget || forget.Count != (long)units * columns)
            return null;
        float[] all = new float[4 * forget.Count];
        for (int gate = 0; gate < 4; gate++)
        {
            bool isCoupled = couples && gate == 0;
            if (Constant(Operand(call, first + (isCoupled ? 1 : gate))) is not { } own || own.Count != units * columns || own.Shape[0] != units)
                return null;
            Span<float> target = all.AsSpan(gate * units * columns, units * columns);
            own.Values.CopyTo(target);
            for (int i = 0; isCoupled && i < target.Length; i++)
                target[i] = -target[i];
        }

        return SourceTensor.Matrix(4 * units, columns, all);
    }

    private SourceTensor? Peeps(TfLiteOperator call, int units, bool couples, string name)
    {
        if (Operand(call, Peepholes + 1) < 0)
            return null;
        float[] all = new float[3 * units];
        for (int gate = 0; gate < 3; gate++)
        {
            bool isCoupled = couples && gate == 0;
            if (Constant(Operand(call, Peepholes + (isCoupled ? 1 : gate))) is not { } own || own.Count != units)
                throw Contradicts(name, $"three peepholes [{units}]");
            for (int i = 0; i < units; i++)
                all[(gate * units) + i] = isCoupled ? -own.Values[i] : own.Values[i];
        }

        return SourceTensor.Matrix(3, units, all);
    }
}

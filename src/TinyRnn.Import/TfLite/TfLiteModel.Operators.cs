namespace TinyRnn.Import.TfLite;

/// <summary>What each operator becomes; <see langword="null"/>: not understood.</summary>
internal sealed partial class TfLiteModel
{
    private TfLiteValue? Read(TfLiteOperator call, TfLiteValue source) => call.Code switch
    {
        TfLiteNames.SequenceLstm => Lstm(call),
        TfLiteNames.FullyConnected => FullyConnected(call),
        TfLiteNames.Reshape => Reshape(call, source),
        TfLiteNames.Transpose => Transpose(call, source),
        TfLiteNames.StridedSlice => LastStep(call, source),
        TfLiteNames.Gather => Embedding(call),
        TfLiteNames.Softmax => call.Options?.Float(0) is 1 ? Function(call, source, new(ActivationKind.Softmax)) : null,
        TfLiteNames.Relu => Function(call, source, new(ActivationKind.Relu)),
        TfLiteNames.Relu6 => Function(call, source, new(ActivationKind.Clip, 0, 6)),
        TfLiteNames.Tanh => Function(call, source, SourceActivation.Tanh),
        TfLiteNames.Logistic => Function(call, source, SourceActivation.Sigmoid),
        TfLiteNames.Add or TfLiteNames.Mul or TfLiteNames.Concatenation => Combine(call),
        _ => null,
    };

    private TfLiteValue Function(TfLiteOperator call, TfLiteValue source, SourceActivation function) =>
        source with { Place = Append(new ActivationNode(Name(call), [source.Place], function, source.Features)) };

    /// <summary>Input, weights [O, I], perhaps a bias. Options: 0 fused function, 1 order of the weights, 2 whether axes are kept.</summary>
    private TfLiteValue? FullyConnected(TfLiteOperator call)
    {
        if (Value(Operand(call, 0)) is not { } source || Constant(Operand(call, 1)) is not { Shape: [var rows, var columns] } weights
            || call.Options?.Byte(1) is > 0)
        {
            return null;
        }

        int given = Operand(call, 2);
        SourceTensor? bias = Constant(given);
        if (given >= 0 && bias?.Count != rows)
            return null;
        string name = Name(call);
        if (source.Features != columns && Flat(source) == columns)
            source = Flattened(source, $"{name}_flatten");
        if (source.Features != columns)
        {
            throw new SourceFormatException(
                $"{file}: the weights of {name} are {weights}, after {Counted.Of(source.Features, "value")}. It is damaged; save or download it again.");
        }

        int place = Append(new DenseNode(name, [source.Place], weights, bias is null ? null : SourceTensor.Vector(bias.Values.ToArray())));
        place = Activate(name, TfLiteNames.Fused(call.Options?.Byte(0) ?? 0), place, rows);
        int[] shape = [.. source.Shape[..^1], rows];
        return call.Options?.Flag(2) == true || source.TimeAxis < 0 || source.Shape.Length == 2
            ? new(place, shape, source.TimeAxis)
            : new(place, [source.Steps, rows], 0);
    }

    /// <summary>Axes of 1 come and go; a sequence may become one row.</summary>
    private TfLiteValue? Reshape(TfLiteOperator call, TfLiteValue source)
    {
        int[] shape = graph.Tensors[call.Outputs[0]].Shape;
        if (shape.Length == 0)
            return null;
        if (shape[^1] == source.Features && (source.TimeAxis < 0 ? Rest(shape) == 1 : Rest(shape) == source.Steps))
            return new(source.Place, shape, source.TimeAxis < 0 ? -1 : TfLiteValue.AxisOf(shape, source.Steps));
        return source.Steps > 1 && shape[^1] == Flat(source) && Rest(shape) == 1 ? Flattened(source, Name(call)) with { Shape = shape } : null;
    }

    /// <summary>Product of all sizes but the last; -1 if several are open.</summary>
    private static long Rest(int[] shape)
    {
        int[] sizes = [.. shape[..^1].Where(size => size != 1)];
        return sizes.Length switch { 0 => 1, 1 => sizes[0], _ => -2 };
    }

    /// <summary>Values of all steps together; 0 if that is open.</summary>
    private static long Flat(TfLiteValue value) => value.Steps > 0 ? (long)value.Steps * value.Features : 0;

    private TfLiteValue Flattened(TfLiteValue source, string name)
    {
        int features = checked((int)Flat(source));
        return new(Append(new FlattenNode(name, [source.Place], source.Steps, source.Features)), [1, features], -1);
    }

    private TfLiteValue? Transpose(TfLiteOperator call, TfLiteValue source)
    {
        int[]? order = graph.Ints(Operand(call, 1));
        return order is null || order.Length != source.Shape.Length || order[^1] != order.Length - 1
            || !order.Order().SequenceEqual(Enumerable.Range(0, order.Length))
            ? null
            : source with
            {
                Shape = [.. order.Select(axis => source.Shape[axis])],
                TimeAxis = source.TimeAxis < 0 ? -1 : Array.IndexOf(order, source.TimeAxis),
            };
    }

    /// <summary>
    /// Step T - 1 alone: begin -1 (or T - 1) along time, all of the other axes.
    /// Options: 0 masks of begins, 1 of ends, 2 ellipsis, 3 new axes, 4 axes that go, 5 whether ends count from begins.
    /// </summary>
    private TfLiteValue? LastStep(TfLiteOperator call, TfLiteValue source)
    {
        int[]? begin = graph.Ints(Operand(call, 1));
        int[]? end = graph.Ints(Operand(call, 2));
        int[]? strides = graph.Ints(Operand(call, 3));
        int axes = source.Shape.Length;
        if (call.Options is not { } masks || source.TimeAxis < 0 || begin?.Length != axes || end?.Length != axes || strides?.Length != axes
            || masks.Int(2) != 0 || masks.Int(3) != 0 || masks.Flag(5) || masks.Int(4) != 1 << source.TimeAxis || Array.Exists(strides, stride => stride != 1))
        {
            return null;
        }

        for (int axis = 0; axis < axes; axis++)
        {
            bool IsMasked(int field) => (masks.Int(field) & (1 << axis)) != 0;
            bool isLast = begin[axis] == -1 || (source.Steps > 0 && begin[axis] == source.Steps - 1);
            bool isWhole = (IsMasked(0) || begin[axis] == 0) && (IsMasked(1) || (source.Shape[axis] > 0 && end[axis] >= source.Shape[axis]));
            if (axis == source.TimeAxis ? IsMasked(0) || !isLast : !isWhole)
                return null;
        }

        int place = Append(new LastStepNode(Name(call), [source.Place], LastStepKind.LastOutput, source.Features));
        return new(place, [.. source.Shape.Where((_, axis) => axis != source.TimeAxis)], -1);
    }

    /// <summary>Rows of a table, by the model's input. Options: 0 axis.</summary>
    private TfLiteValue? Embedding(TfLiteOperator call)
    {
        if (Constant(Operand(call, 0)) is not { Shape: [var tokens, var features] } table
            || Value(Operand(call, 1)) is not { Place: SourceNode.ModelInput } ids
            || ids.Features != 1 || call.Options is { } axis && (axis.Int(0) != 0 || axis.Int(1) != 0))
        {
            return null;
        }

        _vocabulary = tokens;
        int[] shape = [.. ids.Shape[..^1], features];
        return new(Append(new EmbeddingNode(Name(call), [ids.Place], table)), shape, shape.Length == 2 ? -1 : ids.TimeAxis);
    }

    /// <summary>
    /// Two values, or a value and a constant for each feature. Options: 0 fused function (of a concatenation: 0 axis, 1 fused function).
    /// </summary>
    private TfLiteValue? Combine(TfLiteOperator call)
    {
        bool isJoin = call.Code == TfLiteNames.Concatenation;
        TfLiteValue[] values = [.. call.Inputs.Select(Value).OfType<TfLiteValue>()];
        if (values.Length == 0 || (!isJoin && call.Inputs.Length != 2))
            return null;
        if (values.Any(value => value.Steps != values[0].Steps || value.Shape.Length != values[0].Shape.Length))
            return null;
        string name = Name(call);
        SourceActivation? function = TfLiteNames.Fused(call.Options?.Byte(isJoin ? 1 : 0) ?? 0);
        int axis = isJoin ? call.Options?.Int(0) ?? 0 : -1;
        int features = isJoin ? values.Sum(value => value.Features) : values[0].Features;
        SourceNode? node = null;
        bool IsAlong(int last) => isJoin ? axis == -1 || axis == last : values[0].Features == values[1].Features;
        if (values.Length == call.Inputs.Length && values.Length > 1 && IsAlong(values[0].Shape.Length - 1))
        {
            Combination how = isJoin ? Combination.Concatenate : call.Code == TfLiteNames.Add ? Combination.Add : Combination.Multiply;
            node = new CombineNode(name, [.. values.Select(value => value.Place)], how, features);
        }
        else if (!isJoin && call.Inputs.Select(Constant).OfType<SourceTensor>().FirstOrDefault() is { } constant
            && features > 0 && (constant.Count == 1 || (constant.Count == features && constant.Shape[^1] == features)))
        {
            graph.Reserve(2L * features);
            float[] numbers = [.. Enumerable.Range(0, features).Select(k => constant.Values[constant.Count == 1 ? 0 : k])];
            float[] other = [.. Enumerable.Repeat(call.Code == TfLiteNames.Add ? 1f : 0f, features)];
            (float[] scale, float[] shift) = call.Code == TfLiteNames.Add ? (other, numbers) : (numbers, other);
            node = new ScaleShiftNode(name, [values[0].Place], SourceTensor.Vector(scale), SourceTensor.Vector(shift));
        }

        return node is null
            ? null
            : values[0] with { Place = Activate(name, function, Append(node), features), Shape = [.. values[0].Shape[..^1], features] };
    }
}

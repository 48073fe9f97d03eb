using System.Globalization;
using TinyRnn.Runtime.Checkpoints;
using TinyRnn.Runtime.Files;
using TinyRnn.Runtime.Losses;
using TinyRnn.Runtime.Updates;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Checkpoints: training goes on bit for bit, and another training's are refused with every difference.</summary>
internal static class CheckpointChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        .. Enum.GetValues<Optimizer>().Select(optimizer => CheckpointCase.In($"training by {optimizer} goes on bit for bit", own => GoesOn(own, optimizer))),
        CheckpointCase.In("numbers do not depend on the culture", OtherCulture),
        CheckpointCase.In("the weights are a model's and names are PyTorch's", Names),
        CheckpointCase.In("the second bias of a GRU is kept", SecondBias),
        CheckpointCase.In("what is saved and not trained is kept, in tensors of any number of sizes", Untrained),
        CheckpointCase.In("another training is refused with every difference", OtherTraining),
        CheckpointCase.In("optimizers with the same memory are told apart", OtherOptimizer),
        CheckpointCase.In("layers and losses of the same shapes are told apart", OtherLayers),
        CheckpointCase.In("layers that a file could not hold are refused", ImpossibleLayers),
        CheckpointCase.In("a training that diverged does not replace the last one", Diverged),
    ];

    private static void GoesOn(CheckpointCase own, Optimizer optimizer)
    {
        TrainedParameters parameters = SmallNetwork.Create(optimizer);
        parameters.WeightAt(8) = -0f;
        parameters.Settings = OptimizerSettings.For(optimizer) with { LearningRate = 1.0 / 97, WeightDecay = 0.01f / 3 };
        if (optimizer is Optimizer.NAdam)
            parameters.Settings = parameters.Settings with { MomentumDecay = 1.0 / 77 };
        if (optimizer is Optimizer.Adam or Optimizer.AdamW or Optimizer.AmsGrad)
            parameters.Settings = parameters.Settings with { Beta2 = 0.99 };
        parameters.Clipping = new GradientClipping { Norm = 1f / 3, Value = optimizer == Optimizer.Adam ? null : 0.7f };
        CheckpointCase.Train(parameters, 0, 7);
        parameters.SetFrozen(1, true);
        CheckpointCase.Train(parameters, 7, 9);
        RandomState random = new(ulong.MaxValue - 5);
        own.Save(parameters, new CheckpointState(random, 123_456_789_012));

        TrainedParameters other = SmallNetwork.Create(optimizer);
        CheckpointCase.Train(other, 100, 103);
        SmallNetwork.Backward(other, 200);
        CheckpointState state = own.Load(other);
        Verify.Equal(random.Value, state.Random.Value, "random state");
        Verify.Equal(123_456_789_012, state.ScheduleStep, "step of the schedule");
        Verify.Equal(parameters.Settings, other.Settings, "settings");
        Verify.Equal(parameters.Clipping, other.Clipping, "clipping");
        Verify.Equal(9, other.StepCount, "steps");
        Verify.That(!other.HasGradients, "gradients were kept");
        Verify.That(!other.IsFrozen(0) && other.IsFrozen(1), "another layer is frozen");
        CheckpointCase.Same(parameters, other, "loaded");
        foreach (TrainedParameters each in (TrainedParameters[])[parameters, other])
        {
            CheckpointCase.Train(each, 9, 12);
            each.SetFrozen(1, false);
            CheckpointCase.Train(each, 12, 20);
        }

        CheckpointCase.Same(parameters, other, "trained on");

        // And what is saved then is the same file.
        own.Save(parameters, state);
        byte[] file = own.Bytes;
        own.Save(other, state);
        Verify.Same<byte>(file, own.Bytes, "files saved then");
    }

    private static void OtherCulture(CheckpointCase own)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;
            GoesOn(own, Optimizer.AdamW);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void Names(CheckpointCase own)
    {
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Adam);
        CheckpointCase.Train(parameters, 0, 3);
        own.Save(parameters);
        float[] weights = WeightFile.Load(
            own.Target, "Net", SmallNetwork.Bindings, SmallNetwork.ParameterCount, new WeightLoadOptions { IgnoreUnexpected = true });
        Verify.Same<float>(SmallNetwork.Weights(parameters), weights, "weights");
        using SafetensorsReader reader = SafetensorsReader.Open(own.Target);
        string[] names = [.. SmallNetwork.Bindings.Select(binding => binding.Name)];
        string[] remembered = [.. names.Where(name => !name.Contains("bias_hh", StringComparison.Ordinal))];
        Verify.Same<string>(
            [.. names, .. remembered.Select(name => "optimizer.exp_avg." + name), .. remembered.Select(name => "optimizer.exp_avg_sq." + name)],
            reader.Tensors.Select(tensor => tensor.Name).ToArray(),
            "names");
        Verify.Equal("Adam", reader.Metadata["optimizer"], "optimizer");
        Verify.Equal("Net", reader.Metadata["model"], "model");
    }

    /// <summary>A GRU keeps the candidate's two biases apart, so that a part of <c>bias_hh</c> has moments of its own.</summary>
    private static void SecondBias(CheckpointCase own)
    {
        TensorBinding[] bindings = [new("bias_ih_l0", [12], 0), new("bias_hh_l0", [12], 0) { Added = 8, Rest = 12 }];
        TrainedModel model = new("Gru", bindings, ["GRU(4)"], RowLoss.MeanSquaredError);
        TrainedTensor[] tensors = [new(0, 0, 0, 2, 4, 4, 1, 2, false), new(0, 8, 8, 1, 4, 4, 1, 1, false), new(0, 12, 12, 1, 4, 4, 1, 1, false)];
        TrainedParameters[] pair = [new(tensors, 16, 16, OptimizerRule.Adam, 1), new(tensors, 16, 16, OptimizerRule.Adam, 1)];
        Step(pair[0]);
        CheckpointFile.Save(own.Target, model, pair[0], default);
        CheckpointFile.Load(own.Target, model, pair[1]);
        Step(pair[0]);
        Step(pair[1]);
        float[] expected = new float[16];
        float[] actual = new float[16];
        pair[0].Export(expected);
        pair[1].Export(actual);
        Verify.Same<float>(expected, actual, "weights");

        static void Step(TrainedParameters parameters)
        {
            for (int i = 0; i < 16; i++)
                parameters.GradientAt(i) = MathF.Sin(i + parameters.StepCount);
            parameters.HasGradients = true;
            parameters.Update();
        }
    }

    /// <summary>Statistics of a normalisation, for instance: files have them, updates do not touch them.</summary>
    private static void Untrained(CheckpointCase own)
    {
        TensorBinding[] bindings = [new("mean", [4], 0), new("conv.weight", [2, 3, 2], 4), new("count", [1], 16)];
        TrainedModel model = new("Net", bindings, ["Conv"], RowLoss.MeanSquaredError);
        TrainedTensor[] tensors = [new(0, 4, 0, 3, 4, 4, 1, 1, false)];
        TrainedParameters saved = new(tensors, 12, 17, OptimizerRule.Adam, 1);
        float[] values = [.. Enumerable.Range(1, 17).Select(value => (float)value)];
        saved.Import(values);
        for (int i = 0; i < 12; i++)
            saved.GradientAt(i) = 1;
        saved.HasGradients = true;
        saved.Update();
        CheckpointFile.Save(own.Target, model, saved, default);
        using (SafetensorsReader reader = SafetensorsReader.Open(own.Target))
            Verify.Same<int>([2, 3, 2], reader.Get("conv.weight").Shape.ToArray(), "sizes");
        TrainedParameters loaded = new(tensors, 12, 17, OptimizerRule.Adam, 1);
        CheckpointFile.Load(own.Target, model, loaded);
        float[] found = new float[17];
        loaded.Export(found);
        Verify.Same<float>([1, 2, 3, 4], found.AsSpan(0, 4), "statistics");
        Verify.Equal(17f, found[16], "count");
        Verify.That(found.AsSpan(4, 12).IndexOfAnyExceptInRange(4f, 16f) < 0 && found[4] < 5, $"the tensor between them is trained: {found[4]}");
    }

    private static void OtherTraining(CheckpointCase own)
    {
        TrainedParameters saved = SmallNetwork.Create(Optimizer.Adam);
        CheckpointCase.Train(saved, 0, 1);
        own.Save(saved);
        TrainedParameters other = new(SmallNetwork.Tensors, SmallNetwork.BlockLength, SmallNetwork.ParameterCount, OptimizerRule.RmsProp, 3);
        TensorBinding[] bindings = [.. SmallNetwork.Bindings];
        bindings[3] = new(bindings[3].Name, [5, 3], bindings[3].Offset);
        bindings[4] = bindings[4] with { Name = "head.bias" };
        TrainedModel model = new("Net", bindings, ["LSTM(10)", "Dense(3)", "Dropout"], RowLoss.Huber);
        WeightMismatchException error = Verify.Throws<WeightMismatchException>(
            () => CheckpointFile.Load(own.Target, model, other),
            "Missing: head.bias [3]; optimizer.square_avg.lstm.weight_ih_l0 [40, 7]",
            "optimizer.square_avg.head.bias [3]",
            "Unexpected: fc.bias [3]",
            "optimizer.exp_avg.fc.bias [3]",
            "optimizer.exp_avg_sq.embedding.weight [9, 5]",
            "fc.weight: expected [5, 3], found [3, 5]",
            "Optimizer: expected RmsProp, found Adam.",
            "Layers: expected 3, found 2.",
            "Loss: expected Huber, found MeanSquaredError.",
            "nothing was loaded");

        // Advice about names would lead to the moments, or away from them.
        Verify.That(!error.Message.Contains("Rename", StringComparison.Ordinal) && !error.Message.Contains("Prefix", StringComparison.Ordinal), error.Message);
        Verify.Equal(1, error.WrongShape.Count, "tensors of wrong shape");
        Verify.That(error.Missing.Contains("head.bias [3]"), "head.bias is not among the missing ones");
        Verify.That(SmallNetwork.Weights(other).All(weight => weight == 0), "weights were loaded");
    }

    /// <summary>Their moments have the same names.</summary>
    private static void OtherOptimizer(CheckpointCase own)
    {
        own.Save(SmallNetwork.Create(Optimizer.Adam));
        Verify.Throws<WeightMismatchException>(() => own.Load(SmallNetwork.Create(Optimizer.AdamW)), "Optimizer: expected AdamW, found Adam.");
    }

    /// <summary>Their weights have the same shapes, but what was learnt is another function of them.</summary>
    private static void OtherLayers(CheckpointCase own)
    {
        CheckpointFile.Save(own.Target, SmallNetwork.Training("RNN tanh(10)", "Dense(3, tanh)"), SmallNetwork.Create(Optimizer.Sgd), default);
        TrainedParameters other = SmallNetwork.Create(Optimizer.Sgd);
        WeightMismatchException error = Verify.Throws<WeightMismatchException>(
            () => CheckpointFile.Load(own.Target, SmallNetwork.Training("RNN relu(10)", "Dense(3, relu)", RowLoss.Huber), other));
        const string end =
            "nothing was loaded.\nLoss: expected Huber, found MeanSquaredError.\nLayer 1: expected RNN relu(10), found RNN tanh(10).\nLayer 2: expected Dense(3, relu), found Dense(3, tanh).";
        Verify.That(error.Message.EndsWith(end, StringComparison.Ordinal), error.Message);
        CheckpointCase.Same(SmallNetwork.Create(Optimizer.Sgd), other, "after the refusal");
    }

    private static void ImpossibleLayers(CheckpointCase own)
    {
        Verify.Throws<ArgumentException>(() => SmallNetwork.Training("LSTM(10); Dense(3)", "Dense(3)"));
        TrainedModel one = new("Net", SmallNetwork.Bindings, ["LSTM(10)"], RowLoss.MeanSquaredError);
        Verify.Throws<ArgumentException>(() => CheckpointFile.Save(own.Target, one, SmallNetwork.Create(Optimizer.Sgd), default));
        Verify.That(!File.Exists(own.Target), "a file was written");
    }

    private static void Diverged(CheckpointCase own)
    {
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Adam);
        own.Save(parameters);
        byte[] file = own.Bytes;
        parameters.WeightAt(8) = float.NaN;
        Verify.Throws<InvalidOperationException>(() => own.Save(parameters), "a weight is NaN");
        Verify.Same<byte>(file, own.Bytes, "the file");
    }
}

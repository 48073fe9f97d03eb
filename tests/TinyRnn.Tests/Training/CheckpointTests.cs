using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TinyRnn.Runtime;
using TinyRnn.Training;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>Checkpoints: training goes on bit for bit, and what does not fit, or is damaged, changes nothing.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinyrnn-");

    public static TheoryData<Optimizer> Optimizers => [.. Enum.GetValues<Optimizer>()];

    private string Target => Path.Combine(_folder.FullName, "training.safetensors");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Training_goes_on_bit_for_bit(Optimizer optimizer)
    {
        TrainedParameters parameters = SmallNetwork.Create(optimizer);
        parameters.WeightAt(8) = -0f;
        parameters.Settings = OptimizerSettings.For(optimizer) with { LearningRate = 1.0 / 97, WeightDecay = 0.01f / 3, Beta2 = 0.99 };
        parameters.Clipping = new GradientClipping { Norm = 1f / 3, Value = optimizer == Optimizer.Adam ? null : 0.7f };
        Train(parameters, 0, 7, 1);
        parameters.SetFrozen(1, true);
        Train(parameters, 7, 9, 1);
        RandomState random = new(ulong.MaxValue - 5);
        Save(parameters, new CheckpointState(random, 123_456_789_012));

        TrainedParameters other = SmallNetwork.Create(optimizer);
        Train(other, 100, 103, 1);
        SmallNetwork.Backward(other, 200);
        CheckpointState state = Load(other);
        Assert.Equal(random.Value, state.Random.Value);
        Assert.Equal(123_456_789_012, state.ScheduleStep);
        Assert.Equal(parameters.Settings, other.Settings);
        Assert.Equal(parameters.Clipping, other.Clipping);
        Assert.Equal(9, other.StepCount);
        Assert.False(other.HasGradients);
        Assert.False(other.IsFrozen(0));
        Assert.True(other.IsFrozen(1));
        AssertSame(parameters, other);
        foreach (TrainedParameters each in (TrainedParameters[])[parameters, other])
        {
            Train(each, 9, 12, 1);
            each.SetFrozen(1, false);
            Train(each, 12, 20, 1);
        }

        AssertSame(parameters, other);

        // And what is saved then is the same file.
        Save(parameters, state);
        byte[] file = File.ReadAllBytes(Target);
        Save(other, state);
        Assert.Equal(file, File.ReadAllBytes(Target));
    }

    [Fact]
    public void The_weights_are_a_models_and_names_are_PyTorchs()
    {
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Adam);
        Train(parameters, 0, 3, 1);
        Save(parameters, default);
        float[] weights = WeightFile.Load(
            Target, "Net", SmallNetwork.Bindings, SmallNetwork.ParameterCount, new WeightLoadOptions { IgnoreUnexpected = true });
        Assert.Equal(SmallNetwork.Weights(parameters), weights);
        using SafetensorsReader reader = SafetensorsReader.Open(Target);
        string[] own = [.. SmallNetwork.Bindings.Select(binding => binding.Name)];
        string[] remembered = [.. own.Where(name => !name.Contains("bias_hh", StringComparison.Ordinal))];
        Assert.Equal(
            [.. own, .. remembered.Select(name => "optimizer.exp_avg." + name), .. remembered.Select(name => "optimizer.exp_avg_sq." + name)],
            reader.Tensors.Select(tensor => tensor.Name));
        Assert.Equal("Adam", reader.Metadata["optimizer"]);
        Assert.Equal("Net", reader.Metadata["model"]);
    }

    /// <summary>A GRU keeps the candidate's two biases apart, so that a part of <c>bias_hh</c> has moments of its own.</summary>
    [Fact]
    public void The_second_bias_of_a_gru_is_kept()
    {
        TensorBinding[] bindings = [new("bias_ih_l0", 12, 0, 0, TensorRole.Value), new("bias_hh_l0", 12, 0, 0, TensorRole.GruRecurrentBias)];
        TrainedModel model = new("Gru", bindings, ["GRU(4)"], Loss.MeanSquaredError);
        TrainedTensor[] tensors = [new(0, 0, 0, 2, 4, 4, 1, 2, false), new(0, 8, 8, 1, 4, 4, 1, 1, false), new(0, 12, 12, 1, 4, 4, 1, 1, false)];
        TrainedParameters[] pair = [new(tensors, 16, 16, Optimizer.Adam, 1), new(tensors, 16, 16, Optimizer.Adam, 1)];
        Step(pair[0]);
        CheckpointFile.Save(Target, model, pair[0], default);
        CheckpointFile.Load(Target, model, pair[1]);
        Step(pair[0]);
        Step(pair[1]);
        float[] expected = new float[16];
        float[] actual = new float[16];
        pair[0].Export(expected);
        pair[1].Export(actual);
        Assert.Equal(expected, actual);

        static void Step(TrainedParameters parameters)
        {
            for (int i = 0; i < 16; i++)
                parameters.GradientAt(i) = MathF.Sin(i + parameters.StepCount);
            parameters.HasGradients = true;
            parameters.Update();
        }
    }

    [Fact]
    public void Another_training_is_refused_with_every_difference()
    {
        TrainedParameters saved = SmallNetwork.Create(Optimizer.Adam);
        Train(saved, 0, 1, 1);
        Save(saved, default);
        TrainedParameters other = new(SmallNetwork.Tensors, SmallNetwork.BlockLength, SmallNetwork.ParameterCount, Optimizer.RmsProp, 3);
        TensorBinding[] bindings = [.. SmallNetwork.Bindings];
        bindings[3] = bindings[3] with { Rows = 5, Columns = 3 };
        bindings[4] = bindings[4] with { Name = "head.bias" };
        TrainedModel model = new("Net", bindings, ["LSTM(10)", "Dense(3)", "Dropout"], Loss.Huber);
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => CheckpointFile.Load(Target, model, other));
        foreach (string part in (string[])
            [
                "Missing: head.bias [3]; optimizer.square_avg.lstm.weight_ih_l0 [40, 7]", "optimizer.square_avg.head.bias [3]", "Unexpected: fc.bias [3]",
                "optimizer.exp_avg.fc.bias [3]", "optimizer.exp_avg_sq.embedding.weight [9, 5]", "fc.weight: expected [5, 3], found [3, 5]",
                "Optimizer: expected RmsProp, found Adam.", "Layers: expected 3, found 2.", "Loss: expected Huber, found MeanSquaredError.", "nothing was loaded",
            ])
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }

        // Advice about names would lead to the moments, or away from them.
        Assert.DoesNotContain("Rename", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Prefix", error.Message, StringComparison.Ordinal);
        Assert.Single(error.WrongShape);
        Assert.Contains("head.bias [3]", error.Missing);
        Assert.All(SmallNetwork.Weights(other), weight => Assert.Equal(0, weight));
    }

    /// <summary>Their moments have the same names.</summary>
    [Fact]
    public void Optimizers_with_the_same_memory_are_told_apart()
    {
        Save(SmallNetwork.Create(Optimizer.Adam), default);
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => Load(SmallNetwork.Create(Optimizer.AdamW)));
        Assert.Contains("Optimizer: expected AdamW, found Adam.", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Their weights have the same shapes, but what was learnt is another function of them.</summary>
    [Fact]
    public void Layers_and_losses_of_the_same_shapes_are_told_apart()
    {
        CheckpointFile.Save(Target, SmallNetwork.Training("RNN tanh(10)", "Dense(3, tanh)"), SmallNetwork.Create(Optimizer.Sgd), default);
        TrainedParameters other = SmallNetwork.Create(Optimizer.Sgd);
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(
            () => CheckpointFile.Load(Target, SmallNetwork.Training("RNN relu(10)", "Dense(3, relu)", Loss.Huber), other));
        Assert.EndsWith(
            "nothing was loaded.\nLoss: expected Huber, found MeanSquaredError.\nLayer 1: expected RNN relu(10), found RNN tanh(10).\nLayer 2: expected Dense(3, relu), found Dense(3, tanh).",
            error.Message,
            StringComparison.Ordinal);
        AssertSame(SmallNetwork.Create(Optimizer.Sgd), other);
    }

    [Fact]
    public void Layers_that_a_file_could_not_hold_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SmallNetwork.Training("LSTM(10); Dense(3)", "Dense(3)"));
        TrainedModel one = new("Net", SmallNetwork.Bindings, ["LSTM(10)"], Loss.MeanSquaredError);
        Assert.Throws<ArgumentException>(() => CheckpointFile.Save(Target, one, SmallNetwork.Create(Optimizer.Sgd), default));
        Assert.False(File.Exists(Target));
    }

    [Theory]
    [InlineData("checkpoint", null, "is no checkpoint")]
    [InlineData("checkpoint", "2", "format '2'")]
    [InlineData("loss", null, "has no 'loss'")]
    [InlineData("loss", "Squares", "one of MeanSquaredError")]
    [InlineData("layers", null, "has no 'layers'")]
    [InlineData("layers", "LSTM(10)", "as many items as layers.steps, 2")]
    [InlineData("optimizer", null, "has no 'optimizer'")]
    [InlineData("optimizer", "3", "one of Sgd, Momentum")]
    [InlineData("optimizer", "\u001b[31m", "'?[31m'")]
    [InlineData("optimizer.learning_rate", "NaN", "LearningRate is NaN")]
    [InlineData("optimizer.learning_rate", "fast", "'fast'")]
    [InlineData("optimizer.beta1", "1.5", "Beta1 is 1.5")]
    [InlineData("optimizer.epsilon", "0", "Epsilon is 0")]
    [InlineData("clip.norm", "-1", "Norm is -1")]
    [InlineData("clip.value", "", "'clip.value'")]
    [InlineData("step", "-1", "'step'")]
    [InlineData("step", "0", "at most 0 steps a layer")]
    [InlineData("step", "99999999999999999999", "'step'")]
    [InlineData("layers.steps", "", "'layers.steps'")]
    [InlineData("layers.steps", "1,2,x", "'layers.steps'")]
    [InlineData("layers.frozen", "0", "as many items")]
    [InlineData("layers.frozen", "0,2", "a 0 or 1")]
    [InlineData("random", "-1", "'random'")]
    [InlineData("schedule.step", null, "'schedule.step'")]
    public void Damaged_metadata_is_refused(string key, string? text, string message)
    {
        TrainedParameters saved = SmallNetwork.Create(Optimizer.Adam);
        Train(saved, 0, 2, 1);
        Save(saved, default);
        EditHeader(header =>
        {
            JsonObject metadata = header["__metadata__"]!.AsObject();
            metadata.Remove(key);
            if (text is not null)
                metadata[key] = text;
        });
        AssertRefused(message);
    }

    [Fact]
    public void A_list_of_a_million_layers_is_refused()
    {
        Save(SmallNetwork.Create(Optimizer.Adam), default);
        EditHeader(header => header["__metadata__"]!["layers.steps"] = string.Join(",", Enumerable.Repeat(0, 1_000_000)));
        AssertRefused("at most 65536 items");
    }

    [Fact]
    public void Damaged_moments_are_refused()
    {
        foreach ((float value, string message) in ((float, string)[])[(-1, "at least 0"), (float.NaN, "finite")])
        {
            TrainedParameters saved = SmallNetwork.Create(Optimizer.Adam);
            Save(saved, default);
            byte[] file = File.ReadAllBytes(Target);

            // The last value is the last tensor's, exp_avg_sq of onehot.weight_ih_l0.
            BitConverter.GetBytes(value).CopyTo(file, file.Length - 4);
            File.WriteAllBytes(Target, file);
            AssertRefused(message);
        }
    }

    [Fact]
    public void A_truncated_file_is_refused_wherever_it_ends()
    {
        Save(SmallNetwork.Create(Optimizer.Momentum), default);
        byte[] file = File.ReadAllBytes(Target);
        TrainedParameters other = SmallNetwork.Create(Optimizer.Momentum);
        for (int length = 0; length < file.Length; length += 37)
        {
            File.WriteAllBytes(Target, file[..length]);
            Assert.Throws<WeightFormatException>(() => Load(other));
        }

        AssertSame(SmallNetwork.Create(Optimizer.Momentum), other);
    }

    [Fact]
    public void A_training_that_diverged_does_not_replace_the_last_checkpoint()
    {
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Adam);
        Save(parameters, default);
        byte[] file = File.ReadAllBytes(Target);
        parameters.WeightAt(8) = float.NaN;
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => Save(parameters, default));
        Assert.Contains("a weight is NaN", error.Message, StringComparison.Ordinal);
        Assert.Equal(file, File.ReadAllBytes(Target));
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;
            Training_goes_on_bit_for_bit(Optimizer.AdamW);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private void Save(TrainedParameters parameters, CheckpointState state) =>
        CheckpointFile.Save(Target, SmallNetwork.Model, parameters, state);

    private CheckpointState Load(TrainedParameters parameters) => CheckpointFile.Load(Target, SmallNetwork.Model, parameters);

    private void AssertRefused(string message)
    {
        TrainedParameters other = SmallNetwork.Create(Optimizer.Adam);
        Train(other, 50, 52, 1);
        TrainedParameters same = SmallNetwork.Create(Optimizer.Adam);
        Train(same, 50, 52, 1);
        WeightFormatException error = Assert.Throws<WeightFormatException>(() => Load(other));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(same.Settings, other.Settings);
        Train(other, 52, 54, 1);
        Train(same, 52, 54, 1);
        AssertSame(same, other);
    }

    private void EditHeader(Action<JsonNode> edit)
    {
        byte[] file = File.ReadAllBytes(Target);
        int length = BitConverter.ToInt32(file);
        JsonNode header = JsonNode.Parse(file.AsSpan(8, length))!;
        edit(header);
        byte[] json = Encoding.UTF8.GetBytes(header.ToJsonString());
        File.WriteAllBytes(Target, [.. BitConverter.GetBytes((long)json.Length), .. json, .. file.AsSpan(8 + length)]);
    }

    private static void AssertSame(TrainedParameters expected, TrainedParameters actual)
    {
        for (int i = 0; i < SmallNetwork.BlockLength; i++)
            Assert.Equal(BitConverter.SingleToInt32Bits(expected.WeightAt(i)), BitConverter.SingleToInt32Bits(actual.WeightAt(i)));
    }

    private static void Train(TrainedParameters parameters, int from, int to, float size)
    {
        for (int step = from; step < to; step++)
        {
            SmallNetwork.Backward(parameters, step, size);
            parameters.Update();
        }
    }
}

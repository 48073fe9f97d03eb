using TinyRnn;

// Learns to say whether a sequence of numbers rises or falls on the whole, noise or not; then looks at one number at a time.
TrendNet net = TrendNet.Create(seed: 1);
TrendNet.Trainer trainer = new(net) { LearningRate = 0.01, Clipping = new() { Norm = 1 } };
const int batch = TrendNet.Trainer.MaxBatch, steps = TrendNet.Trainer.MaxSteps;
float[] inputs = new float[batch * steps];          // [B, T, 1]
int[] labels = new int[batch];                      // [B]
Random random = new(1);
for (int update = 1; update <= 200; update++)
{
    for (int b = 0; b < batch; b++)
    {
        labels[b] = random.Next(2);
        for (int t = 0; t < steps; t++)
            inputs[(b * steps) + t] = (((labels[b] * 2) - 1) * 0.05f * t) + random.NextSingle() - 0.5f;
    }

    float loss = trainer.TrainBatch(inputs, labels);
    if (update % 50 == 0)
        Console.WriteLine($"update {update}: loss {loss:F3}");
}

trainer.Publish();                                  // net serves what was learnt
net.Save("trend.safetensors");                      // later: TrendNet.Load("trend.safetensors")

// One number after another, as a sensor gives them.
TrendNet.State state = default;
Span<float> scores = stackalloc float[TrendNet.OutputSize];
foreach (float x in (ReadOnlySpan<float>)[0, 0.3f, -0.1f, 0.4f, 0.2f, 0.6f, 0.5f, 0.7f])
{
    net.Step(ref state, [x], scores);
    Console.WriteLine($"{x,5:F1}: {(TokenSampler.Best(scores) == 1 ? "rising" : "falling")}");
}

Console.WriteLine(InstructionSet.Describe());

[RecurrentModel(inputSize: 1, Mode = SequenceMode.ManyToOne)]
[Lstm(8)]
[Dense(2)]
[Trainable(MaxSteps = 16, MaxBatch = 32, Loss = Loss.CrossEntropy)]
public sealed partial class TrendNet;

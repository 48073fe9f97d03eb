namespace TinyRnn.Tensors.Tests;

/// <summary>Tensors that lie in row-major order go through without new memory; of others the pool's is used again.</summary>
public class AllocationTests
{
    [Theory]
    [InlineData(Layout.Dense)]
    [InlineData(Layout.Sliced)]
    [InlineData(Layout.Transposed)]
    public void No_call_allocates(Layout layout)
    {
        Net net = Net.Create(seed: 1);
        Strided strided = Strided.Create(seed: 1);
        Net.State[] states = new Net.State[5];
        Strided.State[] stridedStates = new Strided.State[5];
        bool[] hasOutput = new bool[5];
        int[] streams = [3, 1];
        ReadOnlyTensorSpan<float> x = Layouts.Create<float>(layout, [3], Layouts.Noise(3, 1), 0, out _);
        ReadOnlyTensorSpan<float> two = Layouts.Create<float>(layout, [2, 3], Layouts.Noise(6, 1), 0, out _);
        ReadOnlyTensorSpan<float> five = Layouts.Create<float>(layout, [5, 3], Layouts.Noise(15, 1), 0, out _);
        ReadOnlyTensorSpan<float> batch = Layouts.Create<float>(layout, [5, 7, 3], Layouts.Noise(105, 1), 0, out _);
        TensorSpan<float> y = Layouts.Create<float>(layout, [2], new float[2], 0, out _);
        TensorSpan<float> twoOut = Layouts.Create<float>(layout, [2, 2], new float[4], 0, out _);
        TensorSpan<float> fiveOut = Layouts.Create<float>(layout, [5, 2], new float[10], 0, out _);
        TensorSpan<float> batchOut = Layouts.Create<float>(layout, [5, 7, 2], new float[70], 0, out _);
        long least = long.MaxValue;
        for (int round = 0; round < 50; round++)
        {
            // The first rounds compile, and fill the pool, which a collection that another test causes may empty.
            long before = GC.GetAllocatedBytesForCurrentThread();
            net.Step(ref states[0], x, y);
            net.StepMany(states, five, fiveOut);
            net.StepMany(states, streams, two, twoOut);
            net.Run(ref states[0], five, fiveOut);
            net.RunMany(states, batch, batchOut);
            strided.Step(ref stridedStates[0], x, y);
            strided.StepMany(stridedStates, five, fiveOut, hasOutput);
            net.ShapedTensor("gru.weight_ih_l0");
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}

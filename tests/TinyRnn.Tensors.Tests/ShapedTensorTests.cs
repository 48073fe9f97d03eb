using TinyRnn.Weights;

namespace TinyRnn.Tensors.Tests;

/// <summary>Weights as tensors have the shapes and values of files.</summary>
public class ShapedTensorTests
{
    [Fact]
    public void Tensors_have_the_shapes_and_values_of_files()
    {
        Net net = Net.Create(seed: 1);
        Assert.NotEqual(0, Net.Tensors.Length);
        foreach (TensorBinding binding in Net.Tensors)
        {
            ReadOnlyTensorSpan<float> tensor = net.ShapedTensor(binding.Name);
            Assert.Equal(binding.Shape, tensor.Lengths.ToArray().Select(length => (int)length));
            Assert.Equal(net.Tensor(binding.Name), Layouts.Values(tensor));
        }
    }

    [Fact]
    public void A_matrix_is_the_models_own_memory()
    {
        Net net = Net.Create(seed: 1);
        Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(in net.Parameters[0], in net.ShapedTensor("gru.weight_ih_l0").GetPinnableReference()));
    }

    [Fact]
    public void A_name_that_is_none_is_said_with_those_there_are()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Net.Create(seed: 1).ShapedTensor("gru.weight").Rank);
        Assert.Contains("no tensor 'gru.weight'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("gru.weight_ih_l0", refusal.Message, StringComparison.Ordinal);
    }
}

using System.Runtime.Intrinsics;
using Xunit;

namespace TinyRnn.Tests;

public class InstructionSetTests
{
    [Fact]
    public void Width_is_that_of_the_accelerated_vectors()
    {
        Assert.Equal(Vector512.IsHardwareAccelerated, InstructionSet.VectorBits == 512);
        Assert.Equal(Vector256.IsHardwareAccelerated, InstructionSet.VectorBits >= 256);
        Assert.Equal(Vector128.IsHardwareAccelerated, InstructionSet.VectorBits >= 128);
        Assert.True(InstructionSet.ProcessorVectorBits >= InstructionSet.VectorBits);
    }

    [Fact]
    public void Fused_multiply_add_is_what_the_estimate_does()
    {
        // (1 + 2^-23)^2 - (1 + 2^-22) is 2^-46 exactly, and 0 when the product is rounded first.
        Vector128<float> x = Vector128.Create(Random.Shared.Next(1, 2) + MathF.ScaleB(1, -23));
        float difference = Vector128.MultiplyAddEstimate(x, x, Vector128.Create(-1 - MathF.ScaleB(1, -22))).ToScalar();
        Assert.Equal(InstructionSet.HasFma, difference != 0);
    }

    [Fact]
    public void The_description_names_the_path_and_only_then_the_processor_when_it_has_more()
    {
        string text = InstructionSet.Describe();
        Assert.StartsWith(InstructionSet.Name, text, StringComparison.Ordinal);
        Assert.Equal(InstructionSet.IsNarrowerThanProcessor, text.Contains("the processor has", StringComparison.Ordinal));
        if (InstructionSet.IsNarrowerThanProcessor)
            Assert.True(InstructionSet.ProcessorVectorBits > InstructionSet.VectorBits);
    }

    [Theory]
    [InlineData(false, 0, "NativeAOT")]
    [InlineData(false, 1, "JIT")]
    [InlineData(true, 0, "WebAssembly")]
    [InlineData(true, 1, "WebAssembly")]
    public void WebAssembly_is_not_taken_for_NativeAOT(bool isWebAssembly, long compiledMethods, string kind) =>
        Assert.Equal(kind, RuntimeCode.Kind(isWebAssembly, compiledMethods));

    [Fact]
    public void The_description_says_that_code_was_compiled_just_in_time()
    {
        Assert.False(InstructionSet.IsNativeAot);
        Assert.Contains(", JIT", InstructionSet.Describe(), StringComparison.Ordinal);
    }
}

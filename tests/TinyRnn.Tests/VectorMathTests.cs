using TinyRnn.Conformance;
using TinyRnn.Conformance.Reference;
using Xunit;

namespace TinyRnn.Tests;

/// <summary>More of the floats than the conformance checks have time for where processors are emulated.</summary>
public class VectorMathTests
{
    public static TheoryData<string> Functions => [.. VectorFunctions.Names];

    // Prime, so that the samples fall on every exponent with ever different low bits: 16.7 million of 2^32.
    [Theory]
    [MemberData(nameof(Functions))]
    public void Error_is_within_the_documented_bound_over_the_whole_range(string name) => VectorMathChecks.WithinBound(name, 257);

    [Fact]
    public void Tanh_never_exceeds_one_for_any_float_below_its_saturation() => VectorMathChecks.TanhBelowSaturation(step: 1);
}

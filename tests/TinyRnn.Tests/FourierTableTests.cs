using TinyRnn.Runtime.Fourier;
using Xunit;

namespace TinyRnn.Tests;

public class FourierTableTests
{
    /// <summary>Not a multiple of 8, a factor of 7, too short, too long: a table of it would give wrong bins.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(56)]
    [InlineData(24)]
    [InlineData(16_392)]
    [InlineData(20_480)]
    [InlineData(-32)]
    public void A_length_without_a_fast_transform_is_refused(int length) =>
        Assert.Equal(length, Assert.Throws<ArgumentOutOfRangeException>(() => FourierTable.Make(length)).ActualValue);
}

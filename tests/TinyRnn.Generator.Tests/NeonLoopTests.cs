using System.Text.RegularExpressions;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>
/// What the inner loops of the NEON kernels execute. There a weight passes through a register, so that a multiply-add needs a load before it, and current cores
/// do at least as many multiply-adds as loads in a cycle: a load that is not a weight is time that no multiply-add uses.
/// </summary>
public partial class NeonLoopTests
{
    private const string MultiplyAdd = "AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar(";
    private const string Load = "Vector128.LoadUnsafe(";
    private const string Broadcast = "Vector128.Create(";

    private static readonly string[] s_layers = ["Lstm(64)", "Gru(64)", "Rnn(64)"];

    public static TheoryData<string> Layers => [.. s_layers];

    [Theory]
    [InlineData("Lstm(64)", 64)] // 4 gates of 4 vectors, 4 rows: a load of 4 inputs serves 64 multiply-adds
    [InlineData("Gru(64)", 48)]  // 3 gates
    [InlineData("Rnn(64)", 32)]  // 1 gate of 8 vectors
    public void One_input_load_serves_four_rows_of_the_panel(string layer, int multiplyAddsPerInputLoad)
    {
        // The weights of one input vector are each used once, so a multiply-add costs one load. Beside them: the inputs, four rows to a load, for the
        // whole width of the panel.
        foreach (Kernel kernel in Kernels(layer).Where(kernel => !kernel.HasFourInputs))
        {
            foreach (string loop in kernel.Loops)
            {
                int multiplyAdds = Count(loop, MultiplyAdd);
                Assert.True(multiplyAdds >= 16, "a loop's counting weighs little against 16 multiply-adds");
                Assert.Equal(0, multiplyAdds % multiplyAddsPerInputLoad);
                Assert.Equal(multiplyAdds + (multiplyAdds / multiplyAddsPerInputLoad), Count(loop, Load));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_weight_serves_two_or_more_of_four_inputs(string layer)
    {
        // The point of four inputs. Two a weight would be 2 multiply-adds a load without the inputs' own loads, of which there is one for each input and four
        // rows: with at least 4 sums an input, 3 for 2 are left in any case.
        foreach (Kernel kernel in Kernels(layer).Where(kernel => kernel.HasFourInputs))
        {
            foreach (string loop in kernel.Loops)
                Assert.True(2 * Count(loop, MultiplyAdd) >= 3 * Count(loop, Load), $"{kernel.Name}:{loop}");
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    [InlineData("Lstm(67)")] // 67 and 9 are no multiples of four: the rows that are left over stand behind the loop
    [InlineData("Gru(67)")]
    [InlineData("Rnn(67)")]
    public void Loops_broadcast_nothing(string layer)
    {
        // The multiply-add takes a lane of the loaded inputs. A broadcast would be a load for each row.
        foreach (Kernel kernel in Kernels(layer, inputs: layer.Contains("67", StringComparison.Ordinal) ? 9 : 64))
            Assert.All(kernel.Loops, loop => Assert.DoesNotContain(Broadcast, loop, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Rows_in_multiples_of_four_need_no_broadcast_at_all(string layer) =>
        Assert.All(Kernels(layer), kernel => Assert.DoesNotContain(Broadcast, kernel.Text, StringComparison.Ordinal));

    [Fact]
    public void Every_kernel_of_a_layer_is_seen()
    {
        // Without it, a change of the emitted text could leave the tests above nothing to count.
        foreach (string layer in s_layers)
        {
            Kernel[] kernels = [.. Kernels(layer)];
            Assert.Equal(["", "Hidden", "Inputs", "Streams"], kernels.Select(kernel => kernel.Part).Order(StringComparer.Ordinal));
            Assert.All(kernels, kernel => Assert.InRange(kernel.Loops.Count, kernel.Part is "Inputs" or "Hidden" ? 1 : 2, 8));
        }
    }

    private static int Count(string text, string part) => Regex.Count(text, Regex.Escape(part));

    /// <summary>The NEON kernels that are emitted for a model of one layer.</summary>
    private static IEnumerable<Kernel> Kernels(string layer, int inputs = 64)
    {
        IReadOnlyDictionary<string, string> files = Harness.Emit($"using TinyRnn; [RecurrentModel({inputs})] [{layer}] [Dense(1)] partial class M;");
        foreach (string file in files.Values)
        {
            foreach (Match match in NeonMethod().Matches(InlinedText.Of(file)))
                yield return new Kernel(match.Groups["name"].Value, match.Groups["part"].Value, match.Value);
        }
    }

    [GeneratedRegex(
        """^(?<indent> +)private static void (?<name>(Lstm|Gru|Rnn)[A-Za-z]*[0-9]+x[0-9]+(?<part>[A-Za-z]*?)Neon)\(.*?^\k<indent>\}""",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex NeonMethod();

    [GeneratedRegex("""^(?<indent> +)for \(nuint k = 0; .*?^\k<indent>\}""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex RowLoop();

    private sealed record Kernel(string Name, string Part, string Text)
    {
        public bool HasFourInputs => Part is "Inputs" or "Streams";

        public IReadOnlyList<string> Loops => [.. RowLoop().Matches(Text).Select(match => match.Value)];
    }
}

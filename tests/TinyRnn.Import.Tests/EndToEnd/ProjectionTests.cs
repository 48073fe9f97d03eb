using System.Text;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>PyTorch's LSTM(3, 6, 2, proj_size=4, bidirectional) in a state_dict.</summary>
public class ProjectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Becomes_a_setting_and_is_proven()
    {
        (ModelImport import, ProofResult proof) = ImportRun.Prove(Write([4, 6]));
        string classText = Encoding.UTF8.GetString(import.Files[0].Content.Span);
        Assert.Contains("[Lstm(6, Projection = 4, Bidirectional = true", classText, StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    /// <summary>
    /// Of a direction of the first layer 24 x 3, 24 x 4 and 4 x 6, of the second 24 x 8, 24 x 4 and 4 x 6; the head 2 x 8. h of 4 and c of 6.
    /// </summary>
    [Fact]
    public void Is_counted_by_inspect()
    {
        (int code, string table, _) = TinyRnnTool.Run("inspect", Write([4, 6]));
        Assert.Equal(0, code);
        Assert.Contains("1,024 multiply-adds a step; 40 numbers of state", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 6)]
    [InlineData(4, 5)]
    [InlineData(4)]
    public void That_does_not_fit_is_named(params int[] shape)
    {
        SourceProblem problem = Assert.Single(
            ModelImport.Inspect(Write(shape)).Problems, problem => problem.What.Contains("weight_hr_l0 is", StringComparison.Ordinal));
        Assert.Contains("[P, H] beside [4 * H, P]", problem.Remedy, StringComparison.Ordinal);
    }

    /// <param name="projection">Sizes of the first weight_hr.</param>
    private string Write(int[] projection)
    {
        SafetensorsWriter writer = new();
        Random random = new(3);
        void Add(string name, params int[] shape) => writer.Add(
            name, shape, Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => random.NextSingle() - 0.5f).ToArray());
        foreach ((int layer, string direction) in new[] { (0, ""), (0, "_reverse"), (1, ""), (1, "_reverse") })
        {
            string suffix = $"_l{layer}{direction}";
            Add($"rnn.weight_ih{suffix}", 24, layer == 0 ? 3 : 8);
            Add($"rnn.weight_hh{suffix}", 24, 4);
            Add($"rnn.bias_ih{suffix}", 24);
            Add($"rnn.bias_hh{suffix}", 24);
            Add($"rnn.weight_hr{suffix}", layer == 0 && direction.Length == 0 ? projection : [4, 6]);
        }

        Add("fc.weight", 2, 8);
        Add("fc.bias", 2);
        string path = Path.Combine(_folder, "projected.safetensors");
        using FileStream file = File.Create(path);
        writer.Write(file);
        return path;
    }
}

using System.Text.Json;
using TinyRnn.Import.Tests.Onnx;
using TinyRnn.Tool.Recording;
using static TinyRnn.Import.Tests.Onnx.PolicyGraph;

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>Policies of the form of ML-Agents, as the commands have them.</summary>
public class PolicyImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Inspect_says_how_the_input_is_laid_out()
    {
        PolicyGraph policy = new();
        string x = policy.File.Node("Concat", [policy.Input("obs_0", First), policy.Input("obs_1", Second)], ("axis", 1));
        policy.Output(policy.Encoder(x, First + Second), "y");
        string path = Written(policy);
        (_, string table, _) = TinyRnnTool.Run("inspect", path);
        Assert.Contains("input input: 7 a step, obs_0 (values 0 to 3), obs_1 (4 to 6); outputs: ", table, StringComparison.Ordinal);
        (_, string text, _) = TinyRnnTool.Run("inspect", path, "--json");
        using JsonDocument json = JsonDocument.Parse(text);
        Assert.Equal(
            [("obs_0", 0, 4), ("obs_1", 4, 3)],
            json.RootElement.GetProperty("inputs").EnumerateArray().Select(input =>
                (input.GetProperty("name").GetString(), input.GetProperty("first").GetInt32(), input.GetProperty("count").GetInt32())));
    }

    [Fact]
    public void A_policy_without_a_memory_is_recorded_step_by_step()
    {
        PolicyGraph policy = new();
        policy.Facts();
        string mean = GraphZoo.Dense(policy.File, policy.Encoder(policy.Input("obs_0", First), First), Hidden, 2);
        policy.Output(policy.Bounded(policy.Noisy(mean, 2)), "continuous_actions");
        policy.Output(policy.Bounded(mean), "deterministic_continuous_actions");
        Proven(policy);
    }

    /// <summary>exp(-200) is 0 in float32, and its logarithm minus infinity; a class gives -200.</summary>
    [Fact]
    public void Where_the_original_loses_a_probability_the_exact_logarithm_is_the_truth()
    {
        PolicyGraph policy = new();
        string far = policy.File.Node("Mul", [GraphZoo.Dense(policy.File, policy.Input("obs_0", First), First, 3), policy.File.Number(400)]);
        policy.Output(policy.Drawn(policy.File.Node("Softmax", [far], ("axis", 1))), "discrete_actions", 7);
        ModelImport import = Proven(policy);
        Assert.Contains(import.Remarks, remark => remark.Contains("drawn from the scores by Multinomial", StringComparison.Ordinal));
    }

    private ModelImport Proven(PolicyGraph policy)
    {
        (ModelImport import, ProofResult proof) = ImportRun.Prove(Written(policy), new ImportOptions { Recorder = new OnnxRecorder() });
        Assert.StartsWith("recorded by ONNX Runtime", import.Origin, StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
        return import;
    }

    private string Written(PolicyGraph policy)
    {
        string path = Path.Combine(_folder, "policy.onnx");
        File.WriteAllBytes(path, policy.File.Bytes());
        return path;
    }
}

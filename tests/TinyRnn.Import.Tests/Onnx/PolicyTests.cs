using static TinyRnn.Import.Tests.Onnx.GraphZoo;
using static TinyRnn.Import.Tests.Onnx.PolicyGraph;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Policies of the form of Unity ML-Agents: several observations, masks, a memory, actions that are drawn, and facts about the file.</summary>
public sealed class PolicyTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tinyrnn-policy-{Guid.NewGuid():N}.onnx");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Facts_beside_an_output_are_left_out_and_said()
    {
        PolicyGraph policy = new();
        policy.Facts();
        string x = policy.Input("obs_0", First);
        policy.Output(policy.Encoder(x, First), "y");
        policy.Output(policy.File.Node("Exp", [policy.File.Node("Mul", [x, policy.File.Number(0)])]), "ones");
        SourceModel model = policy.File.Read().Model;
        Assert.Equal(["y"], model.OutputNames);
        Assert.Contains(
            "Outputs that do not depend on the model's input are left out: version_number (3), memory_size (10), is_continuous_control (no node gives it), "
            + "ones (1, 1, 1, 1).", model.Remarks);
        Check(policy);
    }

    [Fact]
    public void Facts_alone_are_no_model()
    {
        PolicyGraph policy = new();
        policy.Input("obs_0", First);
        policy.Facts();
        Assert.Contains(policy.File.Read().Model.Problems, problem => problem.What.Contains("does not depend", StringComparison.Ordinal));
    }

    private void Check(PolicyGraph policy) => GraphCheck.Run(policy.File, _path, Steps);
}

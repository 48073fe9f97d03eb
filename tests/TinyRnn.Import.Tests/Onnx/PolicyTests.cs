using TinyRnn.Import.Onnx;
using static TinyRnn.Import.Tests.Onnx.GraphZoo;
using static TinyRnn.Import.Tests.Onnx.PolicyGraph;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Policies of the form of Unity ML-Agents: several observations, masks, a memory, actions that are drawn, and facts about the file.</summary>
public sealed class PolicyTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tinyrnn-policy-{Guid.NewGuid():N}.onnx");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_recurrent_policy_reads_its_observations_and_masks_side_by_side()
    {
        PolicyGraph policy = Recurrent();
        OnnxModel read = policy.File.Read();
        SourceModel model = read.Model;
        Assert.Empty(model.Problems);
        Assert.Equal([new("obs_0", 0, First), new("obs_1", First, Second), new("action_masks", 7, 5)], model.Inputs);
        Assert.Equal((12, 0, "input"), (model.InputSize, model.Vocabulary, model.InputName));
        Assert.Contains("The input joins obs_0 (values 0 to 3), obs_1 (4 to 6), action_masks (7 to 11).", model.Remarks);
        Assert.Equal([("obs_0_obs_1", 0, 7), ("action_masks", 7, 5)], Slices(model));
        Assert.Equal(("recurrent_in", "recurrent_out"), read.Contract!.States.Select(state => (state.Input, state.Output)).Single());
        Assert.Equal(["obs_0", "obs_1", "action_masks"], read.Contract.Joined.Select(input => input.Name));
        Assert.All(read.Contract.Joined, input => Assert.Equal([OnnxAxis.Batch, OnnxAxis.Feature], input.Axes));
        Assert.IsType<ActivationNode>(model.Nodes[Assert.Single(model.Outputs)]);
        Check(policy);
    }

    [Fact]
    public void What_draws_is_cut_off_and_said()
    {
        PolicyGraph policy = Recurrent();
        SourceModel model = policy.File.Read().Model;
        string log = policy.Node("Log").Name;
        Assert.Equal([log], model.OutputNames);
        Assert.Contains($"'discrete_actions' is drawn from the scores by Multinomial: the model ends in these, {log}.", model.Remarks);
        Assert.Contains(
            "Outputs that do not depend on the model's input are left out: version_number (3), memory_size (10), is_continuous_control (no node gives it).",
            model.Remarks);
    }

    [Fact]
    public void Draws_and_choices_of_the_same_scores_are_one_output_each()
    {
        PolicyGraph policy = new();
        string x = policy.Encoder(policy.Input("obs_0", First), First), masks = policy.Input("action_masks", 5);
        string[] branches = [policy.Actions(x, Hidden, masks, 0, 2), policy.Actions(x, Hidden, masks, 2, 3)];
        policy.Output(policy.File.Node("Concat", [.. branches.Select(policy.Drawn)], ("axis", 1)), "discrete_actions", 7);
        policy.Output(policy.File.Node("Concat", [.. branches.Select(policy.Largest)], ("axis", 1)), "deterministic_discrete_actions", 7);
        SourceModel model = policy.File.Read().Model;
        string[] logs = [.. policy.File.Model.Graph.Node.Where(node => node.OpType == "Log").Select(node => node.Name)];
        Assert.Equal(logs, model.OutputNames);
        Assert.Contains(
            $"'deterministic_discrete_actions' is the place of the largest value (ArgMax): the model ends in the values, {string.Join(", ", logs)}.",
            model.Remarks);
        Assert.Equal([("obs_0", 0, 4), ("action_masks_part", 4, 2), ("action_masks_part_1", 6, 3)], Slices(model));
        Assert.All(model.Outputs, place => Assert.Equal(new(ActivationKind.LogSoftmax), ((ActivationNode)model.Nodes[place]).Function));
        Check(policy);
    }

    [Fact]
    public void A_choice_among_an_outputs_own_values_is_no_output()
    {
        PolicyGraph policy = new();
        string scores = policy.File.Node("Softmax", [Dense(policy.File, policy.Input("obs_0", First), First, 3)], ("axis", 1));
        policy.Output(policy.Largest(scores), "label", 7);
        policy.Output(scores, "scores");
        SourceModel model = policy.File.Read().Model;
        Assert.Equal(["scores"], model.OutputNames);
        Assert.Contains("'label' is the place of the largest value (ArgMax): the model ends in the values, scores.", model.Remarks);
        Check(policy);
    }

    [Fact]
    public void Actions_with_noise_are_left_out_beside_those_without()
    {
        PolicyGraph policy = new();
        string mean = Dense(policy.File, policy.Encoder(policy.Input("obs_0", First), First), Hidden, 2);
        policy.Output(policy.Bounded(policy.Noisy(mean, 2)), "continuous_actions");
        policy.Output(policy.Bounded(mean), "deterministic_continuous_actions");
        SourceModel model = policy.File.Read().Model;
        Assert.Equal(["deterministic_continuous_actions"], model.OutputNames);
        Assert.Contains(model.Remarks, remark => remark.StartsWith(
            "'continuous_actions' is a mean plus a deviation times noise (RandomNormalLike), and then Clip, Div; it is left out: "
            + "'deterministic_continuous_actions' has the same mean, ", StringComparison.Ordinal));
        Check(policy);
    }

    [Fact]
    public void Of_actions_with_noise_alone_the_mean_is_given_and_the_deviation_said()
    {
        PolicyGraph policy = new();
        string mean = Dense(policy.File, policy.Encoder(policy.Input("obs_0", First), First), Hidden, 2);
        policy.Output(policy.Bounded(policy.Noisy(mean, 2)), "continuous_actions");
        SourceModel model = policy.File.Read().Model;
        string deviation = policy.Node("Exp").Name;
        Assert.IsType<DenseNode>(model.Nodes[Assert.Single(model.Outputs)]);
        Assert.Contains(model.Remarks, remark => remark.StartsWith(
            "'continuous_actions' is a mean plus a deviation times noise (RandomNormalLike), and then Clip, Div: the model ends in the mean, ",
            StringComparison.Ordinal) && remark.EndsWith($", and the deviation, {deviation}.", StringComparison.Ordinal));
        Assert.Contains(model.Remarks, remark => remark.StartsWith(
            $"Outputs that do not depend on the model's input are left out: {deviation} (", StringComparison.Ordinal));
        Check(policy);
    }

    [Fact]
    public void A_deviation_of_the_input_is_an_output()
    {
        PolicyGraph policy = new();
        string x = policy.Encoder(policy.Input("obs_0", First), First);
        string mean = Dense(policy.File, x, Hidden, 2), deviation = policy.File.Node("Softplus", [Dense(policy.File, x, Hidden, 2)]);
        string noise = policy.File.Node("RandomNormalLike", [mean], ("dtype", 1));
        policy.Output(policy.File.Node("Add", [policy.File.Node("Mul", [deviation, noise]), mean]), "continuous_actions");
        SourceModel model = policy.File.Read().Model;
        Assert.Equal(policy.Node("Softplus").Name, model.OutputNames[1]);
        Assert.Equal([2, 2], model.Outputs.Select(place => model.Nodes[place].Size));
        Check(policy);
    }

    [Fact]
    public void What_stands_beside_noise_in_one_output_is_kept()
    {
        PolicyGraph policy = new();
        string x = policy.Encoder(policy.Input("obs_0", First), First);
        string mean = Dense(policy.File, x, Hidden, 2), beside = policy.File.Node("Tanh", [Dense(policy.File, x, Hidden, 3)]);
        policy.Output(policy.File.Node("Concat", [policy.Noisy(mean, 2), beside], ("axis", 1)), "action");
        SourceModel model = policy.File.Read().Model;
        Assert.Equal(2, model.Outputs.Count);
        Assert.Equal(policy.Node("Tanh").Name, model.OutputNames[1]);
        Assert.Contains($"What stands beside that in 'action' is given as it is: {policy.Node("Tanh").Name}.", model.Remarks);
        Check(policy);
    }

    [Fact]
    public void Noise_that_is_not_added_to_a_mean_stays_refused_by_name()
    {
        PolicyGraph policy = new();
        string x = policy.Input("obs_0", First);
        policy.Output(policy.File.Node("Mul", [policy.File.Node("RandomNormalLike", [x], ("dtype", 1)), x]), "y");
        Assert.Contains(policy.File.Read().Model.Problems, problem => problem.What.Contains("RandomNormalLike", StringComparison.Ordinal));
    }

    [Fact]
    public void An_output_that_is_asked_for_is_not_cut()
    {
        PolicyGraph policy = Recurrent();
        SourceModel model = policy.File.Read(new ReadOptions { Outputs = ["discrete_actions"] }).Model;
        Assert.Contains(model.Problems, problem => problem.What.Contains("Multinomial", StringComparison.Ordinal));
    }

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

    private static PolicyGraph Recurrent()
    {
        PolicyGraph policy = new();
        policy.Facts();
        string x = policy.File.Node("Concat", [policy.Input("obs_0", First), policy.Input("obs_1", Second)], ("axis", 1));
        string masks = policy.Input("action_masks", 5);
        policy.Output(policy.Drawn(policy.Actions(policy.Memory(policy.Encoder(x, First + Second)), Cells, masks, 0, 5)), "discrete_actions", 7);
        return policy;
    }

    private static IEnumerable<(string, int, int)> Slices(SourceModel model) => model.Nodes.OfType<SliceNode>().Select(slice =>
    {
        Assert.Equal([SourceNode.ModelInput], slice.Inputs);
        return (slice.Name, slice.First, slice.Count);
    });

    private void Check(PolicyGraph policy) => GraphCheck.Run(policy.File, _path, Steps);
}

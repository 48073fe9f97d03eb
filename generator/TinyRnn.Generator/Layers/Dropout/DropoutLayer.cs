using System.Globalization;
using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Dropout;

internal sealed record DropoutSpec(float Rate) : LayerSpec
{
    public override string Kind => "Dropout";
}

/// <summary>Nothing but a name where the model serves: the value passes.</summary>
internal sealed record DropoutPlan : LayerPlan
{
    public DropoutPlan(LayerKind kind, LayerContext context, DropoutSpec spec)
        : base(kind, context, context.InputSize, isStateful: false) => Rate = spec.Rate;

    public float Rate { get; }

    public override long ScratchLength => 0;

    public override bool HandsOn => true;

    public override long MultiplyAdds => 0;

    public override string Description => $"Dropout({Rate.ToString(CultureInfo.InvariantCulture)})";

    /// <summary>The rate is no part of it: a training may change it on the way.</summary>
    public override string Signature => "Dropout";

    public override IReadOnlyList<string> Equations => ["y_t = x_t; in training values are 0 with probability p, else x_t / (1 - p)"];
}

/// <summary>Dropout (Srivastava et al. 2014) in its inverted form, which leaves inference alone.</summary>
internal sealed class DropoutLayer : LayerKind<DropoutSpec, DropoutPlan>
{
    public override string Kind => "Dropout";

    public override LayerSpec? Read(AttributeReader attribute) => attribute.Rate(0, "rate") is { } rate ? new DropoutSpec(rate) : null;

    public override LayerTraining Train(LayerPlan plan, TrainingContext context) => new DropoutTraining((DropoutPlan)plan, context);

    protected override DropoutPlan Plan(DropoutSpec spec, LayerContext context) => new(this, context, spec);

    protected override void EmitStep(DropoutPlan plan, StepScope scope) => scope.Next(plan, scope.Input);
}

/// <summary>Training of dropout: a mask of 0 and 1 / (1 - p), drawn anew for each batch.</summary>
internal sealed class DropoutTraining : LayerTraining
{
    private readonly DropoutPlan _plan;
    private readonly int _mask;

    public DropoutTraining(DropoutPlan plan, TrainingContext context)
        : base(plan, context)
    {
        _plan = plan;
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
        _mask = context.TakeTape((long)context.MaxRowsOf(plan) * Output.Stride);
    }

    public override void EmitForward(TrainingScope scope)
    {
        scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Output.Size}, {TrainingScope.Tape(Input.Rows)}, {Input.Stride}, {TrainingScope.Tape(Output.Rows)}, {Output.Stride});");
        using (scope.Writer.Block("if (IsTraining)"))
        {
            scope.Line($"Rnn::Tape.DropoutMask.Fill(ref Random, {Literal.Float(_plan.Rate)}, rows, {Output.Size}, {Output.Stride}, {TrainingScope.Tape(_mask)});");
            scope.Line($"Rnn::Tape.DropoutMask.Multiply(rows * {Output.Stride}, {TrainingScope.Tape(Output.Rows)}, {TrainingScope.Tape(_mask)});");
        }
    }

    public override void EmitBackward(TrainingScope scope)
    {
        using (scope.Writer.Block("if (needsInput)"))
        {
            using (scope.Writer.Block("if (IsTraining)"))
                scope.Line($"Rnn::Tape.DropoutMask.Multiply(rows * {Output.Stride}, {TrainingScope.Tape(Output.GradientRows)}, {TrainingScope.Tape(_mask)});");
            string method = InputProduct == "Set" ? "Copy" : "Add";
            scope.Line($"Rnn::Tape.TapeRows.{method}(rows, {Output.Size}, {TrainingScope.Tape(Output.GradientRows)}, {Output.Stride}, {TrainingScope.Tape(Input.GradientRows)}, {Input.Stride});");
        }
    }
}

using TinyRnn.Model.Layers.Frames;

namespace TinyRnn.Generator.Emission.Layers.Frames;

/// <summary>The padded positions of a trainer's rows in statements.</summary>
/// <param name="padded">Their places.</param>
/// <param name="scope">Where to.</param>
/// <param name="input">The layer's input.</param>
internal sealed class PaddedRowsText(PaddedRows padded, TrainingScope scope, ValuePlan input)
{
    private FrameShape Shape => padded.Shape;

    private string Positions => $"{Shape.InputChannels}, {Shape.Pads.Left}, {Shape.InputPositions}, {Shape.Pads.Right}";

    /// <summary>Floats from one row to the next, of what <see cref="Place"/> has.</summary>
    public int Stride => padded.Values is null ? input.Stride : padded.Stride;

    /// <summary>Expression of the place of the first padded number.</summary>
    public string Place => padded.Values is { } values ? scope.Place(values) : scope.RowsPlace(input);

    /// <summary>Expression of the place of its gradient.</summary>
    public string GradientPlace => scope.Place(padded.Gradients);

    public void NamePlaces(string id)
    {
        if (padded.Values is { } values)
            scope.NameTape(values, id + "Padded");
        scope.NameTape(padded.Gradients, id + "PaddedGradient");
    }

    /// <summary>Copies the input between its padding, if it has one.</summary>
    public void EmitForward()
    {
        if (padded.Values is not { } values)
            return;
        string isReflected = Shape.Pads.Mode == FramePadding.Reflect ? "true" : "false";
        string from = $"{scope.Rows(input)}, {input.Stride}";
        scope.Line($"Rnn::Tape.RowPositions.Pad(rows, {Positions}, {isReflected}, {from}, {scope.Tape(values)}, {padded.Stride});");
    }

    public void EmitClearGradients() => scope.Line($"Row({GradientPlace}, rows * {padded.Stride}).Clear();");

    /// <summary>From the gradients of the padded positions to those of the input.</summary>
    /// <param name="method">Of <c>TapeRows</c>: Copy or Add.</param>
    public void EmitBackward(string method)
    {
        string gradients = GradientPlace;
        if (Shape.Pads is { Exist: true, Mode: FramePadding.Reflect })
            scope.Line($"Rnn::Tape.RowPositions.AddReflected(rows, {Positions}, {TrainingScope.At(gradients)}, {padded.Stride});");
        int first = Shape.Pads.Left * Shape.InputChannels;
        string place = TrainingScope.At(first == 0 ? gradients : $"{gradients} + {first}");
        scope.Line($"Rnn::Tape.TapeRows.{method}(rows, {input.Size}, {place}, {padded.Stride}, {scope.GradientRows(input)}, {input.Stride});");
    }
}

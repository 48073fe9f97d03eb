namespace TinyRnn.Generator.Emission.Training;

/// <summary>Where a layer's training prints, and how places are written.</summary>
internal sealed class TrainingScope(SourceWriter writer)
{
    public SourceWriter Writer => writer;

    /// <summary>A place on the tape.</summary>
    public static string Tape(string place) => $"ref At({place})";

    public static string Tape(int place) => Tape(place.ToString());

    /// <summary>Some rows behind a place on the tape.</summary>
    public static string Tape(int place, string row, int stride) => Tape(row == "0" ? $"{place}" : $"{place} + ({row} * {stride})");

    public static string Weight(int place) => $"ref Weight({place})";

    public static string Gradient(int place) => $"ref Gradient({place})";

    public void Line(string text) => writer.Line(text);

    public void Comment(string text) => writer.Line($"// {text}");

    /// <summary>The gradient of a matrix and of the bias row in front of it, of all rows at once.</summary>
    public void EmitWeightGradients(int inputs, int columns, string input, int inputStride, string gradient, int block)
    {
        Line($"Rnn::Matrices.MatrixProduct.ColumnSums(rows, {columns}, {gradient}, {columns}, {Gradient(block)}, HasGradients);");
        EmitOuter(inputs, columns, input, inputStride, gradient, columns, block + columns);
    }

    public void EmitOuter(int inputs, int columns, string input, int inputStride, string gradient, int gradientStride, int block) =>
        Line($"Rnn::Matrices.MatrixProduct.Outer(rows, {inputs}, {columns}, {input}, {inputStride}, {gradient}, {gradientStride}, {Gradient(block)}, {columns}, HasGradients);");
}

using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Benchmarks;

/// <summary>ONNX Runtime's rows of the table.</summary>
internal static class OnnxRows
{
    public static IReadOnlyList<Row> All =>
    [
        new(Sections.OnnxStep, "onnx", weights => new OnnxLstm(weights, 1)),
        new(Sections.OnnxRun, "onnx", weights => new OnnxLstm(weights, SectionRun.Steps)),
    ];
}

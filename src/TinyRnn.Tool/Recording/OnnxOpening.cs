using Google.Protobuf;
using Onnx;
using TinyRnn.Import.Onnx;

namespace TinyRnn.Tool.Recording;

/// <summary>
/// The file as it is run: as it is, but for a length that it fixes where the network takes any, for a cut point, which becomes an
/// output, and for outputs that nothing gives.
/// </summary>
internal static class OnnxOpening
{
    /// <param name="path">The file.</param>
    /// <param name="contract">How it is called.</param>
    /// <param name="isLengthOpen">Whether sequences of other lengths than the file's are run.</param>
    /// <param name="isRounded">With the roundings of values that it may have.</param>
    public static byte[] Bytes(string path, OnnxContract contract, bool isLengthOpen, bool isRounded)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bool isCut = contract.Outputs.Any(output => !output.IsGraphOutput);
        bool isFixed = isLengthOpen && contract.StepsPerCall > 0;
        ModelProto model = ModelProto.Parser.ParseFrom(bytes);
        bool isFreed = contract.RoundsValues && !isRounded && FloatGraph.Make(model);
        ValueInfoProto[] loose = [.. model.Graph.Output.Where(output => !IsGiven(model.Graph, output.Name))];
        if (!isCut && !isFixed && !isFreed && loose.Length == 0)
            return bytes;
        foreach (ValueInfoProto output in loose)
            model.Graph.Output.Remove(output);
        if (isLengthOpen)
        {
            foreach (OnnxSequence sequence in contract.Joined)
            {
                int time = sequence.Axes.ToList().IndexOf(OnnxAxis.Time);
                ValueInfoProto input = model.Graph.Input.First(value => value.Name == sequence.Name);
                if (time >= 0)
                    input.Type.TensorType.Shape.Dim[time] = new TensorShapeProto.Types.Dimension { DimParam = "steps" };
            }

            // Sizes that were worked out for the fixed length would contradict it.
            model.Graph.ValueInfo.Clear();
            foreach (ValueInfoProto output in model.Graph.Output)
                output.Type.TensorType.Shape = null;
        }

        foreach (OnnxOutput output in contract.Outputs.Where(output => !output.IsGraphOutput))
            model.Graph.Output.Add(
                new ValueInfoProto { Name = output.Name,
                Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } } });
        return model.ToByteArray();
    }

    /// <summary>Whether anything gives an output; ONNX Runtime takes no file with one that nothing gives.</summary>
    private static bool IsGiven(GraphProto graph, string output) => graph.Node.Any(node => node.Output.Contains(output))
        || graph.Initializer.Any(tensor => tensor.Name == output) || graph.Input.Any(input => input.Name == output);
}

using Onnx;
using static TinyRnn.Import.Tests.Onnx.GraphZoo;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Pieces of graphs of the form that Unity ML-Agents exports policies in.</summary>
internal sealed class PolicyGraph
{
    public const int First = 4, Second = 3, Hidden = 6, Cells = 5;

    /// <param name="opset">Softmax works over the flattened rest before 13, as in the files of ML-Agents.</param>
    public PolicyGraph(int opset = 9) => File = new(opset);

    public GraphFile File { get; }

    /// <summary>[batch, sizes], with the name that ML-Agents gives the batch.</summary>
    public string Input(string name, params long[] sizes)
    {
        File.Input(name, [0, .. sizes]);
        File.Model.Graph.Input[^1].Type.TensorType.Shape.Dim[0].DimParam = "batch";
        return name;
    }

    public void Output(string value, string name, int type = 1)
    {
        File.Name(value, name);
        File.Output(name, 0, 0);
        File.Model.Graph.Output[^1].Type.TensorType.ElemType = type;
    }

    /// <summary>Outputs that say something of the file: a node's, a tensor's own, and one that nothing gives.</summary>
    public void Facts()
    {
        File.Name(File.Number(3), "version_number");
        File.Output("version_number", 1);
        File.Weight("memory_size", [2 * Cells], 1);
        File.Output("memory_size", 1);
        File.Output("is_continuous_control", 1);
    }

    public string Encoder(string x, int inputs)
    {
        string sum = Dense(File, x, inputs, Hidden);
        return File.Node("Mul", [sum, File.Node("Sigmoid", [sum])]);
    }

    /// <summary>One step of an LSTM whose h and c lie side by side in one state of [batch, 1, 2 H].</summary>
    public string Memory(string x)
    {
        string turned = File.Node("Transpose", [Input("recurrent_in", 1, 2 * Cells)], ("perm", (int[])[1, 0, 2]));
        string Part(int first, int end) =>
            File.Node("Slice", [turned], ("axes", (int[])[2]), ("starts", (int[])[first]), ("ends", (int[])[end]));
        string row = File.Node("Transpose", [File.Node("Reshape", [x, File.Integers(-1, 1, Hidden)])], ("perm", (int[])[1, 0, 2]));
        string[] results = File.Nodes("LSTM",
            [row, W(File, 1, 4 * Cells, Hidden), W(File, 1, 4 * Cells, Cells), W(File, 1, 8 * Cells), "", Part(0, Cells), Part(Cells, int.MaxValue)], 3,
            ("hidden_size", Cells));
        string state = File.Node("Transpose", [File.Node("Concat", [results[1], results[2]], ("axis", -1))], ("perm", (int[])[1, 0, 2]));
        File.Name(state, "recurrent_out");
        File.Output("recurrent_out", 1, 1, 2 * Cells);
        string y = File.Node("Squeeze", [results[0]], ("axes", (int[])[1]));
        return File.Node("Reshape", [File.Node("Transpose", [y], ("perm", (int[])[1, 0, 2])), File.Integers(-1, Cells)]);
    }

    /// <summary>Probabilities of the actions that a mask leaves.</summary>
    public string Actions(string x, int inputs, string masks, int first, int count)
    {
        string mask = File.Node("Slice", [masks], ("axes", (int[])[1]), ("starts", (int[])[first]), ("ends", (int[])[first + count]));
        string hidden = File.Node("Mul", [File.Node("Add", [File.Node("Mul", [mask, File.Number(-1)]), File.Number(1)]), File.Number(1e8f)]);
        string kept = File.Node("Mul", [Dense(File, x, inputs, count), mask]);
        return File.Node("Softmax", [File.Node("Sub", [kept, hidden])], ("axis", 1));
    }

    public string Drawn(string probabilities) => File.Node("Multinomial", [File.Node("Log", [probabilities])], ("dtype", 7), ("sample_size", 1));

    public string Largest(string probabilities) => File.Node("ArgMax", [probabilities], ("axis", 1), ("keepdims", 1));

    /// <summary>A mean plus a deviation times noise, of a deviation that depends on the mean for its sizes only.</summary>
    public string Noisy(string mean, int count)
    {
        string deviation = File.Node("Exp", [File.Node("Add", [File.Node("Mul", [mean, File.Number(0)]), W(File, 1, count)])]);
        string noise = File.Node("RandomNormalLike", [mean], ("dtype", 1));
        return File.Node("Add", [mean, File.Node("Mul", [noise, deviation])]);
    }

    /// <summary>An action's bounds.</summary>
    public string Bounded(string x) =>
        File.Node("Div", [File.Node("Clip", [x], ("min", -3f), ("max", 3f)), File.Number(3)]);

    public NodeProto Node(string type) => File.Model.Graph.Node.Last(node => node.OpType == type);
}

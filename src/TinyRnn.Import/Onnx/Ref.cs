namespace TinyRnn.Import.Onnx;

/// <summary>
/// One number of a tensor that depends on the model's input: which value it is, of which node, of which step and which member of the batch.
/// Tensors of such references are moved by exactly the operations
/// that move numbers (Transpose, Reshape, Slice, Gather, ...), so what an exporter does with axes needs no recognition: where a node
/// computes, the references say what lies before it.
/// </summary>
/// <param name="Node">The node's place in <see cref="LiftedGraph"/>; <see cref="Constant"/> for a number.</param>
/// <param name="Feature">Which value of the step; of a number, its bits.</param>
/// <param name="Step">Which step.</param>
/// <param name="Item">Which member of the batch.</param>
internal readonly record struct Ref(int Node, int Feature, int Step, int Item)
{
    /// <summary>Stands for a number that does not depend on the input: padding, for instance.</summary>
    public const int Constant = -1;

    public bool IsConstant => Node == Constant;

    public float Number => BitConverter.Int32BitsToSingle(Feature);

    public static Ref Of(float value) => new(Constant, BitConverter.SingleToInt32Bits(value), 0, 0);
}

namespace TinyRnn.Import.Onnx;

/// <summary>A recurrent layer that starts from values of a state.</summary>
/// <param name="Layer">The layer's place.</param>
/// <param name="IsCell">The cells of an LSTM; otherwise h.</param>
/// <param name="Values">[D, B, H]: references to values of states.</param>
internal sealed record StateLink(int Layer, bool IsCell, NdArray<Ref> Values);

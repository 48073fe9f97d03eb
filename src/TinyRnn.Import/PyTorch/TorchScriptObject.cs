namespace TinyRnn.Import.PyTorch;

/// <summary>An object of a C++ class of PyTorch's own, such as the packed weights of a quantized layer: what it was saved as, and the class's name.</summary>
internal sealed class TorchScriptObject
{
    private const string Cell = "__torch__.torch.classes.rnn.CellParamsBase";
    private const string Linear = "__torch__.torch.classes.quantized.LinearPackedParamsBase";

    private object[] _state = [];
    private string _class = "";

#pragma warning disable IDE1006, CA1707 // The unpickler looks for this name.
    public void __setstate__(object[] state) => (_state, _class) = state is [object[] content, string name] ? (content, name) : ([], "");
#pragma warning restore IDE1006, CA1707

    /// <summary>
    /// The tensors of a dynamically quantized recurrent cell: ("quantized_dynamic", biases, _, _, packed weights). <see langword="null"/>: it is none.
    /// </summary>
    public TorchCell? AsCell() =>
        _class == Cell && _state is ["quantized_dynamic", System.Collections.IList { Count: 2 } biases, _, _, System.Collections.IList { Count: 2 } packed]
        && biases is [TorchTensor inputBias, TorchTensor hiddenBias]
        && packed is [TorchScriptObject input, TorchScriptObject hidden] && input.Weight is { } inputs && hidden.Weight is { } hiddens
            ? new(inputs, hiddens, inputBias, hiddenBias) : null;

    /// <summary>The matrix of packed weights: (matrix, bias).</summary>
    private TorchTensor? Weight => _class == Linear && _state is [TorchTensor matrix, ..] ? matrix : null;
}

/// <summary>The tensors of a cell: W [G H, I], U [G H, H], and both biases.</summary>
internal sealed record TorchCell(TorchTensor InputWeights, TorchTensor HiddenWeights, TorchTensor InputBias, TorchTensor HiddenBias);

namespace TinyRnn.Tensors;

/// <summary>What a dimension of a tensor counts.</summary>
internal enum Axis
{
    /// <summary>B: streams, each with a state.</summary>
    States,

    /// <summary>B: those streams that a call names.</summary>
    Named,

    /// <summary>T: time steps.</summary>
    Steps,

    /// <summary>T': the outputs that a model with a stride gives in these steps.</summary>
    Outputs,

    /// <summary>I: the values of one input.</summary>
    Input,

    /// <summary>O: the values of one output.</summary>
    Output,
}

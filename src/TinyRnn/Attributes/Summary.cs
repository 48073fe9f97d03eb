namespace TinyRnn;

/// <summary>What the head of a many-to-one model reads when the layer below it is bidirectional.</summary>
public enum Summary
{
    /// <summary>The final state of each direction: forward after the last step, backward after the first (Keras' <c>return_sequences=False</c>).</summary>
    FinalStates,

    /// <summary>The layer's output at the last step (PyTorch's <c>output[-1]</c>): the backward half has then seen one step only.</summary>
    LastOutput,
}

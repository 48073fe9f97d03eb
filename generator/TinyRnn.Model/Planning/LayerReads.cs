namespace TinyRnn.Model.Planning;

/// <summary>What a layer reads: values by number, of which 0 is the model's input and k + 1 the output of layer k.</summary>
/// <param name="Input">Its input: the value before it, unless it names another.</param>
/// <param name="Sources">Values that it reads beside its input.</param>
internal sealed record LayerReads(int Input, EquatableArray<int> Sources)
{
    public IEnumerable<int> All => Sources.Prepend(Input);
}

namespace TinyRnn.Import.Lowering;

/// <summary>Tokens, categories and their tables.</summary>
internal sealed partial class ChainBuilder
{
    /// <summary>One-hot vectors of categories are rows of a table, of so many at most: it is a square.</summary>
    private const int MostRows = 1024;

    /// <summary>Tables of tokens, and the names of their layers.</summary>
    private readonly List<(SourceTensor Table, string Name)> _tables = [];

    /// <summary>One-hot vectors of the model's tokens are a layer; those of a category are rows of a table.</summary>
    private void PlaceOneHot(int place, OneHotNode oneHot)
    {
        if (model.Vocabulary > 0)
            Add(oneHot, LayerDrafts.OneHot(oneHot));
        else if (oneHot.Vocabulary <= MostRows)
            PlaceEmbedding(place, new(oneHot.Name, oneHot.Inputs, LayerDrafts.Identity(oneHot.Vocabulary)));
        else
            _problems.Add(
                new(
                    oneHot.Name, $"it makes {Counted.Of(oneHot.Vocabulary, "number")} of a category beside numbers",
                    $"TinyRnn has tables of up to {MostRows} rows for that."));
    }

    /// <summary>
    /// Name of an embedding of tokens whose table is a layer's matrix: networks are trained so, and files often hold it twice. A class has it for one layer.
    /// </summary>
    private string? TableOf(DenseNode dense)
    {
        int found = _tables.FindIndex(table =>
            table.Table.Shape.SequenceEqual(dense.Weights.Shape) && table.Table.Values.SequenceEqual(dense.Weights.Values));
        if (found < 0)
            return null;
        string name = _tables[found].Name;
        _tables.RemoveAt(found);
        return name;
    }

    /// <summary>A table that is asked by the model's tokens, or by a number of its input.</summary>
    private void PlaceEmbedding(int place, EmbeddingNode embedding)
    {
        string name = NameOf(place, embedding, "embedding");
        int category = CategoryOf(embedding.Inputs[0]);
        if (model.Vocabulary == 0 && category >= 0)
            _chain.Add(LayerDrafts.Embedding(embedding, name, category) with { Source = embedding.Name });
        else if (model.Vocabulary == 0)
            _problems.Add(
                new(
                    embedding.Name, $"it looks up what {Named(embedding.Inputs[0])} gives",
                    "TinyRnn's [Embedding] looks up tokens or numbers of the model's input."));
        else
        {
            Add(embedding, LayerDrafts.Embedding(embedding, name));
            _tables.Add((embedding.Table, name));
        }
    }

    /// <summary>Which number of the model's input a value is; -1: it is none.</summary>
    private int CategoryOf(int place) =>
        place == SourceNode.ModelInput ? (model.InputSize == 1 ? 0 : -1)
            : graph.Nodes[place] is SliceNode { Count: 1, Inputs: [SourceNode.ModelInput] } slice ? slice.First
            : -1;
}

using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Embedding;

internal sealed record EmbeddingSpec(int Vocabulary, int Size, ForeignText? GivenName) : LayerSpec
{
    public override string Kind => "Embedding";

    public override bool ReadsTokens => true;

    public override ForeignText? Name => GivenName;

    public override string DefaultName => "embedding";
}

/// <summary>An embedding table; the kernels read its rows where they lie in the parameter block, so it is not packed.</summary>
internal sealed record EmbeddingPlan : LayerPlan
{
    public EmbeddingPlan(LayerKind kind, LayerContext context, EmbeddingSpec spec)
        : base(kind, context, spec.Size, isStateful: false) => Vocabulary = spec.Vocabulary;

    public override int Vocabulary { get; }

    public override long MultiplyAdds => 0;

    public override string Description => $"Embedding({Vocabulary}, {OutputSize})";

    public override IReadOnlyList<string> Equations => ["y_t = row x_t of the table"];
}

/// <summary>Token id to vector: one row of a table.</summary>
internal sealed class EmbeddingLayer : LayerKind<EmbeddingSpec, EmbeddingPlan>
{
    /// <summary>Enough for the largest vocabularies in use.</summary>
    private const int LargestVocabulary = 1 << 20;

    public override string Kind => "Embedding";

    public override LayerSpec? Read(AttributeReader attribute)
    {
        int? vocabulary = attribute.Size(0, "vocabulary", LargestVocabulary);
        int? size = attribute.Size(1, "size");
        return vocabulary is null || size is null
            ? null
            : new EmbeddingSpec(vocabulary.Value, size.Value, attribute.Text("Name"));
    }

    public override LayerTraining Train(LayerPlan plan, TrainingContext context) => new EmbeddingTraining((EmbeddingPlan)plan, context);

    protected override EmbeddingPlan Plan(EmbeddingSpec spec, LayerContext context)
    {
        Extent table = context.Parameters.Take((long)spec.Vocabulary * spec.Size);
        context.Tensors.Add(new(context.TensorName("weight"), spec.Vocabulary, spec.Size, table.Offset, "Value"));
        context.Initials.Add(new(table, "Normal", 0));
        return new EmbeddingPlan(this, context, spec);
    }

    protected override void EmitStep(EmbeddingPlan plan, StepScope scope)
    {
        string offset = plan.Parameters.Offset == 0 ? "" : $"{plan.Parameters.Offset} + ";
        scope.Writer.Line(DoorChecks.Token(scope.Token, plan.Vocabulary));
        scope.Produce(plan, $"Unsafe.Add(ref {scope.Parameters}, {offset}({scope.Token} * {plan.OutputSize}))");
    }
}

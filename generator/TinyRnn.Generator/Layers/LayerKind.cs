using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers;

/// <summary>
/// All that the generator knows of one kind of layer. A new kind is a folder beside this file with its spec, its plan and its
/// emission, and one line in <see cref="All"/>.
/// </summary>
internal abstract class LayerKind
{
    public static readonly IReadOnlyList<LayerKind> All =
    [
        new Lstm.LstmLayer(),
        new Gru.GruLayer(),
        new Rnn.RnnLayer(),
        new Dense.DenseLayer(),
        new Embedding.EmbeddingLayer(),
        new OneHot.OneHotLayer(),
        new Window.WindowLayer(),
        new History.HistoryLayer(),
        new Residual.ResidualLayer(),
        new Dropout.DropoutLayer(),
    ];

    /// <summary>Metadata name of the attribute.</summary>
    public string AttributeName => $"TinyRnn.{Kind}Attribute";

    /// <summary>The kind's name: <c>Lstm</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Reading: attribute to spec; reports arguments that are wrong by themselves and then gives <see langword="null"/>.</summary>
    public abstract LayerSpec? Read(AttributeReader attribute);

    /// <summary>Planning: spec to numbers. Only called with specs of this kind.</summary>
    public abstract LayerPlan Plan(LayerSpec spec, LayerContext context);

    /// <summary>Emission: the statements of one time step.</summary>
    public abstract void EmitStep(LayerPlan plan, StepScope scope);

    /// <summary>Emission: the statements of several time steps or streams; by default, one after another.</summary>
    public virtual void EmitRows(LayerPlan plan, RowsScope scope)
    {
        foreach (StepScope row in scope.Rows)
            EmitStep(plan, row);
    }

    /// <summary>Planning of its training: takes the room that the layer needs, and registers its output.</summary>
    public abstract LayerTraining Train(LayerPlan plan, TrainingContext context);

    /// <summary>The layer's kernels; the emitter prints those of equal names once.</summary>
    public virtual IEnumerable<KernelEmitter> Kernels(LayerPlan plan) => [];
}

/// <summary>A <see cref="LayerKind"/> with its types.</summary>
internal abstract class LayerKind<TSpec, TPlan> : LayerKind
    where TSpec : LayerSpec
    where TPlan : LayerPlan
{
    public sealed override LayerPlan Plan(LayerSpec spec, LayerContext context) => Plan((TSpec)spec, context);

    public sealed override void EmitStep(LayerPlan plan, StepScope scope) => EmitStep((TPlan)plan, scope);

    public sealed override void EmitRows(LayerPlan plan, RowsScope scope) => EmitRows((TPlan)plan, scope);

    public sealed override IEnumerable<KernelEmitter> Kernels(LayerPlan plan) => Kernels((TPlan)plan);

    protected abstract TPlan Plan(TSpec spec, LayerContext context);

    protected abstract void EmitStep(TPlan plan, StepScope scope);

    protected virtual void EmitRows(TPlan plan, RowsScope scope) => base.EmitRows(plan, scope);

    protected virtual IEnumerable<KernelEmitter> Kernels(TPlan plan) => [];
}

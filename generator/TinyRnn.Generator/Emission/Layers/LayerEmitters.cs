using TinyRnn.Generator.Emission.Layers.ActivationLayer;
using TinyRnn.Generator.Emission.Layers.BatchNorm;
using TinyRnn.Generator.Emission.Layers.Context;
using TinyRnn.Generator.Emission.Layers.Conv1D;
using TinyRnn.Generator.Emission.Layers.Dense;
using TinyRnn.Generator.Emission.Layers.Dropout;
using TinyRnn.Generator.Emission.Layers.Embedding;
using TinyRnn.Generator.Emission.Layers.FrameConv1D;
using TinyRnn.Generator.Emission.Layers.FrameMean;
using TinyRnn.Generator.Emission.Layers.History;
using TinyRnn.Generator.Emission.Layers.Join;
using TinyRnn.Generator.Emission.Layers.Magnitude;
using TinyRnn.Generator.Emission.Layers.LayerNorm;
using TinyRnn.Generator.Emission.Layers.MergeDirections;
using TinyRnn.Generator.Emission.Layers.OneHot;
using TinyRnn.Generator.Emission.Layers.OverTime;
using TinyRnn.Generator.Emission.Layers.Pool;
using TinyRnn.Generator.Emission.Layers.PRelu;
using TinyRnn.Generator.Emission.Layers.Recurrent;
using TinyRnn.Generator.Emission.Layers.Residual;
using TinyRnn.Generator.Emission.Layers.Scale;
using TinyRnn.Generator.Emission.Layers.Slice;
using TinyRnn.Generator.Emission.Layers.Stft;
using TinyRnn.Generator.Emission.Layers.Window;
using TinyRnn.Model.Layers.ActivationLayer;
using TinyRnn.Model.Layers.BatchNorm;
using TinyRnn.Model.Layers.Context;
using TinyRnn.Model.Layers.Conv1D;
using TinyRnn.Model.Layers.Dense;
using TinyRnn.Model.Layers.Dropout;
using TinyRnn.Model.Layers.Embedding;
using TinyRnn.Model.Layers.FrameConv1D;
using TinyRnn.Model.Layers.FrameMean;
using TinyRnn.Model.Layers.History;
using TinyRnn.Model.Layers.Join;
using TinyRnn.Model.Layers.Magnitude;
using TinyRnn.Model.Layers.LayerNorm;
using TinyRnn.Model.Layers.MergeDirections;
using TinyRnn.Model.Layers.OneHot;
using TinyRnn.Model.Layers.OverTime;
using TinyRnn.Model.Layers.Pool;
using TinyRnn.Model.Layers.PRelu;
using TinyRnn.Model.Layers.Recurrent;
using TinyRnn.Model.Layers.Residual;
using TinyRnn.Model.Layers.Scale;
using TinyRnn.Model.Layers.Slice;
using TinyRnn.Model.Layers.Stft;
using TinyRnn.Model.Layers.Window;

namespace TinyRnn.Generator.Emission.Layers;

/// <summary>From a layer's plan to what prints it: a new kind of layer is one line here.</summary>
internal static class LayerEmitters
{
    private static readonly Dictionary<Type, LayerEmitter> s_emitters = new()
    {
        [typeof(RecurrentPlan)] = new RecurrentEmitter(),
        [typeof(DensePlan)] = new DenseEmitter(),
        [typeof(Conv1DPlan)] = new Conv1DEmitter(),
        [typeof(PoolPlan)] = new PoolEmitter(),
        [typeof(OverTimePlan)] = new OverTimeEmitter(),
        [typeof(SlicePlan)] = new SliceEmitter(),
        [typeof(MergeDirectionsPlan)] = new MergeDirectionsEmitter(),
        [typeof(FrameConv1DPlan)] = new FrameConv1DEmitter(),
        [typeof(StftPlan)] = new StftEmitter(),
        [typeof(MagnitudePlan)] = new MagnitudeEmitter(),
        [typeof(FrameMeanPlan)] = new FrameMeanEmitter(),
        [typeof(ActivationPlan)] = new ActivationEmitter(),
        [typeof(PReluPlan)] = new PReluEmitter(),
        [typeof(ScalePlan)] = new ScaleEmitter(),
        [typeof(LayerNormPlan)] = new LayerNormEmitter(),
        [typeof(BatchNormPlan)] = new BatchNormEmitter(),
        [typeof(EmbeddingPlan)] = new EmbeddingEmitter(),
        [typeof(OneHotPlan)] = new OneHotEmitter(),
        [typeof(ContextPlan)] = new ContextEmitter(),
        [typeof(WindowPlan)] = new WindowEmitter(),
        [typeof(HistoryPlan)] = new HistoryEmitter(),
        [typeof(ResidualPlan)] = new ResidualEmitter(),
        [typeof(JoinPlan)] = new JoinEmitter(),
        [typeof(DropoutPlan)] = new DropoutEmitter(),
    };

    public static LayerEmitter Of(LayerPlan plan) => s_emitters[plan.GetType()];

    /// <summary>What the layer computes, in one line.</summary>
    public static string LastEquation(LayerPlan plan)
    {
        IReadOnlyList<string> equations = Of(plan).Equations(plan);
        return equations[equations.Count - 1];
    }
}

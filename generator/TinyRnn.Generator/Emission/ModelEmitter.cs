using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Emission;

/// <summary>Prints a model: three files, each of one concern.</summary>
internal static class ModelEmitter
{
    /// <param name="spec">The model.</param>
    /// <param name="hint">Name for its files.</param>
    /// <param name="addSource">Takes a file's name and text.</param>
    public static void Emit(ModelSpec spec, string hint, Action<string, string> addSource)
    {
        ModelPlan plan = Planner.Plan(spec);
        addSource($"{hint}.Model.g.cs", ModelFile.Print(plan));
        addSource($"{hint}.State.g.cs", StateFile.Print(plan));
        addSource($"{hint}.Forward.g.cs", ForwardFile.Print(plan));
        if (spec.Trainable is not null)
            addSource($"{hint}.Trainer.g.cs", TrainerFile.Print(TrainingPlan.For(plan)));
    }
}

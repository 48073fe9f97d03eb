using TinyRnn.Generator.Emission.Absent;

namespace TinyRnn.Generator.Emission;

/// <summary>Prints a model: files, each of one concern.</summary>
internal static class ModelEmitter
{
    /// <param name="plan">The model.</param>
    /// <param name="hint">Name for its files.</param>
    /// <param name="addSource">Takes a file's name and text.</param>
    public static void Emit(ModelPlan plan, string hint, Action<string, string> addSource)
    {
        addSource($"{hint}.Model.g.cs", ModelFile.Print(plan));
        addSource($"{hint}.State.g.cs", StateFile.Print(plan));
        addSource($"{hint}.Forward.g.cs", ForwardFile.Print(plan));
        if (plan.Training is { } training)
            addSource($"{hint}.Trainer.g.cs", TrainerFile.Print(training));
        AbsentFile.Add(plan.Type, AbsentMembers.Of(plan), hint, addSource);
    }
}

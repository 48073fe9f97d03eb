using TinyRnn.Training;

namespace TinyRnn.Benchmarks.Training;

/// <summary>One implementation: gives the call that learns a task's batch once.</summary>
internal sealed record TrainingRow(string Name, Func<TrainingTask, Action> Create)
{
    public const string Sgd = "TinyRnn, SGD";

    public static readonly IReadOnlyList<TrainingRow> TinyRnn =
    [
        new(Sgd, task => task.Units switch
        {
            32 => Step(new Small.Trainer(Small.Create(1)), task),
            64 => Step(new Long.Trainer(Long.Create(1)), task),
            _ => Step(new Wide.Trainer(Wide.Create(1)), task),
        }),
        new("TinyRnn, Adam", task => task.Units switch
        {
            32 => Step(new SmallAdam.Trainer(SmallAdam.Create(1)), task),
            64 => Step(new LongAdam.Trainer(LongAdam.Create(1)), task),
            _ => Step(new WideAdam.Trainer(WideAdam.Create(1)), task),
        }),
    ];

    private static Action Step<TState>(SequenceTrainer<float, int, TState> trainer, TrainingTask task)
        where TState : unmanaged
    {
        trainer.LearningRate = TrainingTask.LearningRate;
        return () => trainer.TrainBatch(task.Samples, task.Labels);
    }
}

using TinyRnn.Benchmarks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace TinyRnn.Benchmarks;

/// <summary>A training step by TorchSharp (libtorch) on one thread: the same network, loss and SGD.</summary>
internal static class TorchTraining
{
    public static Action Create(TrainingTask task)
    {
        set_num_threads(1);
        TorchSharp.Modules.LSTM lstm = nn.LSTM(task.Inputs, task.Units, batchFirst: true);
        TorchSharp.Modules.Linear head = nn.Linear(task.Units, TrainingTask.Classes);
        optim.Optimizer optimizer = optim.SGD([.. lstm.parameters(), .. head.parameters()], TrainingTask.LearningRate);
        Tensor inputs = tensor(task.Samples).reshape(task.Batch, task.Steps, task.Inputs);
        Tensor labels = tensor(task.Labels.Select(label => (long)label).ToArray());
        return () =>
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            (Tensor hidden, _, _) = lstm.call(inputs);
            Tensor loss = nn.functional.cross_entropy(head.call(hidden.select(1, task.Steps - 1)), labels);
            loss.backward();
            optimizer.step();
        };
    }
}

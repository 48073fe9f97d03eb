namespace TinyRnn.Training;

/// <summary>
/// The numbers of an <see cref="Optimizer"/>. They are doubles because PyTorch keeps them so: what the rules need, such as 1 - beta2, is computed from
/// them before it is rounded to float. Numbers that an optimizer does not use are not looked at.
/// </summary>
public record struct OptimizerSettings
{
    /// <summary>Size of a step, at least 0. It may change from step to step (<see cref="ILearningRateSchedule"/>).</summary>
    public double LearningRate { get; set; }

    /// <summary>mu of <see cref="Optimizer.Momentum"/> and <see cref="Optimizer.Nesterov"/>, in [0, 1).</summary>
    public double Momentum { get; set; }

    /// <summary>Adam's smoothing of gradients, in [0, 1).</summary>
    public double Beta1 { get; set; }

    /// <summary>Adam's smoothing of squared gradients, in [0, 1).</summary>
    public double Beta2 { get; set; }

    /// <summary>
    /// What Adam and RMSprop add to the root below the fraction bar. Greater than 0 (PyTorch accepts 0 as well, and then divides 0 by 0 where a
    /// gradient has always been 0).
    /// </summary>
    public double Epsilon { get; set; }

    /// <summary>RMSprop's smoothing of squared gradients, in [0, 1).</summary>
    public double Alpha { get; set; }

    /// <summary>
    /// Weight decay, at least 0: for <see cref="Optimizer.AdamW"/> decoupled, for all others L2, which adds decay times the weight to the gradient. Like PyTorch, it
    /// also takes in biases. Of two biases that are kept as their sum, Adam and RMSprop with L2 decay follow PyTorch only if both began equal (their squares know only the sum); AdamW, and SGD with or
    /// without momentum, follow it always. Where weights decay, take AdamW.
    /// </summary>
    public double WeightDecay { get; set; }

    /// <summary>
    /// PyTorch's defaults: Adam 0.001, (0.9, 0.999), 1e-8; AdamW the same with a decay of 0.01; RMSprop 0.01, 0.99, 1e-8. PyTorch names no learning rate for SGD (newer
    /// versions 0.001) and no momentum other than 0: here they are 0.01 and 0.9.
    /// </summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <exception cref="ArgumentOutOfRangeException">No optimizer.</exception>
    public static OptimizerSettings For(Optimizer optimizer) => optimizer is < Optimizer.Sgd or > Optimizer.CenteredRmsProp
        ? throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, $"{optimizer} is no optimizer. Take a member of {nameof(Optimizer)}.")
        : new OptimizerSettings
        {
            LearningRate = optimizer is Optimizer.Adam or Optimizer.AdamW ? 0.001 : 0.01,
            Momentum = 0.9,
            Beta1 = 0.9,
            Beta2 = 0.999,
            Epsilon = 1e-8,
            Alpha = 0.99,
            WeightDecay = optimizer == Optimizer.AdamW ? 0.01 : 0,
        };

    /// <summary>Checks the numbers that an optimizer uses.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is out of its range; the message names it, its value and the range.</exception>
    public readonly void Validate(Optimizer optimizer)
    {
        Settings.AtLeastZero(nameof(LearningRate), LearningRate);
        Settings.AtLeastZero(nameof(WeightDecay), WeightDecay);
        switch (optimizer)
        {
            case Optimizer.Momentum or Optimizer.Nesterov:
                Settings.Smoothing(nameof(Momentum), Momentum);
                break;
            case Optimizer.Adam or Optimizer.AdamW:
                Settings.Smoothing(nameof(Beta1), Beta1);
                Settings.Smoothing(nameof(Beta2), Beta2);
                Settings.Positive(nameof(Epsilon), Epsilon);
                break;
            case Optimizer.RmsProp or Optimizer.CenteredRmsProp:
                Settings.Smoothing(nameof(Alpha), Alpha);
                Settings.Positive(nameof(Epsilon), Epsilon);
                break;
            default:
                break;
        }
    }
}

namespace TinyRnn;

/// <summary>
/// The numbers of an <see cref="Optimizer"/>. They are doubles because PyTorch keeps them so: what the rules need, such as 1 - beta2, is computed from
/// them before it is rounded to float. A number that the optimizer does not use is what <see cref="For"/> gives, or 0: another one was meant to do
/// something, and is refused.
/// </summary>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1))
/// {
///     Settings = OptimizerSettings.For(Optimizer.Adam) with { LearningRate = 0.003, Beta2 = 0.99 },
/// };
/// </code>
/// </example>
public record struct OptimizerSettings
{
    private const double PresetMomentum = 0.9;
    private const double PresetBeta1 = 0.9;
    private const double PresetBeta2 = 0.999;
    private const double PresetEpsilon = 1e-8;
    private const double PresetAlpha = 0.99;

    private const double PresetMomentumDecay = 0.004;

    private const string MomentumUsers = "Momentum, Nesterov, RmsPropMomentum and CenteredRmsPropMomentum do";
    private const string AdamUsers = "Adam, AdamW, AmsGrad, AmsGradW, NAdam and NAdamW do";
    private const string AlphaUsers = "RmsProp, CenteredRmsProp, RmsPropMomentum and CenteredRmsPropMomentum do";
    private const string EpsilonUsers =
        "Adam, AdamW, AmsGrad, AmsGradW, NAdam, NAdamW, RmsProp, CenteredRmsProp, RmsPropMomentum and CenteredRmsPropMomentum do";

    /// <summary>Size of a step, at least 0. It may change from step to step (<see cref="Training.ILearningRateSchedule"/>).</summary>
    public double LearningRate { get; set; }

    /// <summary>
    /// mu of <see cref="Optimizer.Momentum"/>, <see cref="Optimizer.Nesterov"/>, <see cref="Optimizer.RmsPropMomentum"/> and
    /// <see cref="Optimizer.CenteredRmsPropMomentum"/>, in [0, 1).
    /// </summary>
    public double Momentum { get; set; }

    /// <summary>
    /// psi of <see cref="Optimizer.NAdam"/> and <see cref="Optimizer.NAdamW"/>, at least 0: how fast their momentum grows from half of <see cref="Beta1"/> to
    /// all of it.
    /// </summary>
    public double MomentumDecay { get; set; }

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
    /// Weight decay, at least 0: for <see cref="Optimizer.AdamW"/>, <see cref="Optimizer.AmsGradW"/> and <see cref="Optimizer.NAdamW"/> decoupled, for all
    /// others L2, which adds decay times the weight to the gradient. Like PyTorch, it also takes in biases. Of two biases that are kept as their sum, Adam
    /// and RMSprop with L2 decay follow PyTorch only if both began equal (their squares know only the sum); AdamW, and SGD with or without momentum, follow
    /// it always. Where weights decay, take AdamW.
    /// </summary>
    public double WeightDecay { get; set; }

    /// <summary>
    /// PyTorch's defaults: Adam and AMSGrad 0.001, (0.9, 0.999), 1e-8, NAdam the same with 0.002 and 0.004; RMSprop 0.01, 0.99, 1e-8. Those whose decay is
    /// decoupled have AdamW's, 0.01. PyTorch names no learning rate for SGD (newer versions 0.001) and no momentum other than 0: here they are 0.01 and 0.9.
    /// </summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <exception cref="ArgumentOutOfRangeException">No optimizer.</exception>
    public static OptimizerSettings For(Optimizer optimizer) => optimizer is < Optimizer.Sgd or > Optimizer.NAdamW
        ? throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, $"{optimizer} is no optimizer. Take a member of {nameof(Optimizer)}.")
        : new OptimizerSettings
        {
            LearningRate = IsNAdam(optimizer) ? 0.002 : IsAdam(optimizer) ? 0.001 : 0.01,
            Momentum = PresetMomentum,
            MomentumDecay = PresetMomentumDecay,
            Beta1 = PresetBeta1,
            Beta2 = PresetBeta2,
            Epsilon = PresetEpsilon,
            Alpha = PresetAlpha,
            WeightDecay = optimizer is Optimizer.AdamW or Optimizer.AmsGradW or Optimizer.NAdamW ? 0.01 : 0,
        };

    /// <summary>Checks the numbers that an optimizer uses, and that no other is set.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// One is out of its range, or set and not used; the message names it, its value, and the range, or the optimizers that use it.
    /// </exception>
    public readonly void Validate(Optimizer optimizer)
    {
        SettingRange.AtLeastZero(nameof(LearningRate), LearningRate);
        SettingRange.AtLeastZero(nameof(WeightDecay), WeightDecay);
        if (HasMomentum(optimizer))
            SettingRange.Smoothing(nameof(Momentum), Momentum);
        else
            Unused(nameof(Momentum), Momentum, PresetMomentum, optimizer, MomentumUsers);
        if (IsNAdam(optimizer))
            SettingRange.AtLeastZero(nameof(MomentumDecay), MomentumDecay);
        else
            Unused(nameof(MomentumDecay), MomentumDecay, PresetMomentumDecay, optimizer, "NAdam and NAdamW do");
        if (IsAdam(optimizer))
        {
            SettingRange.Smoothing(nameof(Beta1), Beta1);
            SettingRange.Smoothing(nameof(Beta2), Beta2);
        }
        else
        {
            Unused(nameof(Beta1), Beta1, PresetBeta1, optimizer, AdamUsers);
            Unused(nameof(Beta2), Beta2, PresetBeta2, optimizer, AdamUsers);
        }

        if (IsRmsProp(optimizer))
            SettingRange.Smoothing(nameof(Alpha), Alpha);
        else
            Unused(nameof(Alpha), Alpha, PresetAlpha, optimizer, AlphaUsers);
        if (IsAdam(optimizer) || IsRmsProp(optimizer))
            SettingRange.Positive(nameof(Epsilon), Epsilon);
        else
            Unused(nameof(Epsilon), Epsilon, PresetEpsilon, optimizer, EpsilonUsers);
    }

    /// <summary>
    /// The same with the presets in place of numbers that the optimizer does not use: those of checkpoints from before such numbers were refused,
    /// which trained without them.
    /// </summary>
    internal readonly OptimizerSettings UsedBy(Optimizer optimizer)
    {
        OptimizerSettings used = this;
        if (!HasMomentum(optimizer))
            used.Momentum = PresetMomentum;
        if (!IsNAdam(optimizer))
            used.MomentumDecay = PresetMomentumDecay;
        if (!IsAdam(optimizer))
            (used.Beta1, used.Beta2) = (PresetBeta1, PresetBeta2);
        if (!IsRmsProp(optimizer))
            used.Alpha = PresetAlpha;
        if (!IsAdam(optimizer) && !IsRmsProp(optimizer))
            used.Epsilon = PresetEpsilon;
        return used;
    }

    private static bool HasMomentum(Optimizer optimizer) =>
        optimizer is Optimizer.Momentum or Optimizer.Nesterov or Optimizer.RmsPropMomentum or Optimizer.CenteredRmsPropMomentum;

    private static bool IsNAdam(Optimizer optimizer) => optimizer is Optimizer.NAdam or Optimizer.NAdamW;

    private static bool IsAdam(Optimizer optimizer) =>
        optimizer is Optimizer.Adam or Optimizer.AdamW or Optimizer.AmsGrad or Optimizer.AmsGradW || IsNAdam(optimizer);

    private static bool IsRmsProp(Optimizer optimizer) => optimizer
        is Optimizer.RmsProp or Optimizer.CenteredRmsProp or Optimizer.RmsPropMomentum or Optimizer.CenteredRmsPropMomentum;

    /// <summary>
    /// 0 is what <c>new OptimizerSettings { ... }</c> leaves, and no number at all. (Nothing is made for a message that is not needed:
    /// rates are set in every step.)
    /// </summary>
    private static void Unused(string name, double value, double preset, Optimizer optimizer, string users)
    {
        if (value != 0 && !value.Equals(preset))
            throw SettingRange.Unused(name, value, preset, optimizer.ToString(), users);
    }
}

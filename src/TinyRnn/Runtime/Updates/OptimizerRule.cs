using System.ComponentModel;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// The rule of an optimizer as an object: a trainer is given the one that it uses, so that a native program has no code of the others.
/// For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OptimizerRule
{
    private protected OptimizerRule(Optimizer optimizer) => Optimizer = optimizer;

    /// <summary><see cref="Optimizer.Sgd"/>.</summary>
    public static OptimizerRule Sgd => new Rule<SgdRule>(Optimizer.Sgd);

    /// <summary><see cref="Optimizer.Momentum"/>.</summary>
    public static OptimizerRule Momentum => new Rule<MomentumRule>(Optimizer.Momentum);

    /// <summary><see cref="Optimizer.Nesterov"/>.</summary>
    public static OptimizerRule Nesterov => new Rule<NesterovRule>(Optimizer.Nesterov);

    /// <summary><see cref="Optimizer.Adam"/>.</summary>
    public static OptimizerRule Adam => new Rule<AdamRule>(Optimizer.Adam);

    /// <summary><see cref="Optimizer.AdamW"/>.</summary>
    public static OptimizerRule AdamW => new Rule<AdamRule>(Optimizer.AdamW);

    /// <summary><see cref="Optimizer.RmsProp"/>.</summary>
    public static OptimizerRule RmsProp => new Rule<RmsPropRule>(Optimizer.RmsProp);

    /// <summary><see cref="Optimizer.CenteredRmsProp"/>.</summary>
    public static OptimizerRule CenteredRmsProp => new Rule<CenteredRmsPropRule>(Optimizer.CenteredRmsProp);

    /// <summary><see cref="Optimizer.RmsPropMomentum"/>.</summary>
    public static OptimizerRule RmsPropMomentum => new Rule<RmsPropMomentumRule>(Optimizer.RmsPropMomentum);

    /// <summary><see cref="Optimizer.CenteredRmsPropMomentum"/>.</summary>
    public static OptimizerRule CenteredRmsPropMomentum => new Rule<CenteredRmsPropMomentumRule>(Optimizer.CenteredRmsPropMomentum);

    /// <summary><see cref="Optimizer.AmsGrad"/>.</summary>
    public static OptimizerRule AmsGrad => new Rule<AmsGradRule>(Optimizer.AmsGrad);

    /// <summary><see cref="Optimizer.AmsGradW"/>.</summary>
    public static OptimizerRule AmsGradW => new Rule<AmsGradRule>(Optimizer.AmsGradW);

    /// <summary><see cref="Optimizer.NAdam"/>.</summary>
    public static OptimizerRule NAdam => new Rule<NAdamRule>(Optimizer.NAdam);

    /// <summary><see cref="Optimizer.NAdamW"/>.</summary>
    public static OptimizerRule NAdamW => new Rule<NAdamRule>(Optimizer.NAdamW);

    /// <summary>The rule of an optimizer that is known at run time only: for checks, which try all of them.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <exception cref="ArgumentOutOfRangeException">No optimizer.</exception>
    public static OptimizerRule Of(Optimizer optimizer) => optimizer switch
    {
        Optimizer.Sgd => Sgd,
        Optimizer.Momentum => Momentum,
        Optimizer.Nesterov => Nesterov,
        Optimizer.Adam => Adam,
        Optimizer.AdamW => AdamW,
        Optimizer.RmsProp => RmsProp,
        Optimizer.CenteredRmsProp => CenteredRmsProp,
        Optimizer.RmsPropMomentum => RmsPropMomentum,
        Optimizer.CenteredRmsPropMomentum => CenteredRmsPropMomentum,
        Optimizer.AmsGrad => AmsGrad,
        Optimizer.AmsGradW => AmsGradW,
        Optimizer.NAdam => NAdam,
        Optimizer.NAdamW => NAdamW,
        _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, $"{optimizer} is no optimizer. Take a member of {nameof(Optimizer)}."),
    };

    /// <summary>Which it is.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>What a range of weights is updated with.</summary>
    /// <param name="settings">The optimizer's numbers.</param>
    /// <param name="step">Updates of the range's layer, this one among them.</param>
    /// <param name="multiplicity"><see cref="TrainedTensor.Multiplicity"/>.</param>
    /// <param name="factor">Scale and clipping of the gradients.</param>
    /// <param name="places">Its first weight, gradient and moments.</param>
    /// <param name="length">Its floats.</param>
    internal abstract void Apply(
        in OptimizerSettings settings, long step, int multiplicity, GradientFactor factor, UpdatePlaces places, int length);

    private sealed class Rule<TRule>(Optimizer optimizer) : OptimizerRule(optimizer)
        where TRule : struct, IUpdateRule<TRule>
    {
        internal override void Apply(
            in OptimizerSettings settings, long step, int multiplicity, GradientFactor factor, UpdatePlaces places, int length) =>
            UpdatePass.Run(
                TRule.Of(settings, Optimizer, step, multiplicity), places, length, TRule.IsLinear ? factor.Times(multiplicity) : factor);
    }
}

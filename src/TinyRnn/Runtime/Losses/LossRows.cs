using System.ComponentModel;

namespace TinyRnn.Runtime.Losses;

/// <summary>
/// Losses of a row of outputs (<see cref="Loss"/>) with their derivatives. In floats, row by row; the caller adds rows in double. NaN among the outputs gives a
/// NaN loss. Lengths are not checked.
/// For TinyRnn's own trainers and checks.
/// </summary>
/// <remarks>
/// In all of them <c>gradient</c> receives scale times the derivative of the row's loss by its outputs: scale is 1 / (steps x batch) for the mean over them. It
/// may be the memory of the outputs, and <see cref="System.Runtime.CompilerServices.Unsafe.NullRef{T}"/> where only the loss is wanted.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class LossRows
{
    /// <summary>1/n sum (y - t)^2; derivative 2 (y - t) / n.</summary>
    /// <param name="output">First of the outputs y.</param>
    /// <param name="target">First of the targets t.</param>
    /// <param name="size">Their number n.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gradient">First of the gradients, or a null reference.</param>
    /// <returns>The row's loss.</returns>
    public static double MeanSquaredError(ref float output, ref float target, int size, float scale, ref float gradient) =>
        ElementLoss.Mean(default(SquaredError), ref output, ref target, size, scale, ref gradient);

    /// <summary>1/n sum |y - t|; derivative sign(y - t) / n with sign(0) = 0.</summary>
    /// <inheritdoc cref="MeanSquaredError"/>
    public static double MeanAbsoluteError(ref float output, ref float target, int size, float scale, ref float gradient) =>
        ElementLoss.Mean(default(AbsoluteError), ref output, ref target, size, scale, ref gradient);

    /// <summary>
    /// 1/n sum of (y - t)^2 / 2 where |y - t| is at most delta, delta (|y - t| - delta / 2) elsewhere (PyTorch's <c>HuberLoss</c>); derivative
    /// min(delta, max(-delta, y - t)) / n.
    /// </summary>
    /// <param name="output">First of the outputs y.</param>
    /// <param name="target">First of the targets t.</param>
    /// <param name="size">Their number n.</param>
    /// <param name="delta">Where the parabola becomes a line, greater than 0.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gradient">First of the gradients, or a null reference.</param>
    /// <returns>The row's loss.</returns>
    public static double Huber(ref float output, ref float target, int size, float delta, float scale, ref float gradient) =>
        ElementLoss.Mean(new HuberError(delta), ref output, ref target, size, scale, ref gradient);

    /// <summary>
    /// 1/n sum of -t log s(x) - (1 - t) log(1 - s(x)), s the logistic function (PyTorch's <c>BCEWithLogitsLoss</c>); derivative (s(x) - t) / n.
    /// </summary>
    /// <param name="logits">First of the logits x.</param>
    /// <param name="target">First of the targets t, from 0 to 1.</param>
    /// <param name="size">Their number n.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gradient">First of the gradients, or a null reference.</param>
    /// <returns>The row's loss.</returns>
    public static double BinaryCrossEntropy(ref float logits, ref float target, int size, float scale, ref float gradient) =>
        ElementLoss.Mean(default(LogisticError), ref logits, ref target, size, scale, ref gradient);

    /// <summary>
    /// 1/n sum of -p t log s(x) - (1 - t) log(1 - s(x)) with a weight p of each output for what is positive (PyTorch's
    /// <c>BCEWithLogitsLoss(pos_weight)</c>); derivative ((1 - t) s(x) - p t (1 - s(x))) / n.
    /// </summary>
    /// <param name="logits">First of the logits x.</param>
    /// <param name="target">First of the targets t, from 0 to 1.</param>
    /// <param name="positive">First of the weights p.</param>
    /// <param name="size">Their number n.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gradient">First of the gradients, or a null reference.</param>
    /// <returns>The row's loss.</returns>
    public static double WeightedBinaryCrossEntropy(
        ref float logits, ref float target, ref float positive, int size, float scale, ref float gradient) =>
        NumberedLoss.Mean<WeightedLogisticError>(ref logits, ref target, ref positive, size, scale, ref gradient);

    /// <summary>
    /// 1/n sum of (1 - q) (y - t) above the target and q (t - y) below it, each output with a quantile q of its own; derivative (1 - q) / n above,
    /// -q / n below, 0 at the target.
    /// </summary>
    /// <param name="output">First of the outputs y.</param>
    /// <param name="target">First of the targets t.</param>
    /// <param name="quantile">First of the quantiles q.</param>
    /// <param name="size">Their number n.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gradient">First of the gradients, or a null reference.</param>
    /// <returns>The row's loss.</returns>
    public static double Quantile(ref float output, ref float target, ref float quantile, int size, float scale, ref float gradient) =>
        NumberedLoss.Mean<QuantileError>(ref output, ref target, ref quantile, size, scale, ref gradient);
}

using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Losses;

/// <content>Losses that look at what is still wrong.</content>
public static partial class LossRows
{
    /// <summary>
    /// Focal loss of classes (Lin et al. 2017): (1 - p)^gamma c with the cross-entropy c = -log p and p = softmax(x)_label; derivative
    /// ((1 - p)^gamma + gamma (1 - p)^(gamma - 1) p c) times that of the cross-entropy.
    /// </summary>
    /// <param name="logits">First of the logits x.</param>
    /// <param name="size">Their number, the classes.</param>
    /// <param name="label">The right class, 0 to size - 1; not checked.</param>
    /// <param name="gamma">How little good answers count, at least 0; with 0 it is the cross-entropy.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gradient">First of the gradients, or a null reference.</param>
    /// <returns>The row's loss; not finite if a logit is NaN or positive infinity.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Focal(ref float logits, int size, int label, float gamma, float scale, ref float gradient)
    {
        bool learns = !Unsafe.IsNullRef(ref gradient);
        float highest = Highest(ref logits, size);
        double distance = (double)Unsafe.Add(ref logits, label) - highest;
        double sum = Exponentials(ref logits, size, highest, learns, ref gradient);
        double entropy = Math.Log(sum) - distance;
        double right = Math.Exp(-entropy);
        double wrong = 1 - right;
        double factor = Math.Pow(wrong, gamma);
        if (learns)
        {
            // Where nothing is wrong, c / (1 - p) is 1 in the limit, and 1 - p itself 0: of gamma = 0 the cross-entropy's 1 stays, of others nothing.
            double slope = wrong > 0 ? factor * (1 + (gamma * right * entropy / wrong)) : wrong == 0 ? factor : wrong;
            Scale(ref gradient, size, (float)(scale * slope / sum));
            Unsafe.Add(ref gradient, label) -= (float)(scale * slope);
        }

        return factor * entropy;
    }

    /// <summary>
    /// Focal loss of yes and no (Lin et al. 2017; torchvision's <c>sigmoid_focal_loss</c>): 1/n sum of a (1 - p)^gamma c with the binary cross-entropy c,
    /// p = s t + (1 - s) (1 - t) and a = alpha t + (1 - alpha) (1 - t), s the logistic function of the logit.
    /// </summary>
    /// <param name="logits">First of the logits.</param>
    /// <param name="target">First of the targets t, from 0 to 1.</param>
    /// <param name="size">Their number n.</param>
    /// <param name="gamma">How little good answers count, at least 0.</param>
    /// <param name="alpha">How much what is positive counts, from 0 to 1.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gradient">First of the gradients, or a null reference.</param>
    /// <returns>The row's loss.</returns>
    public static double BinaryFocal(
        ref float logits, ref float target, int size, float gamma, float alpha, float scale, ref float gradient) =>
        ElementLoss.Mean(new FocalError(gamma, alpha), ref logits, ref target, size, scale, ref gradient);
}

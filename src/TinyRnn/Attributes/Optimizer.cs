namespace TinyRnn;

/// <summary>
/// The rule by which a trainer changes weights. w is a weight, g its gradient (clipped, with the L2 weight decay added), lr the learning rate. All rules
/// are PyTorch's.
/// </summary>
/// <remarks>
/// PyTorch keeps two biases a gate, TinyRnn their sum, which takes the steps of both. With L2 weight decay, the rules of Adam and RMSprop give PyTorch's
/// steps only if its two biases began equal: each decays by its own size, of which the sum tells only the half. Without decay, and for all other rules, it is
/// exact: for weight decay, take <see cref="AdamW"/> or another rule whose decay is decoupled.
/// </remarks>
public enum Optimizer
{
    /// <summary>Stochastic gradient descent: w -= lr g.</summary>
    Sgd,

    /// <summary>Gradient descent with momentum (Polyak 1964): b = mu b + g, w -= lr b; in the first step b = g.</summary>
    Momentum,

    /// <summary>Nesterov's momentum (Sutskever et al. 2013): b = mu b + g, w -= lr (g + mu b).</summary>
    Nesterov,

    /// <summary>
    /// Adam (Kingma and Ba 2015): m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, and in step t
    /// w -= lr / (1 - b1^t) m / (sqrt(v / (1 - b2^t)) + eps).
    /// </summary>
    Adam,

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019): first w *= 1 - lr decay; g has no decay in it.</summary>
    AdamW,

    /// <summary>RMSprop (Tieleman and Hinton 2012): v = a v + (1 - a) g^2, w -= lr g / (sqrt(v) + eps).</summary>
    RmsProp,

    /// <summary>Centred RMSprop (Graves 2013): besides q = a q + (1 - a) g, and w -= lr g / (sqrt(v - q^2) + eps).</summary>
    CenteredRmsProp,

    /// <summary>RMSprop with momentum: b = mu b + g / (sqrt(v) + eps), w -= lr b, with v of <see cref="RmsProp"/>.</summary>
    RmsPropMomentum,

    /// <summary>Centred RMSprop with momentum: b = mu b + g / (sqrt(v - q^2) + eps), w -= lr b, with v and q of <see cref="CenteredRmsProp"/>.</summary>
    CenteredRmsPropMomentum,

    /// <summary>
    /// AMSGrad (Reddi et al. 2018), PyTorch's <c>Adam(amsgrad=True)</c>: u = max(u, v), and w -= lr / (1 - b1^t) m / (sqrt(u / (1 - b2^t)) + eps), with m and v
    /// of <see cref="Adam"/>. Steps do not become larger where gradients are small for a while.
    /// </summary>
    AmsGrad,

    /// <summary>AMSGrad with the decoupled weight decay of <see cref="AdamW"/>.</summary>
    AmsGradW,

    /// <summary>
    /// Adam with Nesterov's momentum (Dozat 2016): w -= lr ((1 - mu_t) / (1 - P_t) g + mu_(t+1) / (1 - P_t mu_(t+1)) m) / (sqrt(v / (1 - b2^t)) + eps) with m
    /// and v of <see cref="Adam"/>, mu_t = b1 (1 - 0.96^(t psi) / 2) and P_t the product of mu_1 to mu_t.
    /// </summary>
    NAdam,

    /// <summary>The same with the decoupled weight decay of <see cref="AdamW"/>: PyTorch's <c>NAdam(decoupled_weight_decay=True)</c>.</summary>
    NAdamW,
}

using TinyRnn.Conformance;
using TinyRnn.Runtime.Updates;

namespace TinyRnn.Tests.Training;

/// <summary>PyTorch's optimizers in double, a parameter at a time, with both biases of a sum as parameters of their own.</summary>
internal sealed class ReferenceOptimizer
{
    private readonly Optimizer _optimizer;
    private readonly List<Parameter> _parameters = [];

    public ReferenceOptimizer(Optimizer optimizer, ReadOnlySpan<float> weights)
    {
        _optimizer = optimizer;
        foreach (TrainedTensor tensor in SmallNetwork.Tensors)
        {
            for (int i = tensor.Parameters; i < tensor.Parameters + tensor.Count; i++)
            {
                for (int copy = 0; copy < tensor.Multiplicity; copy++)
                    _parameters.Add(new Parameter { Index = i, Layer = tensor.Layer, Weight = (double)weights[i] / tensor.Multiplicity });
            }
        }
    }

    public HashSet<int> Frozen { get; } = [];

    public double[] Weights()
    {
        double[] weights = new double[SmallNetwork.ParameterCount];
        foreach (Parameter parameter in _parameters)
            weights[parameter.Index] += parameter.Weight;
        return weights;
    }

    public double Step(ReadOnlySpan<double> gradients, OptimizerSettings settings, GradientClipping clipping)
    {
        double squares = 0;
        List<Parameter> trained = [.. _parameters.Where(parameter => !Frozen.Contains(parameter.Layer))];
        foreach (Parameter parameter in trained)
        {
            double limit = clipping.Value ?? double.PositiveInfinity;
            parameter.Gradient = Math.Clamp(gradients[parameter.Index], -limit, limit);
            squares += parameter.Gradient * parameter.Gradient;
        }

        double norm = Math.Sqrt(squares);
        double factor = clipping.Norm is { } most ? Math.Min(1, most / (norm + 1e-6)) : 1;
        foreach (Parameter parameter in trained)
        {
            parameter.Gradient *= factor;
            Step(parameter, settings);
        }

        return norm;
    }

    private void Step(Parameter p, OptimizerSettings s)
    {
        p.Steps++;
        bool isDecoupled = _optimizer is Optimizer.AdamW or Optimizer.AmsGradW or Optimizer.NAdamW;
        if (isDecoupled)
            p.Weight *= 1 - (s.LearningRate * s.WeightDecay);
        double g = p.Gradient + (isDecoupled ? 0 : s.WeightDecay * p.Weight);
        switch (_optimizer)
        {
            case Optimizer.Sgd:
                p.Weight -= s.LearningRate * g;
                break;
            case Optimizer.Momentum or Optimizer.Nesterov:
                p.First = p.Steps == 1 ? g : (s.Momentum * p.First) + g;
                p.Weight -= s.LearningRate * (_optimizer == Optimizer.Momentum ? p.First : g + (s.Momentum * p.First));
                break;
            case Optimizer.Adam or Optimizer.AdamW or Optimizer.AmsGrad or Optimizer.AmsGradW:
                p.First = (s.Beta1 * p.First) + ((1 - s.Beta1) * g);
                p.Second = (s.Beta2 * p.Second) + ((1 - s.Beta2) * g * g);
                p.Third = Math.Max(p.Third, p.Second);
                double first = p.First / (1 - Math.Pow(s.Beta1, p.Steps));
                double second = (_optimizer is Optimizer.AmsGrad or Optimizer.AmsGradW ? p.Third : p.Second) / (1 - Math.Pow(s.Beta2, p.Steps));
                p.Weight -= s.LearningRate * first / (Math.Sqrt(second) + s.Epsilon);
                break;
            case Optimizer.NAdam or Optimizer.NAdamW:
                double mean = s.Beta1 * (1 - (0.5 * Math.Pow(0.96, p.Steps * s.MomentumDecay)));
                double next = s.Beta1 * (1 - (0.5 * Math.Pow(0.96, (p.Steps + 1) * s.MomentumDecay)));
                p.Product *= mean;
                p.First = (s.Beta1 * p.First) + ((1 - s.Beta1) * g);
                p.Second = (s.Beta2 * p.Second) + ((1 - s.Beta2) * g * g);
                double root = Math.Sqrt(p.Second / (1 - Math.Pow(s.Beta2, p.Steps))) + s.Epsilon;
                p.Weight -= s.LearningRate * (1 - mean) / (1 - p.Product) * g / root;
                p.Weight -= s.LearningRate * next / (1 - (p.Product * next)) * p.First / root;
                break;
            default:
                p.First = (s.Alpha * p.First) + ((1 - s.Alpha) * g * g);
                p.Second = (s.Alpha * p.Second) + ((1 - s.Alpha) * g);
                bool isCentered = _optimizer is Optimizer.CenteredRmsProp or Optimizer.CenteredRmsPropMomentum;
                double step = g / (Math.Sqrt(isCentered ? p.First - (p.Second * p.Second) : p.First) + s.Epsilon);
                bool hasMomentum = _optimizer is Optimizer.RmsPropMomentum or Optimizer.CenteredRmsPropMomentum;
                p.Third = hasMomentum ? (s.Momentum * p.Third) + step : step;
                p.Weight -= s.LearningRate * p.Third;
                break;
        }
    }

    private sealed class Parameter
    {
        public int Index { get; init; }

        public int Layer { get; init; }

        public double Weight { get; set; }

        public double Gradient { get; set; }

        public double First { get; set; }

        public double Second { get; set; }

        public double Third { get; set; }

        /// <summary>Of NAdam's momenta.</summary>
        public double Product { get; set; } = 1;

        public int Steps { get; set; }
    }
}

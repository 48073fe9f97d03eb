using TinyRnn.Runtime.Losses;
using TinyRnn.Runtime.Updates;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>
/// Losses and updates beside the numbers of PyTorch in float64: libtorch 2.10 and the optimizers of TorchSharp 0.107, printed by a program of some lines that
/// calls <c>cross_entropy</c>, <c>binary_cross_entropy_with_logits</c>, the formula of torchvision's <c>sigmoid_focal_loss</c>, <c>maximum</c> for quantiles
/// and the optimizers' <c>step</c> on what stands here.
/// </summary>
public class PyTorchLossTests
{
    private static readonly float[] s_logits = [0.5f, -1.25f, 2, 0.75f, -0.5f, 1.5f, 0.25f, -2, 3, 0.125f, -1, 1, -0.75f, 0.5f, 0.5f, 2.5f];
    private static readonly float[] s_probabilities = [1, 0, 1, 0, 0, 0, 1, 1, 0.25f, 1, 0, 0.5f, 1, 1, 0, 0];
    private static readonly int[] s_labels = [2, 0, -100, 3];
    private static readonly float[] s_weights = [0.5f, 1, 2, 0.25f];

    /// <summary>Gradients of a batch of four rows: numbers of size 1 in float, rounded some ten times.</summary>
    private const double Tolerance = 1e-6;

    public static TheoryData<float, bool, double, double[]> CrossEntropies => new()
    {
        {
            0, true, 0.7739421013322487,
            [0.10480206639998897, 0.01821186836008148, -0.2575824517390526, 0.13456851697898217, -0.1648720521540793, 0.12521590274780642,
                0.0358749567804256, 0.003781192625847255, 0, 0, 0, 0, 0.0026919256572489137, 0.009395743759789585, 0.009395743759789585,
                -0.021483413176828076]
        },
        {
            0.1f, false, 1.1265996623219843,
            [0.03970094709999495, 1.377299837067916E-05, -0.09305862371373243, 0.05334390361536683, -0.27726542894914535, 0.22122915503764515,
                0.05743742076411361, -0.001401146852613364, 0, 0, 0, 0, 0.0015370607432460184, 0.026117727119228485, 0.026117727119228485,
                -0.05377251498170293]
        },
        {
            0.1f, true, 0.8816546748455905,
            [0.09468900207703501, 0.008153453762543061, -0.22798929308132446, 0.1251468372417465, -0.14975290217210668, 0.12708138514733036,
                0.02083219731689465, 0.0018393197078816165, 0, 0, 0, 0, -0.0011132493324621812, 0.002888664202822629, -0.006202244888086464,
                0.004426830017726021]
        },
    };

    [Theory]
    [MemberData(nameof(CrossEntropies))]
    public void Cross_entropy_of_weighed_and_smoothed_labels(float smoothing, bool isWeighed, double expected, double[] expectedGradient)
    {
        float[] weights = isWeighed ? s_weights : [1, 1, 1, 1];
        double total = s_labels.Where(label => label >= 0).Sum(label => (double)weights[label]);
        float[] gradient = new float[16];
        double loss = 0;
        for (int row = 0; row < 4; row++)
        {
            if (s_labels[row] >= 0)
            {
                loss += LossRows.SmoothedCrossEntropy(
                    ref s_logits[4 * row], 4, s_labels[row], smoothing, ref weights[0], (float)(1 / total), ref gradient[4 * row]);
            }
        }

        Near(expected, loss / total, expectedGradient, gradient);
    }

    [Fact]
    public void Binary_cross_entropy_with_positive_weights()
    {
        float[] positive = [0.5f, 3, 1, 4];
        float[] gradient = new float[16];
        double loss = 0;
        for (int row = 0; row < 16; row += 4)
        {
            loss += LossRows.WeightedBinaryCrossEntropy(
                ref s_logits[row], ref s_probabilities[row], ref positive[0], 4, 0.25f, ref gradient[row]);
        }

        Near(
            1.521391777235602, loss / 4,
            [-0.011798145899942044, 0.013918758676581803, -0.007450182626382355, 0.04244866869846206, 0.023596291799884088, 0.05109840476210273,
                -0.02736396869463762, -0.2201992694944706, 0.04428139756060182, -0.0878982424924207, 0.016808838835624694, -0.010772097089061738,
                -0.02122433434923103, -0.07078887539965226, 0.03890370820011591, 0.057758863748672284], gradient);
    }

    [Fact]
    public void Focal_loss_of_yes_and_no()
    {
        float[] gradient = new float[16];
        double loss = 0;
        for (int row = 0; row < 16; row += 4)
            loss += LossRows.BinaryFocal(ref s_logits[row], ref s_probabilities[row], 4, 2, 0.25f, 0.25f, ref gradient[row]);
        Near(
            0.2973691519994526, loss / 4,
            [-0.0021552655836080373, 0.001428227612455426, -7.610844055301216E-05, 0.030458640245803296, 0.0064657967508241114, 0.04506678222517313,
                -0.003250880923826005, -0.01682365203825753, 0.017422747107455686, -0.0039175648585366455, 0.0024647404676981536,
                0.0018051451455469133, -0.010152880081934434, -0.0021552655836080373, 0.024663366650371082, 0.05265951907287636], gradient);
    }

    [Fact]
    public void Focal_loss_of_classes()
    {
        int[] labels = [2, 0, 1, 3];
        float[] gradient = new float[16];
        double loss = 0;
        for (int row = 0; row < 4; row++)
            loss += LossRows.Focal(ref s_logits[4 * row], 4, labels[row], 2, 0.25f, ref gradient[4 * row]);
        Near(
            1.201906675406616, loss / 4,
            [0.011724911489142977, 0.002037484106075806, -0.02881747995569248, 0.015055084360473698, -0.27734153413931373, 0.21063345856980956,
                0.06034749625950256, 0.006360579310001578, 0.2440896737480807, -0.28159427720074837, 0.004470658320838785, 0.03303394513182889,
                0.0011337929775812714, 0.003957326334520482, 0.003957326334520482, -0.009048445646622232], gradient);
    }

    [Fact]
    public void Quantiles()
    {
        float[] quantiles = [0.1f, 0.5f, 0.75f, 0.9f];
        float[] targets = [0.3f, -0.6f, 1.1f, 0.2f];
        float[] gradient = new float[16];
        double loss = 0;
        for (int row = 0; row < 4; row++)
        {
            float[] same = [.. Enumerable.Repeat(targets[row], 4)];
            loss += LossRows.Quantile(ref s_logits[4 * row], ref same[0], ref quantiles[0], 4, 0.25f, ref gradient[4 * row]);
        }

        Near(
            0.528125, loss / 4,
            [0.05625, -0.03125, 0.015625, 0.00625, 0.05625, 0.03125, 0.015625, -0.05625, 0.05625, -0.03125, -0.046875, -0.05625, -0.00625, 0.03125,
                0.015625, 0.00625], gradient);
    }

    /// <summary>Twenty steps, the fourth with a gradient ten times as large, which AMSGrad remembers.</summary>
    [Theory]
    [InlineData(Optimizer.RmsPropMomentum, -0.08902739728584742, -1.3233716819884696, 2.0637585219539694, 0.546011619985503)]
    [InlineData(Optimizer.CenteredRmsPropMomentum, -0.11190950698000002, -1.3354339102235704, 2.0624095933748383, 0.5428594903832759)]
    [InlineData(Optimizer.AmsGrad, 0.5008348402658149, -1.240144739517114, 2.0036792674565183, 0.7218273952831178)]
    [InlineData(Optimizer.AmsGradW, 0.5043873623881826, -1.2197464116490035, 1.9767248451400588, 0.7098164737816332)]
    [InlineData(Optimizer.NAdam, 0.49297608807412774, -1.2386675047920246, 1.9999534582312084, 0.7301529333212556)]
    public void Updates(Optimizer optimizer, params double[] expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        TrainedParameters parameters = new([new TrainedTensor(0, 0, 0, 1, 4, 4, 1, 1, false)], 4, 4, OptimizerRule.Of(optimizer), 1);
        parameters.Import([0.5f, -1.25f, 2, 0.75f]);
        OptimizerSettings settings = OptimizerSettings.For(optimizer) with { LearningRate = 0.01, WeightDecay = 0.1 };
        parameters.Settings = optimizer switch
        {
            Optimizer.RmsPropMomentum or Optimizer.CenteredRmsPropMomentum => settings with { Alpha = 0.95 },
            Optimizer.NAdam => settings with { Beta2 = 0.99 },
            _ => settings with { Beta2 = 0.9 },
        };
        for (int step = 0; step < 20; step++)
        {
            for (int i = 0; i < 4; i++)
                parameters.GradientAt(i) = (float)(Math.Sin((1.3 * step) + i) * (1 + (0.5 * i)) * (step == 3 ? 10 : 1));
            parameters.HasGradients = true;
            Assert.Equal(UpdateStatus.Applied, parameters.Update().Status);
        }

        float[] weights = new float[4];
        parameters.Export(weights);

        // Twenty steps of up to 0.05 and weights of up to 2, each rounded to 2^-24; with momentum, errors of steps add up tenfold.
        for (int i = 0; i < 4; i++)
            Assert.Equal(expected[i], weights[i], optimizer is Optimizer.CenteredRmsPropMomentum or Optimizer.RmsPropMomentum ? 3e-5 : 4e-6);
    }

    private static void Near(double expected, double actual, double[] expectedGradient, float[] gradient)
    {
        Assert.Equal(expected, actual, Tolerance);
        for (int i = 0; i < gradient.Length; i++)
            Assert.Equal(expectedGradient[i], gradient[i], Tolerance);
    }
}

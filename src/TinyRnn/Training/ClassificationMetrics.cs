namespace TinyRnn.Training;

/// <summary>Which classes a model takes for which: a confusion matrix that any number of outputs are added to, and what follows from it.</summary>
/// <example>
/// <code>
/// ClassificationMetrics metrics = new(classes: 2);
/// metrics.Add(outputs: [0.9f, 0.1f, 0.2f, 0.8f, 0.4f, 0.6f], labels: [0, 1, 0]);
/// Console.WriteLine($"{metrics.Accuracy:P0} right; of class 0, {metrics.Recall(0):P0} were found");     // 67 % right; of class 0, 50 % were found
/// </code>
/// </example>
public sealed class ClassificationMetrics
{
    private readonly long[] _counts;

    /// <summary>Nothing added yet.</summary>
    /// <param name="classes">Number of classes C, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two classes.</exception>
    public ClassificationMetrics(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Classes = classes;
        _counts = new long[checked(classes * classes)];
    }

    /// <summary>Number of classes C.</summary>
    public int Classes { get; }

    /// <summary>How many outputs have been added.</summary>
    public long Count { get; private set; }

    /// <summary>Share of right classes; NaN without outputs, as all shares of nothing here.</summary>
    public double Accuracy
    {
        get
        {
            long right = 0;
            for (int label = 0; label < Classes; label++)
                right += Confusion(label, label);
            return (double)right / Count;
        }
    }

    /// <summary>Mean of <see cref="F1"/> over the classes that occurred.</summary>
    public double MacroF1
    {
        get
        {
            double sum = 0;
            int occurred = 0;
            for (int label = 0; label < Classes; label++)
            {
                if (double.IsNaN(F1(label)))
                    continue;
                sum += F1(label);
                occurred++;
            }

            return sum / occurred;
        }
    }

    /// <summary>How often a class was taken for another one, or for itself.</summary>
    /// <param name="label">The right class.</param>
    /// <param name="predicted">What it was taken for.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such class.</exception>
    public long Confusion(int label, int predicted) => _counts[(Place(label) * Classes) + Place(predicted)];

    /// <summary>Of all that was taken for a class, the share that was it.</summary>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such class.</exception>
    public double Precision(int label)
    {
        long taken = 0;
        for (int other = 0; other < Classes; other++)
            taken += Confusion(other, label);
        return (double)Confusion(label, label) / taken;
    }

    /// <summary>Of all that was a class, the share that was taken for it.</summary>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such class.</exception>
    public double Recall(int label)
    {
        long all = 0;
        for (int other = 0; other < Classes; other++)
            all += Confusion(label, other);
        return (double)Confusion(label, label) / all;
    }

    /// <summary>
    /// Harmonic mean of <see cref="Precision"/> and <see cref="Recall"/>: 2 TP / (2 TP + FP + FN); NaN if the class never occurred on either side.
    /// </summary>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such class.</exception>
    public double F1(int label)
    {
        long both = 0;
        for (int other = 0; other < Classes; other++)
            both += Confusion(other, label) + Confusion(label, other);
        return 2.0 * Confusion(label, label) / both;
    }

    /// <summary>Bits that a symbol takes, of a mean cross-entropy in nats: what a language model is judged by.</summary>
    /// <param name="crossEntropy">A loss of <see cref="Loss.CrossEntropy"/>.</param>
    public static double BitsPerSymbol(double crossEntropy) => crossEntropy / Math.Log(2);

    /// <summary>Adds one output.</summary>
    /// <param name="label">The right class.</param>
    /// <param name="predicted">What it was taken for.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such class.</exception>
    public void Add(int label, int predicted)
    {
        _counts[(Place(label) * Classes) + Place(predicted)]++;
        Count++;
    }

    /// <summary>Adds outputs: each is taken for the class of its largest score.</summary>
    /// <param name="outputs">Scores or probabilities, <c>[N, C]</c>.</param>
    /// <param name="labels">The right classes, <c>[N]</c>; those below 0 are left out.</param>
    /// <exception cref="ArgumentException">Other numbers of them, or no such class; nothing has been added then.</exception>
    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
    {
        if (outputs.Length != (long)labels.Length * Classes)
            throw new ArgumentException(
                $"There are {Counted.Of(outputs.Length, "output")} for {Counted.Of(labels.Length, "label")}: pass a score for each of the {Classes} classes.",
                nameof(outputs));
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] >= Classes)
                throw new ArgumentException($"Label {i} is {labels[i]}; there are {Classes} classes, counted from 0.", nameof(labels));
        }

        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] >= 0)
                Add(labels[i], IndexOfLargest(outputs.Slice(i * Classes, Classes)));
        }
    }

    /// <summary>The first of the largest scores.</summary>
    private static int IndexOfLargest(ReadOnlySpan<float> scores)
    {
        int largest = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[largest])
                largest = i;
        }

        return largest;
    }

    private int Place(int label)
    {
        if ((uint)label >= (uint)Classes)
            throw new ArgumentOutOfRangeException(nameof(label), label, $"There are {Classes} classes, counted from 0.");
        return label;
    }
}

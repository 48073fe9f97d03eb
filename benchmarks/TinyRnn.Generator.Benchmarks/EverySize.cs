using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using TinyRnn.Benchmarks.Machine;
using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Generator.Benchmarks;

/// <summary>
/// A step of one cell at every size, one input and Dense(1) behind it, all in turn: a list of chosen sizes hides those that are cut badly. A size that takes
/// longer than a larger one should have been padded to it.
/// </summary>
internal static class EverySize
{
    private const int Steps = 128;

    /// <summary>Sizes of which no larger one takes less time than this share are not named: the medians of one run are no nearer to each other.</summary>
    private const double Noise = 1.05;

    /// <summary>A kind of cell.</summary>
    /// <param name="Layer">Its attribute, but for the size.</param>
    /// <param name="Gates">Products of a step.</param>
    private sealed record Cell(CompositeFormat Layer, int Gates);

    private static readonly IReadOnlyDictionary<string, Cell> s_cells = new Dictionary<string, Cell>
    {
        ["Lstm"] = new(CompositeFormat.Parse("Lstm({0})"), 4),
        ["Gru"] = new(CompositeFormat.Parse("Gru({0})"), 3),
        ["GruBefore"] = new(CompositeFormat.Parse("Gru({0}, ResetAfter = false)"), 3),
        ["Rnn"] = new(CompositeFormat.Parse("Rnn({0})"), 1),
    };

    /// <summary>Names of the cells.</summary>
    public static string[] Cells => [.. s_cells.Keys];

    /// <summary>The sizes that <c>1-130</c>, or <c>28,36,40-48</c>, stands for.</summary>
    /// <returns><see langword="null"/> if it does not stand for ascending sizes from 1 on.</returns>
    public static IReadOnlyList<int>? Sizes(string text)
    {
        List<int> sizes = [];
        foreach (string[] ends in text.Split(',').Select(part => part.Split('-')))
        {
            if (ends.Length > 2 || !TryParse(ends[0], out int first) || !TryParse(ends[^1], out int last)
                || first < 1 || last < first || (sizes.Count > 0 && first <= sizes[^1]))
                return null;
            sizes.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return sizes;

        static bool TryParse(string end, out int size) => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out size);
    }

    /// <param name="output">Where the table goes.</param>
    /// <param name="name">One of <see cref="Cells"/>.</param>
    /// <param name="sizes">In ascending order.</param>
    /// <param name="contest">How it is timed.</param>
    public static void Write(TextWriter output, string name, IReadOnlyList<int> sizes, Contest contest)
    {
        Cell cell = s_cells[name];
        MachineProbe probe = new();
        IReadOnlyList<Contender> steps = Compile(cell, sizes);
        (double[] nanoseconds, double share) = contest.Run([.. probe.Contenders, .. steps]);
        MachineBound bound = probe.Bound(nanoseconds);
        double[] times = [.. nanoseconds.Skip(probe.Contenders.Count).Select(time => time / Steps)];
        output.WriteLine(InstructionSet.Describe());
        output.WriteLine(bound);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"This process had {share:P0} of a processor."));
        output.WriteLine();
        output.WriteLine($"| {name}(H), 1 input, Dense(1): H | ns a step | bound / step | / the best of larger ones |");
        output.WriteLine("|---:|---:|---:|---:|");
        List<(int Size, double Ratio)> longer = [];
        for (int i = 0; i < sizes.Count; i++)
        {
            double ratio = times[i] / times.Skip(i).Min();
            if (ratio > Noise)
                longer.Add((sizes[i], ratio));
            double least = bound.ToAndFro(StepCost.Recurrent(cell.Gates, 1, sizes[i]));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {sizes[i]} | {times[i]:0.0} | {least / times[i]:0.00} | {ratio:0.00} |"));
        }

        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{longer.Count} of {sizes.Count} sizes take more than {Noise:0.00} times as long as a larger one; the worst: "
            + $"{string.Join(", ", longer.OrderByDescending(each => each.Ratio).Take(5).Select(each => $"{each.Size} ({each.Ratio:0.00})"))}."));
    }

    private static List<Contender> Compile(Cell cell, IReadOnlyList<int> sizes)
    {
        Compilation compilation = Compiler.Compile(sizes.Select(size =>
            SampleModels.Source($"Model{size}", $"[RecurrentModel(1)] [{string.Format(CultureInfo.InvariantCulture, cell.Layer, size)}] [Dense(1)]")));
        Compiler.NewDriver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out _);
        Assembly assembly = Assembly.Load(Compiler.Emit(complete).ToArray());
        MethodInfo make = typeof(EverySize).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!;
        return
        [
            .. sizes.Select(size =>
            {
                Type model = assembly.GetType($"Models.Model{size}", throwOnError: true)!;
                return (Contender)make.MakeGenericMethod(model, model.GetNestedType("State")!).Invoke(null, [size])!;
            }),
        ];
    }

    private static Contender Make<TModel, TState>(int size)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        TModel model = TModel.Create((ulong)size);
        float[] xs = Signals.Of(1, Steps);
        float[] y = new float[1];
        TState state = default;
        return new Contender($"H = {size}", () =>
        {
            for (int t = 0; t < Steps; t++)
                model.Step(ref state, xs.AsSpan(t, 1), y);
        });
    }
}

using TinyRnn.Data;
using Xunit;

namespace TinyRnn.Tests.Data;

public class SeriesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    public void Differences_add_up_to_the_rows(int features, int lag)
    {
        float[] rows = [.. Enumerable.Range(0, 12).Select(i => (float)((i * i) - (3 * i)))];
        int back = features * lag;
        float[] differences = new float[rows.Length - back];
        SeriesTransforms.Differences(rows, differences, features, lag);
        Assert.Equal(rows[back] - rows[0], differences[0]);
        Assert.Equal(rows[^1] - rows[^(1 + back)], differences[^1]);
        SeriesTransforms.Integrate(rows.AsSpan(0, back), differences, differences, features, lag);
        Assert.Equal(rows[back..], differences);
    }

    [Fact]
    public void Logarithms_are_of_numbers_above_0()
    {
        float[] values = [1, MathF.E, 100];
        SeriesTransforms.Log(values, values);
        Assert.Equal([0f, 1, 4.60517f], values, (a, b) => Math.Abs(a - b) < 1e-5f);
        FeatureScalerTests.Says("Value 1 is 0", () => SeriesTransforms.Log([1, 0], new float[2]));
        FeatureScalerTests.Says("Value 0 is Infinity", () => SeriesTransforms.Log([float.PositiveInfinity], new float[1]));
        FeatureScalerTests.Says("room for 1", () => SeriesTransforms.Log([1, 2], new float[1]));
        float[] row = [1, 2, 3];
        FeatureScalerTests.Says("in part", () => SeriesTransforms.Log(row.AsSpan(0, 2), row.AsSpan(1)));
        Assert.Equal([1f, 2, 3], row);
    }

    [Fact]
    public void Transforms_that_do_not_fit_are_named()
    {
        float[] rows = new float[6];
        FeatureScalerTests.Says("over 2 steps", () => SeriesTransforms.Differences(rows, new float[5], lag: 2));
        FeatureScalerTests.Says("overlap", () => SeriesTransforms.Differences(rows, rows.AsSpan(0, 5)));
        FeatureScalerTests.Says("start from 2 values", () => SeriesTransforms.Integrate([1], new float[4], new float[4], features: 2));
        FeatureScalerTests.Says("in part", () => SeriesTransforms.Integrate([1], rows.AsSpan(0, 5), rows.AsSpan(1)));
        FeatureScalerTests.Says("lag", () => SeriesTransforms.Differences(rows, rows, lag: 0));
    }

    [Fact]
    public void A_split_has_all_rows_in_their_order()
    {
        TimeSplit split = TimeSplit.Of(1001, validation: 0.2, test: 0.1);
        Assert.Equal(new TimeSplit(..701, 701..901, 901..1001), split);
        Assert.Equal(..10, TimeSplit.Of(10, 0, 0).Training);
        FeatureScalerTests.Says("both together are below 1", () => TimeSplit.Of(10, 0.5, 0.5));
        FeatureScalerTests.Says("A share is at least 0", () => TimeSplit.Of(10, double.NaN));
        FeatureScalerTests.Says("rows", () => TimeSplit.Of(0));
    }

    [Fact]
    public void Windows_begin_every_so_many_steps_and_their_targets_lie_ahead()
    {
        float[] rows = [.. Enumerable.Range(0, 20).Select(i => (float)i)];       // 10 rows of 2
        SeriesWindows windows = SeriesWindows.Forecast(rows, features: 2, steps: 3, ahead: 2, every: 2, forecast: 1);
        Assert.Equal((3, 2, 1, true), (windows.Count, windows.InputSize, windows.TargetSize, windows.HasStepTargets));
        float[] inputs = new float[6];
        float[] targets = new float[3];
        windows.Copy(2, inputs, targets);
        Assert.Equal([8f, 9, 10, 11, 12, 13], inputs);
        Assert.Equal([13f, 15, 17], targets);

        SeriesWindows last = SeriesWindows.Forecast(rows, features: 2, steps: 3, hasStepTargets: false);
        float[] target = new float[2];
        last.Copy(0, inputs, target);
        Assert.Equal([6f, 7], target);
        Assert.Equal(7, last.Count);
    }

    [Fact]
    public void Windows_that_do_not_fit_are_named()
    {
        FeatureScalerTests.Says("does not fit into a series of 2", () => new SeriesWindows(new float[4], 2, new float[2], 1, steps: 3));
        FeatureScalerTests.Says("pass 1 for each step", () => new SeriesWindows(new float[4], 2, new float[3], 1, steps: 2));
        FeatureScalerTests.Says("whole steps", () => new SeriesWindows(new float[5], 2, new float[2], 1, steps: 2));
        FeatureScalerTests.Says("There are 5 values, and a row has 2", () => SeriesWindows.Forecast(new float[5], 2, steps: 1));
        FeatureScalerTests.Says("do not fit into 4 steps", () => SeriesWindows.Forecast(new float[4], 1, steps: 3, ahead: 2));
        FeatureScalerTests.Says("It has 1 feature", () => SeriesWindows.Forecast(new float[4], 1, steps: 2, forecast: 1));
        FeatureScalerTests.Says("index", () => new SeriesWindows(new float[4], 1, new float[4], 1, 2).Copy(3, new float[2], new float[2]));
    }

    [Fact]
    public void Batches_are_padded_to_their_longest_sequence()
    {
        SequenceList<float, int> list = new(inputSize: 2, targetSize: 1, hasStepTargets: true);
        Add([1, 2, 3, 4], [1, 2]);
        Add([5, 6, 7, 8, 9, 10], [3, 4, 5]);
        Add([11, 12], [6]);
        SequenceBatches<float, int> batches = new(list, batch: 2);
        Assert.True(batches.MoveNext());
        Assert.Equal((2, 3), (batches.Batch, batches.Steps));
        Assert.Equal([1f, 2, 3, 4, 0, 0, 5, 6, 7, 8, 9, 10], batches.Inputs.ToArray());
        Assert.Equal([1, 2, 0, 3, 4, 5], batches.Targets.ToArray());
        Assert.Equal([2, 3], batches.Lengths.ToArray());
        Assert.True(batches.MoveNext());
        Assert.Equal([11f, 12], batches.Inputs.ToArray());
        Assert.Equal([6], batches.Targets.ToArray());
        Assert.False(batches.MoveNext());
        Assert.Equal(0, batches.Batch);
        batches.Restart();
        Assert.True(batches.MoveNext());
        Assert.Equal(1, batches.Inputs[0]);

        void Add(float[] inputs, int[] targets) => list.Add(inputs, targets);
    }

    [Fact]
    public void A_shuffled_round_has_each_sequence_once_in_an_order_that_follows_from_the_seed()
    {
        SequenceList<int, int> list = new(1, 1, hasStepTargets: false);
        for (int i = 0; i < 100; i++)
            list.Add(new[] { i }, new[] { i });
        int[] first = Round(1);
        Assert.Equal(first, Round(1));
        Assert.NotEqual(first, Round(2));
        Assert.NotEqual(Enumerable.Range(0, 100), first);
        Assert.Equal(Enumerable.Range(0, 100), first.Order());

        int[] Round(ulong seed)
        {
            SequenceBatches<int, int> batches = new(list, batch: 7);
            RandomState random = new(seed);
            batches.Shuffle(ref random);
            List<int> order = [];
            while (batches.MoveNext())
            {
                Assert.Equal(batches.Inputs.ToArray(), batches.Targets.ToArray());
                order.AddRange(batches.Targets);
            }

            return [.. order];
        }
    }

    [Fact]
    public void Going_on_allocates_nothing()
    {
        SeriesWindows windows = SeriesWindows.Forecast(new float[200], features: 1, steps: 10);
        SequenceBatches<float, float> batches = new(windows, batch: 16);
        RandomState random = new(1);
        Conformance.Allocation.IsNone(() =>
        {
            batches.Shuffle(ref random);
            while (batches.MoveNext())
                Assert.True(batches.Batch > 0);
        });
    }

    [Fact]
    public void Sequences_that_do_not_fit_a_list_are_named()
    {
        SequenceList<float, int> list = new(inputSize: 2, targetSize: 1, hasStepTargets: true);
        FeatureScalerTests.Says("a step has 2", () => list.Add(new float[3], new int[1]));
        FeatureScalerTests.Says("2 are expected", () => list.Add(new float[4], new int[1]));
        FeatureScalerTests.Says("at least one", () => list.Add(Array.Empty<float>(), Array.Empty<int>()));
        FeatureScalerTests.Says("no sequence in the set", () => new SequenceBatches<float, int>(list, 1));
        FeatureScalerTests.Says("inputSize", () => new SequenceList<float, int>(0, 1, true));
    }
}

using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Onnx;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>A folder with a graph and what it gives: one call, or calls in which states are fed back.</summary>
internal sealed class OnnxCase : IDisposable
{
    private const double Single = 1.0 / (1 << 24);
    private const double Double = 1.0 / (1L << 53);

    private readonly SafetensorsReader _data;

    public OnnxCase(string folder)
        : this(Read(Path.Combine(folder, "model.onnx")), Path.Combine(folder, "data.safetensors"))
    {
    }

    public OnnxCase(OnnxModel model, string data)
    {
        (Model, Contract) = model;
        _data = SafetensorsReader.Open(data);
    }

    public SourceModel Model { get; }

    public OnnxContract? Contract { get; }

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "data", "import");

    public static OnnxModel Read(string path, ReadOptions? options = null)
    {
        using FileStream file = File.OpenRead(path);
        return OnnxReader.ReadModel(file, Path.GetFileName(path), options ?? ReadOptions.None);
    }

    /// <summary>The model's values are the expected ones, for every member of the batch.</summary>
    /// <param name="isRounded">Whether reading rounded numbers to float32 (a folded constant), or the expected values are float32.</param>
    /// <param name="filledWith">Steps of zeros that the class is given behind the recorded ones.</param>
    public void Check(bool isRounded = false, int filledWith = 0)
    {
        Assert.Empty(Model.Problems);
        OnnxContract contract = Assert.IsType<OnnxContract>(Contract);
        for (int item = 0; item < Items(contract); item++)
        {
            float[] inputs = [.. Inputs(contract, item), .. new float[filledWith * Model.InputSize]];
            Interpretation<double> exact = new Interpreter<double>(Model).Run(inputs);
            Interpretation<float> single = new Interpreter<float>(Model).Run(inputs);
            for (int k = 0; k < Model.Outputs.Count; k++)
            {
                double[] expected = Expected(contract.Outputs[k], item);
                double[] actual = [.. exact.Outputs[Model.Outputs[k]].SelectMany(step => step)];
                Assert.Equal(expected.Length, actual.Length);
                double rounding = single.Outputs[Model.Outputs[k]].SelectMany(step => step).Zip(actual, (x, y) => Math.Abs(x - y)).Max();
                double largest = expected.Max(Math.Abs);
                double bound = isRounded ? 8 * Math.Max(rounding, largest * Single) : DoubleBound(inputs.Length / Model.InputSize, largest);
                double error = expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max();
                Assert.True(error <= bound,
                    $"{contract.Outputs[k].Name}, member {item}: {error:g3} from the expected values, where {bound:g3} is the bound");
            }
        }
    }

    /// <summary>
    /// Both sides computed in double from the same float32 weights: each sum rounds once a term, each step carries what the steps before it
    /// left. A network of these sizes does not amplify a rounding by more
    /// than the number of its steps.
    /// </summary>
    private double DoubleBound(int steps, double largest)
    {
        int terms = Model.Nodes.SelectMany(node => node.Tensors)
            .Max(tensor => tensor.Shape.Length == 1 ? tensor.Count : tensor.Count / tensor.Shape[0]) + Model.Nodes.Count;
        return steps * terms * Double * Math.Max(1, largest);
    }

    private int[] Shape(string name) => [.. _data.Get(name).Shape.ToArray().Select(size => (int)size)];

    private double[] Values(string name)
    {
        TensorInfo info = _data.Get(name);
        double[] values = new double[info.ElementCount];
        if (info.Type == TensorType.I64)
        {
            long[] ids = new long[values.Length];
            _data.Read(info, ids);
            return Array.ConvertAll(ids, id => (double)id);
        }

        _data.Read(info, values);
        return values;
    }

    /// <summary>Calls are a leading axis of the recorded inputs.</summary>
    private int Leading(OnnxContract contract) => Shape("input." + contract.Sequence.Name).Length - contract.Sequence.Shape.Count;

    private int Items(OnnxContract contract)
    {
        int axis = contract.Sequence.Axes.ToList().IndexOf(OnnxAxis.Batch);
        return axis < 0 ? 1 : Shape("input." + contract.Sequence.Name)[axis + Leading(contract)];
    }

    private float[] Inputs(OnnxContract contract, int item)
    {
        string name = "input." + contract.Sequence.Name;
        int time = contract.Sequence.Axes.ToList().IndexOf(OnnxAxis.Time);
        int batch = contract.Sequence.Axes.ToList().IndexOf(OnnxAxis.Batch);
        return [.. Sequence(name, Leading(contract), time, batch, item).Select(value => (float)value)];
    }

    private double[] Expected(OnnxOutput output, int item)
    {
        string name = (_data.TryGet("f64.output." + output.Name, out _) ? "f64.output." : "output.") + output.Name;
        int leading = Contract!.States.Count > 0 ? 1 : 0;
        int rank = Shape(name).Length - leading;
        int batch = output.BatchAxis >= 0 ? output.BatchAxis : BatchOf(Shape(name)[leading..], output.TimeAxis, rank);
        return [.. Sequence(name, leading, output.TimeAxis, batch, item)];
    }

    /// <summary>
    /// The contract was made for one member; the recording may have more, along the first axis that is not time and has their number.
    /// </summary>
    private int BatchOf(int[] shape, int time, int rank)
    {
        int items = Items(Contract!);
        return items == 1 ? -1 : Enumerable.Range(0, rank).First(axis => axis != time && shape[axis] == items);
    }

    /// <summary>All steps of one member: calls, then steps of a call, then the other axes in their order.</summary>
    private IEnumerable<double> Sequence(string name, int leading, int time, int batch, int item)
    {
        int[] shape = Shape(name);
        double[] values = Values(name);
        var order = Enumerable.Range(0, leading).ToList();
        if (time >= 0)
            order.Add(time + leading);
        order.AddRange(Enumerable.Range(leading, shape.Length - leading).Where(axis => axis != time + leading && axis != batch + leading));
        int[] strides = Sizes.Strides(shape);
        int[] lengths = [.. order.Select(axis => shape[axis])];
        int[] at = new int[order.Count];
        int count = lengths.Aggregate(1, (a, b) => a * b);
        for (int i = 0; i < count; i++)
        {
            yield return values[order.Select((axis, k) => at[k] * strides[axis]).Sum() + (batch < 0 ? 0 : item * strides[batch + leading])];
            for (int k = at.Length - 1; k >= 0 && ++at[k] == lengths[k]; k--)
                at[k] = 0;
        }
    }

    public void Dispose() => _data.Dispose();
}

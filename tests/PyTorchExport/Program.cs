using TinyRnn;
using TinyRnn.PyTorchExport;
using TinyRnn.Weights;

// Loads what PyTorch wrote, compares the outputs with PyTorch's, and saves the weights again for PyTorch to read. The argument is the folder.
string folder = args[0];
int failed = 0;

Compare<Layers, Layers.State, float>("Layers");
Compare<Directions, Directions.State, float>("Directions");
Compare<Gates, Gates.State, float>("Gates");
Compare<Letters, Letters.State, int>("Letters");
return failed == 0 ? 0 : 1;

void Compare<TModel, TState, TInput>(string name)
    where TModel : class, IRecurrentModel<TModel, TState, TInput>
    where TState : unmanaged
    where TInput : unmanaged
{
    // Rounding: a gate sums up to 41 products of at most 3 in all, so 41 roundings of 6e-8 are 7e-6 a step at the worst; what a step has
    // wrong, cells do not enlarge.
    const double tolerance = 1e-5;
    TModel model = TModel.Load(Path.Combine(folder, name + ".safetensors"));
    using SafetensorsReader reference = SafetensorsReader.Open(Path.Combine(folder, name + ".expected.safetensors"));
    float[] inputs = Read(reference, "inputs");
    float[] expected = Read(reference, "outputs");
    float[] found = new float[expected.Length];
    TState state = default;
    model.Run(ref state, Array.ConvertAll(inputs, input => (TInput)Convert.ChangeType(input, typeof(TInput), null)), found);
    double largest = 0;
    for (int i = 0; i < found.Length; i++)
        largest = Math.Max(largest, Math.Abs(found[i] - expected[i]));
    bool passed = largest <= tolerance && found.AsSpan().ContainsAnyExcept(0);
    Console.WriteLine($"{(passed ? "passed" : "FAILED")}: {name}: {found.Length} outputs are PyTorch's, within {largest:G2}");
    failed += passed ? 0 : 1;
    model.Save(Path.Combine(folder, name + ".back.safetensors"));
}

static float[] Read(SafetensorsReader reader, string name)
{
    TensorInfo tensor = reader.Get(name);
    float[] values = new float[tensor.ElementCount];
    reader.Read(tensor, values);
    return values;
}

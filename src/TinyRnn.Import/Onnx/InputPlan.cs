namespace TinyRnn.Import.Onnx;

/// <summary>What each input of a graph is taken for.</summary>
/// <param name="Layout">What the axes of the input are that says which steps there are.</param>
/// <param name="Joined">It and the inputs that stand beside it in each step, in the graph's order.</param>
/// <param name="Others">States, and numbers of a call.</param>
/// <param name="Unread">Inputs that no output needs.</param>
internal sealed record InputPlan(InputLayout Layout, IReadOnlyList<InputLayout> Joined, IReadOnlyList<GraphInput> Others, IReadOnlyList<GraphInput> Unread)
{
    /// <summary>What the model's input is called where it is several of the graph's.</summary>
    private const string JoinedName = "input";

    /// <summary>Values of a step.</summary>
    public int Features => Joined.Sum(layout => layout.Features);

    public string Name => Joined.Count == 1 ? Layout.Input.Name : JoinedName;

    /// <summary>Where each input stands in a step.</summary>
    public IReadOnlyList<SourceInput> Places
    {
        get
        {
            int first = 0;
            var places = new List<SourceInput>();
            foreach (InputLayout layout in Joined)
            {
                places.Add(new(layout.Input.Name, first, layout.Features, layout.Input.IsWhole));
                first += layout.Features;
            }

            return places;
        }
    }

    /// <summary>Each input as references to the node of the model's input.</summary>
    public IEnumerable<(string Name, NdArray<Ref> Values)> Refs(int node) =>
        Joined.Zip(Places, (layout, place) => (layout.Input.Name, layout.Refs(node, place.First)));

    /// <summary>With other inputs in each step.</summary>
    /// <param name="beside">Those beside the leading one.</param>
    /// <param name="inputs">All inputs in the graph's order.</param>
    public InputPlan With(IReadOnlyCollection<GraphInput> beside, GraphInput[] inputs) => this with
    {
        Joined = [.. inputs.Where(input => input == Layout.Input || beside.Contains(input))
            .Select(input => input == Layout.Input ? Layout : Layout.Beside(input)!)],
        Others = [.. inputs.Where(input => input != Layout.Input && !beside.Contains(input) && !Unread.Contains(input))],
    };

    /// <summary>With so many steps that strides are whole.</summary>
    public InputPlan Whole(int stride)
    {
        InputLayout whole = Layout.Whole(stride);
        return this with { Layout = whole, Joined = [.. Joined.Select(part => part == Layout ? whole : whole.Beside(part.Input)!)] };
    }
}

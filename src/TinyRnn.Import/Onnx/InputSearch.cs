using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>Finds what a graph's inputs are: a file does not say which of them are steps, states or numbers, nor which axis is time.</summary>
internal sealed class InputSearch(
    ModelProto model, int opset, GraphInput[] inputs, WantedOutputs wanted, ReadOptions options, Initialisers initialisers)
{
    /// <summary>Inputs that recurrent layers read beside their sequence.</summary>
    private readonly HashSet<string> _asked =
        [.. model.Graph.Node.SelectMany(node => node.OpType is "LSTM" or "GRU" or "RNN" ? node.Input.Skip(1) : [])];

    private readonly GraphInput[] _needed = wanted.Needed(inputs) is { Length: > 0 } needed ? needed : inputs;

    /// <summary>The graph with the meaning of its inputs that the network's own layers agree with.</summary>
    /// <returns><see langword="null"/> if sizes of a step are open.</returns>
    public GraphAttempt? Find()
    {
        GraphAttempt? best = null;
        foreach (InputPlan plan in Plans())
        {
            GraphAttempt attempt = Follow(plan);
            if (attempt.Doubt > 0)
                attempt = Joined(plan, attempt);
            if (best is null || attempt.Doubt < best.Doubt)
                best = attempt;
            if (best.Doubt == 0)
                break;
        }

        return Known(best) ?? best;
    }

    /// <summary>
    /// The graph with further inputs in each step: first those that do not look like states, then all that turned out to be none. What looks like a state and
    /// has an output of its sizes is one, even if it is not understood: as a part of each step it would have to be fed back by the caller.
    /// </summary>
    private GraphAttempt Joined(InputPlan plan, GraphAttempt alone)
    {
        if (MustBeState(plan.Layout.Input))
            return alone;
        GraphInput[] possible = [.. plan.Others.Where(input => !options.Values.ContainsKey(input.Name) && !input.IsScalar && !alone.IsState(input)
            && !MustBeState(input) && plan.Layout.Beside(input) is not null)];
        GraphInput[] likely = [.. possible.Where(input => !LooksLikeState(input))];
        GraphAttempt best = alone;
        foreach (GraphInput[] beside in likely.Length == possible.Length || likely.Length == 0 ? [possible] : (GraphInput[][])[likely, possible])
        {
            if (beside.Length > 0 && Follow(plan.With(beside, inputs)) is var attempt && attempt.Doubt <= best.Doubt)
                best = attempt;
            if (best.Doubt == 0)
                break;
        }

        return best;
    }

    private bool LooksLikeState(GraphInput input) => _asked.Contains(input.Name) || StateNames.Looks(input.Name);

    private bool MustBeState(GraphInput input) => LooksLikeState(input)
        && model.Graph.Output.Select(output => GraphInput.Of(output, options)).Any(output => output.Sizes.Length == input.Sizes.Length
            && output.Sizes.Zip(input.Sizes).All(sizes => sizes.First is null || sizes.Second is null || sizes.First == sizes.Second));

    /// <summary>The graph with one meaning of its inputs; where the file leaves the length open, with one that all strides divide.</summary>
    private GraphAttempt Follow(InputPlan plan)
    {
        while (true)
        {
            GraphAttempt attempt = Run(plan);
            if (!plan.Layout.IsOpen || plan.Layout.Steps % attempt.Evaluator.Whole == 0)
                return attempt;
            plan = plan.Whole(attempt.Evaluator.Whole);
        }
    }

    private GraphAttempt Run(InputPlan plan)
    {
        var attempt = new GraphAttempt(model, opset, plan, wanted, options, initialisers);
        attempt.Run();
        return attempt;
    }

    /// <summary>The graph with the length that is known of it, where the file leaves that open and it makes no sense otherwise.</summary>
    private GraphAttempt? Known(GraphAttempt? best)
    {
        if (best is { Evaluator.Problems.Count: 0 })
            return null;
        foreach (GraphInput candidate in _needed.Where(input => !options.Values.ContainsKey(input.Name)))
        {
            foreach (InputLayout layout in StreamContext.Layouts(candidate))
            {
                GraphAttempt attempt = Run(Plan(layout));
                if (StreamContext.IsKnown(attempt))
                    return attempt;
            }
        }

        return null;
    }

    /// <summary>Which input leads, and what its axes are: likelier ones first, inputs in the graph's order.</summary>
    private IEnumerable<InputPlan> Plans()
    {
        GraphInput[] candidates =
            [.. _needed.Where(input => !options.Values.ContainsKey(input.Name) && (_needed.Length == 1 || !input.IsScalar))
            .OrderBy(input => _asked.Contains(input.Name) ? 2 : StateNames.Looks(input.Name) ? 1 : 0)];
        foreach (GraphInput candidate in candidates)
        {
            InputLayout[] all = [.. InputLayout.Of(candidate)];
            InputLayout[] likely = [.. all.Where(layout => !layout.TakesBatchForSteps(inputs))];
            foreach (InputLayout layout in likely.Length > 0 ? likely : all)
                yield return Plan(layout);
        }
    }

    private InputPlan Plan(InputLayout layout) => new(
        layout, [layout], [.. _needed.Where(input => input != layout.Input)], [.. inputs.Where(input => !_needed.Contains(input))]);
}

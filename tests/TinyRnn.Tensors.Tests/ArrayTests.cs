using TinyRnn;
using TinyRnn.Tensors;
using TinyRnn.Tensors.Tests;

// Outside the library's namespaces, as a user's code is: from inside, its methods would be nearer than TinyRnn's.
namespace ArrayCalls;

/// <summary>An array converts to spans and to tensors; with both kinds of methods in scope it stays a span.</summary>
public class ArrayTests
{
    [Fact]
    public void Arrays_are_still_spans()
    {
        float[] xs = new float[2 * 5 * 3];
        xs.AsSpan().Fill(0.5f);
        float[] ys = new float[2 * 5 * 2];
        // Of a model without a RunMany of its own it is an extension, as that of tensors is. An array as a tensor would be refused: it has one dimension.
        Both.Create(seed: 1).RunMany(new Both.State[2], xs, ys);
        Assert.DoesNotContain(0f, ys);
        Array.Clear(ys);
        RunMany<Net, Net.State>(Net.Create(seed: 1), xs, ys);
        Assert.DoesNotContain(0f, ys);
    }

    private static void RunMany<TModel, TState>(TModel model, float[] xs, float[] ys)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged =>
        model.RunMany(new TState[2], xs, ys);
}

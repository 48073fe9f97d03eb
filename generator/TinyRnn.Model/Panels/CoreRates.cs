namespace TinyRnn.Model.Panels;

/// <summary>
/// What a kind of core does in a cycle with vectors of one width. Only ratios matter: which tile is the best one does not change with the clock.
/// </summary>
/// <param name="MultiplyAdds">Multiply-adds started in a cycle.</param>
/// <param name="Additions">Additions alone started in a cycle.</param>
/// <param name="Loads">Loads of whole vectors in a cycle; a single number that is broadcast is always half a cycle.</param>
/// <param name="Latency">Cycles until the next multiply-add can use a sum.</param>
internal sealed record CoreRates(double MultiplyAdds, double Additions, double Loads, double Latency)
{
    /// <summary>
    /// Most cores since 2013, up to their full width: two multiply-adds and two loads a cycle. Where nothing is fused, some start one multiplication with its
    /// addition a cycle; that slows all tiles alike.
    /// </summary>
    public static readonly CoreRates Full = new(2, 2, 2, 4);

    /// <summary>512 bits on cores whose units are 256 bits wide: each takes two turns (Zen 4).</summary>
    public static readonly CoreRates Halved = new(1, 1, 1, 4);
}

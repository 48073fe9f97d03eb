namespace TinyRnn.Model.Panels;

/// <summary>
/// Chooses tiles of products with sums of integers. These wait for weights and for the instructions between them, not for a sum's latency, so the tile is the
/// one with the most vectors whose sums of both kinds fit into the registers: each broadcast of an input serves as many weights as it can.
/// </summary>
internal static class IntegerTiles
{
    /// <param name="target">The processor.</param>
    /// <param name="product">What is computed.</param>
    /// <param name="group">The panels.</param>
    /// <param name="inputs">Input vectors that the kernel is given.</param>
    public static PanelTiling Choose(VectorTarget target, ProductPlan product, PanelGroup group, int inputs)
    {
        int width = group.Width;
        int lanes = Math.Min(target.Lanes, width);
        TilePlan best = new(lanes, 1, width / lanes, 1);
        for (int served = 1; served <= inputs; served *= 2)
        {
            for (int vectors = 1; vectors * lanes <= width; vectors *= 2)
            {
                TilePlan tile = new(lanes, vectors, width / (lanes * vectors), 1, served);
                if (Registers(target, product, tile) <= target.Registers && Served(tile) >= Served(best))
                    best = tile;
            }
        }

        return new PanelTiling(new PanelStrip(group), new([best]));

        // Weights that are read once for several inputs are spared, where broadcasts are only moved.
        static int Served(TilePlan tile) => (tile.Inputs * 8) + tile.Vectors;
    }

    /// <summary>Registers that the inner loop keeps.</summary>
    private static int Registers(VectorTarget target, ProductPlan product, TilePlan tile)
    {
        WeightFormat format = product.IntegerFormat!.Value;
        int sums = product.Sums.Count * tile.Vectors * tile.Inputs;
        int parts = target.Integers == IntegerProducts.Widening ? 2 : Math.Max(1, tile.Lanes / target.IntegerLanes);
        bool hasSigns = format.HasSigns(target.Integers);
        int integers = sums * parts * (format.HasCoarseSums(target.Integers) ? 2 : 1);
        int inputs = tile.Inputs * (format.Digits + (hasSigns ? 1 : 0));
        int others = target.Integers switch
        {
            // The factors of each digit, a product, a weight with its sign.
            IntegerProducts.Pairs => hasSigns ? format.Digits + 2 : 1,
            IntegerProducts.Vnni => tile.Inputs > 1 || format.Digits > 1 ? 1 : 0,
            _ => 3,
        };
        // Where sums of floats are under way beside those of integers, those of several inputs are too many to be moved to and fro.
        bool hasBoth = !product.BeginsWithIntegers || product.Blocks.Count(block => block.Format.IsInteger) > 1;
        return integers + inputs + others + (tile.Inputs > 1 && hasBoth ? sums : 0);
    }
}

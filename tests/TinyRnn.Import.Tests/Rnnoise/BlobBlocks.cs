namespace TinyRnn.Import.Tests.Rnnoise;

/// <summary>The blocks of 8 outputs by 4 inputs that a matrix has, all of them or about half; the first 8 outputs of a sparse one have none.</summary>
internal sealed class BlobBlocks
{
    private readonly List<int>[] _rows;

    public BlobBlocks(int outputs, int inputs, Random? choice) =>
        _rows =
        [
            .. Enumerable.Range(0, outputs / 8).Select(
                row => Enumerable.Range(0, inputs / 4).Where(column => choice is null || IsThere(row, column, choice)).Select(column => 4 * column).ToList()),
        ];

    /// <summary>One block at least: there are no empty arrays.</summary>
    private static bool IsThere(int row, int column, Random choice) => row > 0 && ((row == 1 && column == 0) || choice.Next(2) == 0);

    /// <summary>For each 8 outputs a number of blocks, and the first input of each.</summary>
    public IEnumerable<int> Index() => _rows.SelectMany(row => row.Prepend(row.Count));

    /// <summary>The order of float32: in a block, each input's 8 outputs.</summary>
    public IEnumerable<(int Output, int Input)> InputByInput() =>
        Blocks().SelectMany(block => Enumerable.Range(0, 32).Select(k => (block.Output + k % 8, block.Input + k / 8)));

    /// <summary>The order of 8 bits: in a block, each output's 4 inputs.</summary>
    public IEnumerable<(int Output, int Input)> OutputByOutput() =>
        Blocks().SelectMany(block => Enumerable.Range(0, 32).Select(k => (block.Output + k / 4, block.Input + k % 4)));

    private IEnumerable<(int Output, int Input)> Blocks() => _rows.SelectMany((row, place) => row.Select(input => (8 * place, input)));
}

namespace TinyRnn.Formats;

/// <summary>
/// One product of a blob, y = W x + b, and how its numbers lie: floats input after input; 8 bits in blocks of 8 outputs by 4 inputs, output after output,
/// in units of a scale for each output; of both a sparse form that has only some blocks, and lists where they are.
/// </summary>
/// <param name="arrays">The file.</param>
/// <param name="name">The product's name.</param>
internal sealed class BlobLayer(BlobArrays arrays, string name)
{
    private const int BlockOutputs = 8;
    private const int BlockInputs = 4;
    private const int BlockValues = BlockOutputs * BlockInputs;

    /// <summary>RNNoise rounds what goes into such a product to 1/127, and has that in the scale.</summary>
    private const double InputsOfOne = 127;

    /// <summary>Three gates of RNNoise's largest layer: so memory is bounded where a sparse matrix has few blocks.</summary>
    private const int MostSize = 3 * 1024;

    /// <summary>The file has the weights as float32; they are taken even where it has them in 8 bits as well, as RNNoise does.</summary>
    public bool HasFloats => arrays.Has(name + BlobNames.Floats);

    /// <summary>The file has the weights in 8 bits.</summary>
    public bool HasBytes => arrays.Has(name + BlobNames.Bytes);

    public string Name => name;

    /// <summary>Values of y.</summary>
    public int Outputs { get; } = Size(arrays, name + BlobNames.Bias, arrays.Count(name + BlobNames.Bias));

    /// <summary>Numbers of the weights, which are there all of them.</summary>
    public int WeightCount => arrays.Count(name + (HasFloats || !HasBytes ? BlobNames.Floats : BlobNames.Bytes));

    /// <summary>b.</summary>
    public float[] Bias() => arrays.Floats(name + BlobNames.Bias, Outputs);

    /// <summary>W transposed, [I, O].</summary>
    /// <param name="inputs">Values of x.</param>
    public SourceTensor Kernel(int inputs)
    {
        if (!HasFloats && !HasBytes)
            throw arrays.Error($"has neither {name}{BlobNames.Floats} nor {name}{BlobNames.Bytes}, the weights of {name}");
        bool isSparse = arrays.Has(name + BlobNames.Index);
        if ((HasBytes || isSparse) && (Outputs % BlockOutputs != 0 || inputs % BlockInputs != 0))
            throw arrays.Error(
                $"has {name} in blocks of {BlockOutputs} outputs by {BlockInputs} inputs, which do not divide its {Counted.Of(Outputs, "output")} and "
                + Counted.Of(inputs, "input"));
        List<(int Output, int Input)>? blocks = isSparse ? Blocks(inputs) : null;
        long count = blocks is null ? (long)inputs * Outputs : (long)blocks.Count * BlockValues;
        float[] values = HasBytes ? FromBytes(inputs, blocks, count) : [];
        if (HasFloats)
            values = FromFloats(inputs, blocks, arrays.Floats(name + BlobNames.Floats, count));
        if (arrays.Has(name + BlobNames.Diagonal) || (isSparse && BlobNames.TypeOf(name + BlobNames.Diagonal) is not null))
            AddDiagonal(values, inputs);
        return SourceTensor.Matrix(inputs, Outputs, values);
    }

    /// <summary>A size by which memory may be taken.</summary>
    public static int Size(BlobArrays arrays, string array, int size) =>
        size is >= 1 and <= MostSize ? size : throw arrays.Error($"has a size of {size} by {array}, where 1 to {MostSize} are expected");

    private float[] FromFloats(int inputs, List<(int Output, int Input)>? blocks, float[] floats)
    {
        if (blocks is null)
            return floats;
        float[] values = new float[inputs * Outputs];
        for (int i = 0; i < floats.Length; i++)
        {
            (int output, int input) = blocks[i / BlockValues];
            int inBlock = i % BlockValues;
            values[((input + inBlock / BlockOutputs) * Outputs) + output + inBlock % BlockOutputs] += floats[i];
        }

        return values;
    }

    private float[] FromBytes(int inputs, List<(int Output, int Input)>? blocks, long count)
    {
        ReadOnlySpan<sbyte> bytes = arrays.Int8s(name + BlobNames.Bytes, count);
        float[] scale = arrays.Floats(name + BlobNames.Scale, Outputs);

        // The bias for inputs that were shifted to be unsigned, which is the same product: only its size is looked at.
        if (arrays.Has(name + BlobNames.BiasOfUnsigned))
            arrays.Expect(name + BlobNames.BiasOfUnsigned, Outputs);
        float[] values = new float[inputs * Outputs];
        int blocksOfRow = inputs / BlockInputs;
        for (int i = 0; i < bytes.Length; i++)
        {
            int block = i / BlockValues;
            (int output, int input) = blocks is null ? (block / blocksOfRow * BlockOutputs, block % blocksOfRow * BlockInputs) : blocks[block];
            int inBlock = i % BlockValues;
            output += inBlock / BlockInputs;
            values[((input + inBlock % BlockInputs) * Outputs) + output] += (float)(bytes[i] * InputsOfOne * scale[output]);
        }

        return values;
    }

    /// <summary>First output and first input of every block that is there: for each 8 outputs a number of blocks, and the first input of each.</summary>
    private List<(int Output, int Input)> Blocks(int inputs)
    {
        string array = name + BlobNames.Index;
        int[] index = arrays.Ints(array);
        List<(int Output, int Input)> blocks = [];
        int place = 0;
        for (int output = 0; output < Outputs; output += BlockOutputs)
        {
            int count = place < index.Length ? index[place] : throw arrays.Error($"ends {array} before output {output} of {Outputs}");
            if (count < 0 || count > index.Length - place - 1)
                throw arrays.Error($"has {Counted.Of(count, "block")} at value {place} of {array}, behind which are "
                    + Counted.Of(index.Length - place - 1, "value"));
            foreach (int input in index.AsSpan(place + 1, count))
            {
                if (input < 0 || input > inputs - BlockInputs || input % BlockInputs != 0)
                    throw arrays.Error(
                        $"has a block at input {input} for output {output} in {array}, where multiples of {BlockInputs} to {inputs - BlockInputs} are");
                blocks.Add((output, input));
            }

            place += count + 1;
        }

        return place == index.Length ? blocks : throw arrays.Error($"has {Counted.Of(index.Length - place, "value")} in {array} behind those of the last "
            + $"output");
    }

    /// <summary>What stands apart of a GRU's sparse matrix, which has zeros there: for each gate, every unit's weight of its own state.</summary>
    private void AddDiagonal(float[] values, int units)
    {
        float[] diagonal = arrays.Floats(name + BlobNames.Diagonal, Outputs);
        for (int output = 0; output < Outputs; output++)
            values[(output % units * Outputs) + output] += diagonal[output];
    }
}

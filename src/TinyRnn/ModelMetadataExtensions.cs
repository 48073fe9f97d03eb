using TinyRnn.Weights;

namespace TinyRnn;

/// <summary>
/// What is known of a model besides its weights. These are extensions, so that they give way to members of your half of the class: a <c>Labels</c> of your own
/// stays what it is.
/// </summary>
/// <example>
/// <code>
/// GestureNet net = GestureNet.Load("gesture.safetensors");
/// float[] scores = net.Run(new float[50 * GestureNet.InputSize]);
/// string gesture = net.Labels[scores.IndexOf(scores.Max())];
/// </code>
/// </example>
public static class ModelMetadataExtensions
{
    extension<TSelf>(IModelWeights<TSelf> model)
        where TSelf : class, IModelWeights<TSelf>
    {
        /// <summary>
        /// Labels, scalers, vocabulary, sample rate, version, licence: what came with the file that the model was loaded from, or was set since.
        /// <c>Save</c> writes it. It is exchanged as a whole; threads that ask meanwhile get the old or the new.
        /// </summary>
        /// <exception cref="ArgumentException">
        /// What is given does not fit: another number of labels than of outputs, for instance; nothing has changed.
        /// </exception>
        /// <exception cref="WeightFormatException">
        /// A text of the file is not what its key stands for: a number that is not finite, for instance. Lengths of lists were checked when it was loaded.
        /// </exception>
        public ModelMetadata Metadata
        {
            get => model.MetadataSlot.Value;
            set => model.MetadataSlot.Value = value;
        }

        /// <summary>What the outputs are called, in their order: <c>net.Labels[id]</c> is the name of a class.</summary>
        /// <exception cref="InvalidOperationException">There are none: no file had any, and none were set.</exception>
        /// <exception cref="WeightFormatException">A text of the file is not what its key stands for.</exception>
        public IReadOnlyList<string> Labels
        {
            get
            {
                MetadataSlot slot = model.MetadataSlot;
                return slot.Value.Labels is { Count: > 0 } labels ? labels : throw new InvalidOperationException(
                    $"{Excerpt.Of(slot.Model)} has no labels: the file that it was loaded from has none, and none were set. Set them once, "
                    + $"net.Metadata = net.Metadata with {{ Labels = [...] }}, and save the model; Metadata.Labels is empty where there are none.");
            }
        }
    }
}

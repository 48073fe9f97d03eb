using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Reading;

/// <summary>
/// What <c>[Trainable]</c> asks of an encoder-decoder, whose trainer stands on the networks of its parts: sizes, loss and biases are
/// theirs, the optimizer its own.
/// </summary>
internal sealed class PairTrainingRules(string name, AttributeReader attribute, TrainableSpec spec, ModelSpec encoder, ModelSpec decoder, DiagnosticSink sink)
{
    private const string LeaveOut = "leave it out";

    /// <param name="encoderType">The encoder's class, whose own arguments are looked at.</param>
    /// <param name="decoderType">The decoder's.</param>
    public void Check(INamedTypeSymbol encoderType, INamedTypeSymbol decoderType)
    {
        CheckPart(encoder, "encoder");
        CheckPart(decoder, "decoder");
        CheckUnused();
        if (encoder.Trainable is not { } encoding || decoder.Trainable is not { } decoding)
            return;
        if (encoding.MaxBatch != decoding.MaxBatch)
        {
            sink.Report(
                Descriptors.BatchesDiffer, attribute.Location, encoder.Type.Name, Counted.Of(encoding.MaxBatch, "sequence"), decoder.Type.Name,
                decoding.MaxBatch);
        }

        if (encoding.SingleBias != decoding.SingleBias)
        {
            (ModelSpec one, ModelSpec two) = encoding.SingleBias ? (encoder, decoder) : (decoder, encoder);
            sink.Report(Descriptors.BiasesDiffer, attribute.Location, one.Type.Name, two.Type.Name, name);
        }

        if (attribute.Given("Loss") && spec.Loss != decoding.Loss)
        {
            sink.Report(
                Descriptors.LossMismatch,
                attribute.NamedLocation("Loss"),
                spec.Loss.ToString(),
                "a decoder that is trained for it",
                decoder.Type.Name,
                $"[Trainable(Loss = Loss.{decoding.Loss})]",
                "set the loss on the decoder, and leave it out here");
        }

        string rule = $"which trains both parts with Optimizer.{spec.Optimizer}, its own";
        if (encoding.Optimizer != spec.Optimizer)
            ReportOverruled(encoderType, "Optimizer", $"Optimizer.{encoding.Optimizer}", rule);
        if (decoding.Optimizer != spec.Optimizer)
            ReportOverruled(decoderType, "Optimizer", $"Optimizer.{decoding.Optimizer}", rule);
        if (encoding.Loss != decoding.Loss)
            ReportOverruled(encoderType, "Loss", $"Loss.{encoding.Loss}", $"whose loss is the decoder's, Loss.{decoding.Loss}");
    }

    private void CheckPart(ModelSpec part, string role)
    {
        if (part.Trainable is null)
            sink.Report(Descriptors.PartNotTrainable, attribute.Location, name, role, part.Type.Name);
    }

    /// <summary>What the parts say, and the pair cannot.</summary>
    private void CheckUnused()
    {
        foreach (string size in new[] { "MaxSteps", "MaxBatch" })
        {
            if (attribute.Given(size))
                ReportUnused(
                    size, attribute.Named(size, 0).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    "the trainer takes as much memory as the [Trainable] of its encoder and its decoder say");
        }

        if (spec.SingleBias)
            ReportUnused("SingleBias", "true", "the [Trainable] of its encoder and its decoder say it, each for itself");
    }

    private void ReportUnused(string property, string value, string why) =>
        sink.Report(Descriptors.NoEffect, attribute.NamedLocation(property), $"{property} = {value}", name, $"{why}; set it there, and {LeaveOut} here");

    /// <summary>A part may be trained alone as well, for which the argument is right: a warning, where it stands.</summary>
    private void ReportOverruled(INamedTypeSymbol part, string property, string value, string why)
    {
        if (TrainableReader.Find(part, sink) is not { } own || !own.Given(property))
            return;
        Location location = own.NamedLocation(property);
        sink.Report(Descriptors.OverruledByPair, location == Location.None ? attribute.Location : location, $"{property} = {value}", part.Name, name, why);
    }
}

using System.CommandLine;
using TinyRnn.Demo;
using TinyRnn.Demo.Voice;
using TinyRnn.Demo.Wav;
using TinyRnn.Samples;
using TinyRnn.Weights;

Option<FileInfo?> wav = new("--wav") { Description = "A WAV file to send through the amplifier (16, 24, 32-bit PCM or float, mono or stereo)." };
Option<FileInfo?> output = new("--out") { Description = "Where the processed WAV goes. Default: the input's name with .amp.wav." };
Option<FileInfo?> weights = new("--weights") { Description = "A safetensors file with the amplifier's weights (rec.*, lin.*). Default: the embedded ones." };
RootCommand root = new(
    "TinyRnn's demo: without options a guitar amplifier and a gesture classifier on embedded data; with --wav your own recording; 'voice' finds speech.")
{
    wav, output, weights,
};
root.SetAction(parsed => Guarded(() =>
{
    if (parsed.GetValue(wav) is not { } input)
    {
        if (parsed.GetValue(weights) is not null || parsed.GetValue(output) is not null)
            throw new WavException("--weights and --out go with --wav: name the recording to process.");
        Screen.Run();
        return;
    }

    string target = parsed.GetValue(output)?.FullName ?? Path.ChangeExtension(input.FullName, ".amp.wav");
    WavProcessing.Run(input.FullName, target, parsed.GetValue(weights)?.FullName);
}));

Argument<FileInfo?> speech = new("wav")
{
    Description = "A WAV file of 16 kHz (16, 24, 32-bit PCM or float, mono or stereo). Default: a synthetic signal.",
    Arity = ArgumentArity.ZeroOrOne,
};
Option<FileInfo?> model = new("--model")
{
    Description = "The voice_activity.safetensors that 'tinyrnn import silero_vad.onnx --set sr=16000 --class VoiceActivity' wrote. "
        + "Default: the embedded weights.",
};
Option<FileInfo?> picture = new("--out") { Description = "Where the picture goes, .svg or .png. Default: the WAV's name with .voice.svg." };
Command voice = new("voice", "Where somebody speaks in a recording: Silero VAD, chunk by chunk.") { speech, model, picture };
voice.SetAction(parsed => Guarded(() =>
{
    FileInfo? recording = parsed.GetValue(speech);
    string target = parsed.GetValue(picture)?.FullName ?? Path.ChangeExtension(recording?.FullName ?? Path.GetFullPath("synthetic.wav"), ".voice.svg");
    VoiceShow.Run(recording?.FullName, parsed.GetValue(model)?.FullName, target);
}));
root.Add(voice);
return root.Parse(args).Invoke();

// What users can mend is said in a sentence; anything else is a bug and keeps its stack trace.
static int Guarded(Action action)
{
    try
    {
        action();
        return 0;
    }
    catch (Exception exception) when (exception is WavException or WeightFormatException or WeightMismatchException or IOException
        or UnauthorizedAccessException)
    {
        SampleScreen.Error(exception.Message);
        return 1;
    }
}

using System.Text.Json.Serialization;
using TinyRnn;

// A network behind HTTP: POST three numbers for a client, get its scores. Each client has a state of its own.
//   curl localhost:5080/clients/anna -H 'Content-Type: application/json' -d '{"values":[0.1,0.2,0.3]}'
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, AppJson.Default));
builder.Services.AddSingleton(GestureNet.Create(seed: 1));      // random weights; Load(path) or Pretrained: trained ones
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Sessions>();
builder.Services.AddHostedService<Expiry>();
WebApplication app = builder.Build();

app.MapPost("/clients/{id}", (string id, Reading reading, Sessions sessions) =>
{
    if (reading.Values is not { Length: GestureNet.InputSize })
        return Results.BadRequest(new Problem($"'values' must be {GestureNet.InputSize} numbers."));
    float[] scores = new float[GestureNet.OutputSize];
    sessions.Step(id, reading.Values, scores);
    return Results.Ok(new Answer(scores));
});
app.MapDelete("/clients/{id}", (string id, Sessions sessions) => sessions.Forget(id) ? Results.NoContent() : Results.NotFound());
app.Logger.LogInformation("Models run on {InstructionSet}", InstructionSet.Describe());
app.Run();

[RecurrentModel(inputSize: 3)]
[Lstm(32)]
[Dense(6, Activation.Softmax)]
public sealed partial class GestureNet;

internal sealed record Reading(float[]? Values);

internal sealed record Answer(float[] Scores);

internal sealed record Problem(string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Reading))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class AppJson : JsonSerializerContext;

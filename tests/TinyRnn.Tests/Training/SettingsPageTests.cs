using System.Reflection;
using System.Text.RegularExpressions;
using TinyRnn.Training;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>
/// Every setting of the public API has a row on the page that says what uses it and when it is refused: a new one cannot come without that being thought of.
/// </summary>
public partial class SettingsPageTests
{
    /// <summary>What comes out, and is not set.</summary>
    private static readonly Type[] s_results =
    [
        typeof(UpdateResult), typeof(TensorInfo), typeof(TensorBinding), typeof(QuantizationError), typeof(FitEpoch), typeof(FitResult),
        typeof(LearningRatePoint), typeof(LearningRateCurve),
    ];

    private static string Page => File.ReadAllText(Path.Combine(Repository(), "src", "docs", "settings.md"));

    [Fact]
    public void Every_setting_has_a_row_and_every_row_a_setting()
    {
        string[] settings =
            [.. typeof(RecurrentModelAttribute).Assembly.GetExportedTypes().Where(HasSettings).SelectMany(Settings).Distinct().Order(StringComparer.Ordinal)];
        string[] rows = [.. Page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(Names).Order(StringComparer.Ordinal)];
        Assert.Contains("Trainable.SingleBias", settings);
        Assert.Contains("OptimizerSettings.Momentum", settings);
        Assert.Equal(settings, rows);
    }

    [Fact]
    public void Every_diagnostic_that_refuses_one_has_a_page()
    {
        string[] ids = [.. DiagnosticId().Matches(Page).Select(match => match.Value).Distinct()];
        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.True(File.Exists(Path.Combine(Repository(), "src", "docs", "diagnostics", id + ".md")), id));
    }

    [Fact]
    public void A_number_of_another_optimizer_is_refused_and_named()
    {
        Optimizer[] adams = [Optimizer.Adam, Optimizer.AdamW, Optimizer.AmsGrad, Optimizer.AmsGradW, Optimizer.NAdam, Optimizer.NAdamW];
        Optimizer[] rmsProps = [Optimizer.RmsProp, Optimizer.CenteredRmsProp, Optimizer.RmsPropMomentum, Optimizer.CenteredRmsPropMomentum];
        (string Name, Func<OptimizerSettings, double, OptimizerSettings> Set, Optimizer[] Users)[] numbers =
        [
            ("Momentum", (settings, value) => settings with { Momentum = value },
                [Optimizer.Momentum, Optimizer.Nesterov, Optimizer.RmsPropMomentum, Optimizer.CenteredRmsPropMomentum]),
            ("MomentumDecay", (settings, value) => settings with { MomentumDecay = value }, [Optimizer.NAdam, Optimizer.NAdamW]),
            ("Beta1", (settings, value) => settings with { Beta1 = value }, adams),
            ("Beta2", (settings, value) => settings with { Beta2 = value }, adams),
            ("Epsilon", (settings, value) => settings with { Epsilon = value }, [.. adams, .. rmsProps]),
            ("Alpha", (settings, value) => settings with { Alpha = value }, rmsProps),
            ("LearningRate", (settings, value) => settings with { LearningRate = value }, Enum.GetValues<Optimizer>()),
            ("WeightDecay", (settings, value) => settings with { WeightDecay = value }, Enum.GetValues<Optimizer>()),
        ];
        Assert.Equal(typeof(OptimizerSettings).GetProperties().Select(property => property.Name).Order(), numbers.Select(number => number.Name).Order());
        foreach (Optimizer optimizer in Enum.GetValues<Optimizer>())
        {
            OptimizerSettings preset = OptimizerSettings.For(optimizer);
            preset.Validate(optimizer);
            new OptimizerSettings { LearningRate = 0.5, Momentum = preset.Momentum, MomentumDecay = preset.MomentumDecay, Beta1 = preset.Beta1,
                Beta2 = preset.Beta2, Epsilon = preset.Epsilon, Alpha = preset.Alpha }.Validate(optimizer);
            foreach ((string name, Func<OptimizerSettings, double, OptimizerSettings> set, Optimizer[] users) in numbers)
            {
                OptimizerSettings changed = set(preset, 0.25);
                if (users.Contains(optimizer))
                {
                    changed.Validate(optimizer);
                    continue;
                }

                string message = Assert.Throws<ArgumentOutOfRangeException>(() => changed.Validate(optimizer)).Message;
                Assert.Contains($"{name} is 0.25, but {optimizer} does not use it", message, StringComparison.Ordinal);
                Assert.All(users, user => Assert.Contains(user.ToString(), message, StringComparison.Ordinal));
                Assert.Throws<ArgumentOutOfRangeException>(() => set(preset, double.NaN).Validate(optimizer));

                // Not set, and what another optimizer's settings are before they are changed.
                set(preset, 0).Validate(optimizer);
                OptimizerSettings.For(users[0]).Validate(optimizer);
            }
        }
    }

    private static bool HasSettings(Type type) =>
        type.Namespace is "TinyRnn" or "TinyRnn.Training" or "TinyRnn.Weights" && !type.IsEnum && !type.IsInterface && !s_results.Contains(type)
            && !typeof(Exception).IsAssignableFrom(type)

            // What the compiler makes of extensions.
            && type.Name[0] != '<'
        && !(typeof(Attribute).IsAssignableFrom(type) && type.IsAbstract);

    /// <summary>An attribute's values, which its constructor may take; of other types, what can be set from outside.</summary>
    private static IEnumerable<string> Settings(Type type)
    {
        bool isAttribute = typeof(Attribute).IsAssignableFrom(type);
        string name = type.Name.Split('`')[0];
        if (isAttribute)
            name = name[..^"Attribute".Length];
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance | (isAttribute ? BindingFlags.Default : BindingFlags.DeclaredOnly))
            .Where(property => isAttribute ? property.Name != "TypeId" : property.SetMethod is { IsPublic: true })
            .Select(property => $"{name}.{property.Name}");
    }

    private static IEnumerable<string> Names(string row) => SettingName().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value);

    /// <summary>From artifacts/bin/TinyRnn.Tests/release.</summary>
    private static string Repository() => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));

    [GeneratedRegex("`([A-Za-z0-9]+\\.[A-Za-z0-9]+)`")]
    private static partial Regex SettingName();

    [GeneratedRegex("TRNN[0-9]{4}")]
    private static partial Regex DiagnosticId();
}

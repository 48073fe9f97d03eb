using TinyRnn.Import.Lowering;

namespace TinyRnn.Import.Writing;

/// <summary>A test class that replays the golden vectors, for xunit.</summary>
internal static class TestText
{
    public static string Of(ClassDraft draft, ImportNames names)
    {
        string scope = names.Namespace.Length > 0 ? $"\nnamespace {names.Namespace};\n" : "";
        string check = draft.Generates ? "CheckGenerating" : draft.Stride > 1 ? "CheckStrided" : draft.IsStreaming ? "CheckStreaming" : "Check";
        string input = draft.Generates ? "" : draft.ReadsTokens ? ", int" : ", float";
        return $$"""
            using TinyRnn;
            using Xunit;
            {{scope}}
            /// <summary>
            /// {{names.Class}} gives what the original gave, within what float32 allows. The project copies the vectors beside the tests:
            /// <c>&lt;None Include="{{names.Golden}}" CopyToOutputDirectory="PreserveNewest" /&gt;</c>.
            /// </summary>
            public class {{names.Class}}Tests
            {
                [Fact]
                public void Gives_what_the_original_gave() =>
                    ModelProof.{{check}}<{{names.Class}}, {{names.Class}}.State{{input}}>(
                        {{names.Class}}.Pretrained, Path.Combine(AppContext.BaseDirectory, "{{names.Golden}}"));
            }

            """.ReplaceLineEndings("\n");
    }
}

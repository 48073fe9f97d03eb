namespace TinyRnn.Generator.Emission.Names;

/// <summary>How emitted code refers to the user's class.</summary>
internal static class TypeText
{
    /// <summary>The class with the numbers of the layers inside a trainer.</summary>
    public const string LayerNumbers = "Layers";

    /// <summary>The alias of TinyRnn's own namespace in emitted files.</summary>
    public const string Alias = "Rnn";

    extension(TypeSpec type)
    {
        /// <summary>The class's name where it is declared.</summary>
        public string Declared => Identifier.Of(type.Name);

        /// <summary>
        /// The class as its emitted half refers to it: by its name, unless that is also one of .NET's, or means something else in an emitted file.
        /// </summary>
        public string Reference =>
            type.IsNameInherited || type.HiddenNames.Contains(type.Name) || type.Name is LayerNumbers or Alias
                ? type.FullName
                : type.Declared + type.TypeParameters;

        /// <summary>Name for the files that the generator adds.</summary>
        public string HintName => type.FullName.Replace("global::", "").Replace("@", "").Replace('<', '{').Replace('>', '}');
    }
}

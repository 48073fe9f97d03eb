#pragma warning disable IDE0130 // The compiler looks the type up in this namespace; netstandard2.0 does not have it.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;

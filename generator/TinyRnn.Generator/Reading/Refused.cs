using TinyRnn.Generator.Emission;

namespace TinyRnn.Generator.Reading;

/// <summary>A class that gets no generated half, because something is wrong with it, and what it gets instead: the members without what they do.</summary>
/// <param name="Plan">A plan without errors that declares what the class would declare, were it right.</param>
/// <param name="Skeleton">What these members have to keep clear of.</param>
internal sealed record Refused<TPlan>(TPlan Plan, SkeletonSpec Skeleton)
    where TPlan : class;

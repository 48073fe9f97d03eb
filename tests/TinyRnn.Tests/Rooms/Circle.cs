// Two rooms that use each other, so that the search for circles is seen to find one. The one is used in a method's code only.
namespace TinyRnn.Tests.Rooms.CircleOne
{
    internal static class First
    {
        public static int Number() => CircleTwo.Second.Number(null);
    }

    internal sealed class Held;
}

namespace TinyRnn.Tests.Rooms.CircleTwo
{
    internal static class Second
    {
        public static int Number(CircleOne.Held? held) => held is null ? 0 : 1;
    }
}

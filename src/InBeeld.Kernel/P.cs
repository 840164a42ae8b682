namespace InBeeld.Kernel; internal static class Placeholder;

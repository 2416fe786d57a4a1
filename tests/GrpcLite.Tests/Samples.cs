namespace GrpcLite.Tests;

/// <summary>Types that differ in little, for <see cref="PublicSurfaceTests"/>.</summary>
public static class Samples
{
    public enum One
    {
        A = 1,
    }

    public enum Two
    {
        A = 2,
    }

    public enum OneAsByte : byte
    {
        A = 1,
    }

    public class Base;

    public class Open : IDisposable
    {
        public void Dispose() => GC.SuppressFinalize(this);
    }

    public sealed class Closed : IDisposable
    {
        public void Dispose() => GC.SuppressFinalize(this);
    }

    public class Preset
    {
        public void Do(int times = 1) => _ = times;
    }

    public class NoPreset
    {
        public void Do(int times) => _ = times;
    }

    public class OtherName
    {
        public void Do(int count = 1) => _ = count;
    }

    public class Static
    {
        public static void Do(int times = 1) => _ = times;
    }

    public class Virtual
    {
        public virtual void Do(int times = 1) => _ = times;
    }

    public class ByIn
    {
        public void Do(in int times = 1) => _ = times;
    }

    public class Many
    {
        public void Do(params int[] times) => _ = times;
    }

    public class Array
    {
        public void Do(int[] times) => _ = times;
    }

    public class Settable
    {
        public int Size { get; set; }
    }

    public class Initable
    {
        public int Size { get; init; }
    }

    public class ForHeirs
    {
        public int Size { get; protected set; }
    }

    public class Constrained
    {
        public void Do<T>()
            where T : class, new() => _ = new T();
    }

    public class Unconstrained
    {
        public void Do<T>()
            where T : new() => _ = new T();
    }
}

using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Canbao.Benchmarks.Transport;

/// <summary>An HTTP request whose body lies in memory and whose response is counted and dropped. It is used again for every call.</summary>
internal sealed class MemoryCall : IHttpResponseBodyFeature, IRequestBodyPipeFeature, IHttpResponseTrailersFeature, IHttpRequestLifetimeFeature
{
    private readonly HttpRequestFeature _request = new();
    private readonly HttpResponseFeature _response = new();
    private readonly BodyReader _reader;
    private readonly ResponseWriter _writer = new();

    /// <param name="body">The whole body.</param>
    /// <param name="perRead">Bytes that one read gives.</param>
    public MemoryCall(ReadOnlyMemory<byte> body, int perRead)
    {
        _reader = new BodyReader(body, perRead);
        Trailers = new HeaderDictionary();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(_request);
        features.Set<IHttpResponseFeature>(_response);
        features.Set<IHttpResponseBodyFeature>(this);
        features.Set<IRequestBodyPipeFeature>(this);
        features.Set<IHttpResponseTrailersFeature>(this);
        features.Set<IHttpRequestLifetimeFeature>(this);
        _request.Protocol = HttpProtocol.Http2;
        _request.Method = HttpMethods.Post;
        _request.Headers.ContentType = "application/grpc";
        _request.Headers.TE = "trailers";
        Http = new DefaultHttpContext(features);
    }

    public HttpContext Http { get; }

    public long Written => _writer.Count;

    public IHeaderDictionary Trailers { get; set; }

    public CancellationToken RequestAborted { get; set; }

    PipeReader IRequestBodyPipeFeature.Reader => _reader;

    PipeWriter IHttpResponseBodyFeature.Writer => _writer;

    System.IO.Stream IHttpResponseBodyFeature.Stream => throw new NotSupportedException();

    /// <summary>Makes it a new request.</summary>
    public void Reset()
    {
        _reader.Reset();
        _writer.Count = 0;
        _response.Headers.Clear();
        Trailers.Clear();
    }

    public void Abort() => throw new InvalidOperationException("the call was aborted");

    void IHttpResponseBodyFeature.DisableBuffering() => throw new NotSupportedException();

    Task IHttpResponseBodyFeature.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHttpResponseBodyFeature.SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task IHttpResponseBodyFeature.CompleteAsync() => Task.CompletedTask;

    private sealed class BodyReader(ReadOnlyMemory<byte> body, int perRead) : PipeReader
    {
        private readonly ReadOnlySequence<byte> _body = new(body);
        private long _consumed, _examined, _given;

        public void Reset() => (_consumed, _examined, _given) = (0, 0, 0);

        public override bool TryRead(out ReadResult result)
        {
            if (_examined == _given) _given = Math.Min(_given + perRead, _body.Length);
            result = new ReadResult(_body.Slice(_consumed, _given - _consumed), false, _given == _body.Length);
            return true;
        }

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
            TryRead(out var result) ? new ValueTask<ReadResult>(result) : throw new InvalidOperationException();

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) =>
            (_consumed, _examined) = (_body.GetOffset(consumed), _body.GetOffset(examined));

        public override void CancelPendingRead() => throw new NotSupportedException();

        public override void Complete(Exception? exception = null)
        {
        }
    }

    private sealed class ResponseWriter : PipeWriter
    {
        private readonly byte[] _buffer = new byte[1 << 20];
        private int _at;

        public long Count { get; set; }

        public override void Advance(int bytes)
        {
            Count += bytes;
            _at += bytes;
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer.AsMemory(Room(sizeHint));

        public override Span<byte> GetSpan(int sizeHint = 0) => _buffer.AsSpan(Room(sizeHint));

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

        public override void CancelPendingFlush() => throw new NotSupportedException();

        public override void Complete(Exception? exception = null)
        {
        }

        private int Room(int sizeHint)
        {
            if (_at + Math.Max(sizeHint, 4_096) > _buffer.Length) _at = 0;
            return _at;
        }
    }
}

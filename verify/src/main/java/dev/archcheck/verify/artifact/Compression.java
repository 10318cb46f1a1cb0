package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;

/** What can be expanded here without a further library. */
enum Compression {
  NONE {
    @Override
    InputStream open(ByteSource source) {
      return new SourceInputStream(source);
    }
  },
  GZIP {
    @Override
    InputStream open(ByteSource source) throws IOException {
      // It reads all members of a file and, like gzip, does not mind what follows the last.
      return new GZIPInputStream(new SourceInputStream(source), buffer(source));
    }
  },
  BZIP2 {
    @Override
    InputStream open(ByteSource source) throws IOException {
      return new CheckedStream(() -> new BZip2CompressorInputStream(buffered(source), true));
    }
  },
  DEFLATE {
    @Override
    InputStream open(ByteSource source) {
      return new RawInflater(source);
    }
  },
  DEFLATE64 {
    @Override
    InputStream open(ByteSource source) throws IOException {
      return new CheckedStream(() -> new Deflate64CompressorInputStream(buffered(source)));
    }
  };

  private static final int BUFFER = 64 << 10;

  /** {@return the expanded bytes; only {@link IOException}s leave the stream} */
  abstract InputStream open(ByteSource source) throws IOException;

  private static int buffer(ByteSource source) {
    return Math.clamp(source.size(), 512, BUFFER);
  }

  private static InputStream buffered(ByteSource source) {
    return new BufferedInputStream(new SourceInputStream(source), buffer(source));
  }

  /** Deflated data without a frame, as in zip. */
  private static final class RawInflater extends InflaterInputStream {

    /** Enough input for the first page of output, and little enough for very many members. */
    private static final int INPUT = 8 << 10;

    RawInflater(ByteSource source) {
      super(
          new SourceInputStream(source), new Inflater(true), Math.clamp(source.size(), 64, INPUT));
    }

    @Override
    public void close() {
      inf.end();
    }
  }

  /** The library's decompressors may throw anything at broken input. */
  private static final class CheckedStream extends InputStream {
    private final InputStream in;

    CheckedStream(Maker maker) throws IOException {
      try {
        this.in = maker.make();
      } catch (RuntimeException e) {
        throw damaged(e);
      }
    }

    private interface Maker {
      InputStream make() throws IOException;
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (RuntimeException e) {
        throw damaged(e);
      }
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
      try {
        return in.read(into, start, length);
      } catch (RuntimeException e) {
        throw damaged(e);
      }
    }

    private static IOException damaged(RuntimeException cause) {
      return new IOException("its compressed data is damaged", cause);
    }
  }
}

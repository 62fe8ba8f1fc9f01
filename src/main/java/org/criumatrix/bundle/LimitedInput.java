package org.criumatrix.bundle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacked bytes of an archive. Reading more of them than the limits allow is an error: a few
 * kilobytes can unpack to any size.
 */
final class LimitedInput extends FilterInputStream {

  /** Maximum number of bytes before a file: its header, its long name, the padding. */
  private static final long HEADER = 1 << 20;

  private final long limit;
  private long left;
  private long header = Long.MAX_VALUE;

  LimitedInput(InputStream in, long limit) {
    super(in);
    this.limit = limit;
    this.left = limit;
  }

  /** Begins with the header of a file. */
  void atHeader() {
    header = HEADER;
  }

  /** Begins with the content of a file. */
  void atContent() {
    header = Long.MAX_VALUE;
  }

  @Override
  public int read() throws IOException {
    var read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    var read = super.read(bytes, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    var skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long bytes) throws IOException {
    left -= bytes;
    header -= bytes;
    if (left < 0) {
      throw new IOException("unpacked it has more than %,d bytes".formatted(limit));
    }
    if (header < 0) {
      throw new IOException("the header of a file has more than %,d bytes".formatted(HEADER));
    }
  }
}

package org.criumatrix.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A connection to an agent that listens on a socket. */
final class SocketConnection extends OutputStream {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(2);

  private final SocketChannel channel;

  private SocketConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /** Waits until a process listens there; empty when none does. */
  static Optional<SocketConnection> to(Path socket, Duration limit) {
    var address = UnixDomainSocketAddress.of(socket);
    return Await.until(
            "a listener", limit, POLL_INTERVAL, () -> connect(address), Optional::isPresent)
        .seen();
  }

  private static Optional<SocketConnection> connect(UnixDomainSocketAddress address) {
    try {
      return Optional.of(new SocketConnection(SocketChannel.open(address)));
    } catch (IOException e) {
      // It does not listen yet.
      return Optional.empty();
    }
  }

  InputStream in() {
    return Channels.newInputStream(channel);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Writes to the channel directly: the stream of {@link Channels} would block while another thread
   * reads.
   */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (var left = ByteBuffer.wrap(bytes, offset, length); left.hasRemaining(); ) {
      channel.write(left);
    }
  }

  /** Closes the connection; readers and writers fail at once. */
  void cut() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed already.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package org.criumatrix.host;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The connection to an agent ({@code native/agent}). It sends and receives frames, and hands each
 * answer to the caller of its request. {@code agent.h} describes the format of a frame.
 */
final class AgentLink implements AutoCloseable {

  /** The additional time for each KiB of a request, for slow connections. */
  private static final long SLOW_MS_A_KILOBYTE = 1;

  private final String name;
  private final OutputStream out;
  private final Runnable cut;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<String, CompletableFuture<Frame>> answers = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Frame>> endings = new ConcurrentHashMap<>();
  private final AtomicReference<HostException> lost = new AtomicReference<>();

  /**
   * @param cut ends the other end, and with it everything that is still being sent; called when an
   *     answer is late
   */
  AgentLink(String name, InputStream in, OutputStream out, Runnable cut) {
    this.name = name;
    this.out = out;
    this.cut = cut;
    var reader = new Thread(() -> readAll(new DataInputStream(in)), "agent-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Sends a request.
   *
   * @param limit how long the answer may take; an agent that takes longer is given up
   */
  CompletableFuture<Frame> send(List<?> fields, byte[] content, Duration limit) {
    return send(String.valueOf(lastId.incrementAndGet()), fields, content, limit);
  }

  /**
   * Starts a program, see {@link #send}; {@code ending} is completed when the program has ended.
   */
  CompletableFuture<Frame> spawn(List<?> fields, CompletableFuture<Frame> ending, Duration limit) {
    var id = String.valueOf(lastId.incrementAndGet());
    endings.put(id, ending);
    return send(id, fields, new byte[0], limit)
        .whenComplete(
            (answer, problem) -> {
              if (problem != null) {
                endings.remove(id);
              }
            });
  }

  private CompletableFuture<Frame> send(String id, List<?> fields, byte[] content, Duration limit) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(new byte[Integer.BYTES]);
    field(body, id);
    fields.forEach(f -> field(body, f.toString()));
    body.writeBytes(content);
    var bytes = body.toByteArray();
    ByteBuffer.wrap(bytes).putInt(bytes.length - Integer.BYTES);
    var answer = new CompletableFuture<Frame>();
    answers.put(id, answer);
    // Registered before sending, which never returns if the other side does not read.
    bounded(answer, limit.plusMillis(bytes.length / 1024 * SLOW_MS_A_KILOBYTE));
    try {
      synchronized (out) {
        if (lost.get() != null) {
          throw lost.get();
        }
        out.write(bytes);
        out.flush();
      }
    } catch (HostException e) {
      answer.completeExceptionally(e);
    } catch (IOException e) {
      answer.completeExceptionally(gone(e));
    }
    return answer;
  }

  /**
   * Gives the agent up when an answer is late, since it would not answer the next caller either.
   */
  private void bounded(CompletableFuture<Frame> answer, Duration limit) {
    var late = new CompletableFuture<Void>();
    late.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
        .thenRunAsync(() -> giveUp(limit));
    answer.whenComplete((frame, problem) -> late.cancel(false));
  }

  private void giveUp(Duration limit) {
    fail(
        new HostException(
            "the agent on %s gave no answer within %d s, and is ended"
                .formatted(name, limit.toSeconds())));
    cut.run();
  }

  private HostException gone(IOException problem) {
    return new HostException("the agent on " + name + " is gone: " + problem.getMessage(), problem);
  }

  private static void field(ByteArrayOutputStream body, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a NUL cannot be passed to a program: " + Shell.quote(text));
    }
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    body.write(0);
  }

  private void readAll(DataInputStream in) {
    try {
      for (; ; ) {
        var length = in.readInt();
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
          throw new EOFException("half an answer");
        }
        dispatch(new Frame(bytes));
      }
    } catch (EOFException e) {
      fail(gone(new IOException("its connection ended", e)));
    } catch (IOException | RuntimeException e) {
      fail(gone(new IOException(e)));
    }
  }

  private void dispatch(Frame frame) {
    var id = frame.text();
    var status = frame.text();
    // Parsed first, so that a malformed answer fails its caller together with all others.
    var error = "error".equals(status) ? frame.text() : null;
    var waiting = "ended".equals(status) ? endings.remove(id) : answers.remove(id);
    if (waiting == null) {
      return;
    }
    if (error != null) {
      waiting.completeExceptionally(new HostException(name + ": " + error));
    } else {
      waiting.complete(frame);
    }
  }

  /** Fails every pending caller; all get the first error. */
  private void fail(HostException problem) {
    lost.compareAndSet(null, problem);
    answers.values().forEach(f -> f.completeExceptionally(lost.get()));
    endings.values().forEach(f -> f.completeExceptionally(lost.get()));
  }

  boolean isLost() {
    return lost.get() != null;
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      fail(gone(e));
    }
  }

  /** An answer: fields, then content. */
  static final class Frame {
    private final byte[] bytes;
    private int at;

    Frame(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean atEnd() {
      return at == bytes.length;
    }

    String text() {
      var start = at;
      while (at < bytes.length && bytes[at] != 0) {
        at++;
      }
      if (at == bytes.length) {
        throw notUnderstood("a field without an end");
      }
      return new String(bytes, start, at++ - start, StandardCharsets.UTF_8);
    }

    long number() {
      var text = text();
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw notUnderstood("no number: " + text);
      }
    }

    byte[] bytes(long count) {
      if (count < 0 || count > bytes.length - at) {
        throw notUnderstood("%d bytes of %d".formatted(count, bytes.length - at));
      }
      at += (int) count;
      return Arrays.copyOfRange(bytes, at - (int) count, at);
    }

    private static HostException notUnderstood(String why) {
      return new HostException("the agent's answer cannot be understood: " + why);
    }

    byte[] rest() {
      return bytes(bytes.length - at);
    }
  }
}

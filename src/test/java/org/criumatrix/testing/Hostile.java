package org.criumatrix.testing;

import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Good input, spoilt in ten thousand ways. The same seed spoils it in the same ways, and a failure
 * names it: {@code -Dhostile.seed=2 -Dhostile.inputs=1000000} tries others, and more of them.
 */
public final class Hostile {

  private static final long SEED = Long.getLong("hostile.seed", 1);
  private static final int INPUTS = Integer.getInteger("hostile.inputs", 10_000);
  private static final int FEW = INPUTS / 5;

  /** For each of them, which takes less than a millisecond: a busy machine is not a hang. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int MOST_CHANGES = 6;
  private static final int MOST_REPEATED = 50;
  private static final int LONGEST_PART = 40;
  private static final int MOST_TOLD = 2000;
  private static final int BYTES = 256;

  /** What readers trip over. */
  private static final List<String> NASTY =
      List.of(
          "\0",
          "\r",
          "\n",
          "\r\n",
          "\t",
          "\u001b[2J",
          "\ufeff",
          "\u2028",
          "\u0085",
          "\u202e",
          "\ud800",
          "\udc00",
          "\ud83d\ude00",
          "\ufffd",
          "e\u0301",
          "\u00a0",
          "..",
          "../",
          "/",
          "//",
          "\\",
          "\"",
          "\"\"",
          "'",
          "`",
          "$(x)",
          "${x}",
          "%s%n",
          "{",
          "}",
          "[",
          "]",
          "{{",
          "*",
          "**",
          "?",
          "!",
          ",",
          ":",
          ";",
          "=",
          "#",
          "<",
          ">",
          "&",
          "|",
          "(",
          ")",
          "-",
          "--",
          " ",
          "  ",
          "0",
          "-1",
          "1e999",
          "NaN",
          "null",
          "true",
          "[]",
          "{}",
          "\"\\u0000\"",
          "2147483648",
          "-9223372036854775809",
          "99999999999999999999",
          "0x7f",
          "1/0");

  /** What is done with an input. */
  @FunctionalInterface
  public interface Reader<T> {
    void read(T input) throws Exception;
  }

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<String> corpus;

  private Hostile(List<String> corpus) {
    this.corpus = corpus;
  }

  /** Feeds texts to a reader that must accept every one of them: every exception is a failure. */
  public static void texts(List<String> good, Reader<String> reader) {
    texts(INPUTS, good, reader);
  }

  /** A fifth of the inputs, for a reader that takes milliseconds. */
  public static void fewTexts(List<String> good, Reader<String> reader) {
    texts(FEW, good, reader);
  }

  private static void texts(int count, List<String> good, Reader<String> reader) {
    var hostile = new Hostile(good);
    feed(count, hostile::next, Function.identity(), reader);
  }

  /** The same with bytes, which need not be text. */
  public static void bytes(List<byte[]> good, Reader<byte[]> reader) {
    bytes(INPUTS, good, reader);
  }

  /** A fifth of the inputs, for a reader that takes milliseconds. */
  public static void fewBytes(List<byte[]> good, Reader<byte[]> reader) {
    bytes(FEW, good, reader);
  }

  private static void bytes(int count, List<byte[]> good, Reader<byte[]> reader) {
    var hostile = new Hostile(good.stream().map(Hostile::text).toList());
    feed(count, () -> bytes(hostile.next()), Hostile::text, reader);
  }

  /** Inputs for text that is read as bytes. */
  public static void utf8(List<String> good, Reader<byte[]> reader) {
    bytes(good.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList(), reader);
  }

  /** Every byte is a letter. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.chars().allMatch(c -> c < BYTES)
        ? text.getBytes(StandardCharsets.ISO_8859_1)
        : text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> void feed(
      int count, Supplier<T> inputs, Function<T, String> told, Reader<T> reader) {
    var number = new AtomicInteger();
    var last = new AtomicReference<T>();
    var all =
        new FutureTask<Void>(
            () -> {
              while (number.incrementAndGet() <= count) {
                last.set(inputs.get());
                reader.read(last.get());
              }
              return null;
            });
    var thread = new Thread(all, "hostile");
    thread.setDaemon(true);
    thread.start();
    var where = "input %d of seed %d: %s";
    try {
      while (!all.isDone()) {
        var before = number.get();
        try {
          all.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (number.get() == before) {
            var text = where.formatted(before, SEED, shown(told.apply(last.get())));
            fail("no end within %d s, at %s".formatted(LIMIT.toSeconds(), text), e);
          }
        }
      }
      all.get();
    } catch (ExecutionException e) {
      fail(where.formatted(number.get(), SEED, shown(told.apply(last.get()))), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted", e);
    }
  }

  /** As a Java source has it. */
  private static String shown(String input) {
    var text = new StringBuilder();
    input
        .chars()
        .limit(MOST_TOLD)
        .forEach(
            c -> {
              if (c == '\n') {
                text.append("\\n");
              } else if (c < ' ' || c > '~') {
                text.append("\\u%04x".formatted(c));
              } else {
                text.append((char) c);
              }
            });
    return input.length() > MOST_TOLD
        ? "%s… (%d characters)".formatted(text, input.length())
        : text.toString();
  }

  private String next() {
    var text = pick(corpus);
    for (var left = 1 + random.nextInt(MOST_CHANGES); left > 0; left--) {
      text = changed(text);
    }
    return text;
  }

  private String changed(String text) {
    var at = random.nextInt(text.length() + 1);
    var end = Math.min(text.length(), at + random.nextInt(LONGEST_PART));
    var before = text.substring(0, at);
    var part = text.substring(at, end);
    var after = text.substring(end);
    return switch (random.nextInt(9)) {
      case 0 -> before + after;
      case 1 -> before + pick(NASTY) + part + after;
      case 2 -> before + pick(NASTY) + after;
      case 3 ->
          before
              + (char) random.nextInt(BYTES)
              + part.substring(Math.min(1, part.length()))
              + after;
      case 4 -> before + part + part + after;
      case 5 ->
          before
              + (part.isEmpty() ? pick(NASTY) : part).repeat(random.nextInt(MOST_REPEATED))
              + after;
      case 6 -> before;
      case 7 -> before + tail(pick(corpus));
      default -> tail(text) + before;
    };
  }

  private String tail(String text) {
    return text.substring(random.nextInt(text.length() + 1));
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}

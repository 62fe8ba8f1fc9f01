package org.criumatrix.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The moments at which a program is dumped, each in a run of its own.
 *
 * @param parts of the uninterrupted run's time, from 0 to 1
 * @param seconds since the start
 * @param every a dump after each of these; zero: none
 */
public record Moments(List<Double> parts, List<Double> seconds, Duration every) {

  /** As many dumps are enough for an answer, and a forgotten unit must not run for days. */
  private static final int MAX = 100;

  private static final Pattern PART = Pattern.compile("(\\d{1,2}(?:\\.\\d+)?)%");
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,7}(?:\\.\\d+)?)s?");

  /**
   * Reads moments.
   *
   * @param words {@code 10%}, {@code 30s}
   * @param every seconds; null: none
   * @param random how many random ones
   * @throws IllegalArgumentException if a word is none
   */
  public static Moments of(List<String> words, Double every, int random, long seed) {
    var parts = new ArrayList<Double>();
    var seconds = new ArrayList<Double>();
    for (var word : words) {
      var part = PART.matcher(word);
      var second = SECONDS.matcher(word);
      if (part.matches()) {
        parts.add(Double.parseDouble(part.group(1)) / 100);
      } else if (second.matches()) {
        seconds.add(Double.parseDouble(second.group(1)));
      } else {
        throw new IllegalArgumentException(
            "--at has parts of the run or seconds, 10%%,50%%,30s, not '%s'".formatted(word));
      }
    }
    if (every != null && !(every > 0)) {
      throw new IllegalArgumentException("--every has seconds, more than 0, not " + every);
    }
    var chance = new Random(seed);
    IntStream.range(0, Math.min(random, MAX)).forEach(i -> parts.add(chance.nextDouble()));
    if (parts.isEmpty() && seconds.isEmpty() && every == null) {
      parts.addAll(List.of(0.3, 0.7));
    }
    var pause = every == null ? Duration.ZERO : Duration.ofMillis(Math.round(every * 1000));
    return new Moments(parts, seconds, pause);
  }

  /**
   * Returns the moments in a run, earliest first.
   *
   * @param run how long an uninterrupted run takes
   */
  List<Duration> in(Duration run) {
    var ends = run.toNanos();
    var all =
        Stream.of(
                parts.stream().map(p -> Duration.ofNanos((long) (p * ends))),
                seconds.stream().map(s -> Duration.ofNanos((long) (s * 1e9))),
                every.isZero()
                    ? Stream.<Duration>empty()
                    : IntStream.rangeClosed(1, MAX).mapToObj(every::multipliedBy))
            .flatMap(s -> s)
            .filter(m -> m.toNanos() < ends)
            .distinct()
            .sorted()
            .limit(MAX)
            .toList();
    return all.isEmpty() ? List.of(run.dividedBy(2)) : all;
  }
}

package org.criumatrix.app;

import java.util.List;
import org.criumatrix.trial.Moments;
import picocli.CommandLine.Option;

/** The options of {@code try} for the moments at which a program is dumped. */
final class MomentOptions {

  @Option(
      names = "--at",
      paramLabel = "MOMENT",
      split = ",",
      description =
          "Dump it after a part of its run or after seconds: 10%%,50%%,30s. Default: 30%%,70%%. Each dump is a run.")
  private List<String> moments = List.of();

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "Dump it after each of these, each in a run of its own.")
  private Double every;

  @Option(
      names = "--random",
      paramLabel = "N",
      defaultValue = "0",
      description = "Dump it at N random moments.")
  private int random;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of the random moments; default: ${DEFAULT-VALUE}.")
  private long seed;

  /**
   * Returns the moments.
   *
   * @throws IllegalArgumentException if a word is none
   */
  Moments moments() {
    return Moments.of(moments, every, random, seed);
  }
}

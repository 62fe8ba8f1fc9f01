package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.testing.Hostile;
import org.junit.jupiter.api.Test;

/** A program may print anything: its messages are found, and the rest is ignored. */
class HostileTranscriptTest {

  private static final Workload NATIVE = Workloads.find("simple-c", List.of());
  private static final String SAID = "ready 17 cafe\nstep 1 aa\nstep 2 bb\r\nanswer cc\nend cafe\n";

  @Test
  void whatItTellsAreLinesThatItPrinted() {
    Hostile.texts(
        List.of(SAID, "listening 4711\nbroken: read: EIO\n", "check failed: fd 3\n\n \n"),
        input -> {
          var transcript = Transcript.of(input, input, NATIVE.progressLine());
          assertThat(transcript.progressLine()).allMatch(line -> input.contains(line));
          assertThat(transcript.messages("ready")).allMatch(words -> !words.contains("ready "));
          transcript.complaint().ifPresent(line -> assertThat(input).contains(line));
        });
  }
}

package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.host.Await;
import org.criumatrix.host.FileDelta;
import org.criumatrix.host.Host;
import org.junit.jupiter.api.Test;

/**
 * An emulated machine takes longer to return a long output than a single wait lasts, which made
 * cells hang until their limit.
 */
class SlowHostTest {

  private static final Duration SLICE = Duration.ofMillis(20);

  private final List<String> read = new ArrayList<>();
  private final Subject subject =
      new Subject(
          host(),
          Workloads.find("simple-c", List.of()),
          "/s",
          "/s",
          new Launch.Started(7, 7),
          false);

  private Host host() {
    return (Host)
        Proxy.newProxyInstance(
            Host.class.getClassLoader(),
            new Class<?>[] {Host.class},
            (proxy, method, words) ->
                switch (method.getName()) {
                  case "read" -> slowly((String) words[0]);
                  case "follow" -> new FileDelta("", true);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private byte[] slowly(String file) {
    read.add(file);
    if (file.endsWith("/stdout")) {
      Await.until("nothing", SLICE.multipliedBy(5), SLICE, () -> false, over -> over);
    }
    return "ready 7 cafe\n".getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void oneThatIsGoneHasEnded() {
    assertThat(subject.awaitEnd(SLICE)).isTrue();
  }

  @Test
  void whatItSaysOfItselfIsNotInItsLongOutput() {
    assertThat(subject.stderrTranscript().messages("ready")).containsExactly(List.of("7", "cafe"));
    assertThat(read).containsExactly("/s/stderr");
  }
}

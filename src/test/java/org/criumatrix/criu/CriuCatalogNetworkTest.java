package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.criu.CriuCatalog.Refresh;
import org.criumatrix.host.LocalCommand;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Fetches real builds: {@code mvn test -Dtest=CriuCatalogNetworkTest -Dnetwork=yes}. */
@Tag("network")
@EnabledIfSystemProperty(
    named = "network",
    matches = "yes",
    disabledReason = "fetches some 70 MB of packages; run it with -Dnetwork=yes")
@Timeout(600)
class CriuCatalogNetworkTest {

  /** Nothing listens there. */
  private static final Optional<String> NO_MIRROR = Optional.of("http://127.0.0.1:9/debian");

  @TempDir Path folder;

  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  @Test
  void fetchesOnceAndRunsWithItsOwnLibraries() throws Exception {
    var builds = open(Refresh.AUTO, Optional.empty());
    assumeTrue(!builds.isEmpty(), () -> "no build could be fetched: " + notes);

    for (var build : builds) {
      assertThat(loaded(build))
          .isNotEmpty()
          .allMatch(library -> library.startsWith(build.folder().toString()), "its own library");
    }
    notes.clear();
    assertThat(open(Refresh.AUTO, Optional.empty())).isEqualTo(builds);
    assertThat(notes).noneMatch(note -> note.contains("fetching"));

    assertThat(open(Refresh.ALWAYS, NO_MIRROR)).isEqualTo(builds);
    assertThat(notes).anyMatch(note -> note.contains("the mirror cannot be reached"));
  }

  private List<CriuBuild> open(Refresh refresh, Optional<String> mirror) {
    return CriuCatalog.open(folder, new Options(refresh, mirror, Optional.empty()), notes::add)
        .builds();
  }

  /** The files that the loader takes, {@code libc.so.6 => /cache/…/lib/libc.so.6 (0x…)}. */
  private static List<String> loaded(CriuBuild build) {
    var list =
        LocalCommand.run(
            Duration.ofSeconds(10),
            Map.of("LD_TRACE_LOADED_OBJECTS", "1"),
            List.of(build.program().toString()));
    return list.stdout()
        .lines()
        .filter(line -> line.contains("=>"))
        .map(line -> line.replaceAll("^.*=> (\\S+).*$", "$1"))
        .collect(Collectors.toList());
  }
}

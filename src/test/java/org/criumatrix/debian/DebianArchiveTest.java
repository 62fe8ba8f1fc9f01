package org.criumatrix.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DebianArchiveTest {

  private static final String SECURITY =
      "http://a.example/security/|bookworm-security|Debian|Debian-Security|main";
  private static final String UPDATES =
      "http://b.example/updates/|bookworm-updates|Debian|Debian|main";
  private static final String MAIN = "http://c.example/debian/|bookworm|Debian|Debian|main";
  private static final String CONTRIB = "http://c.example/debian/|bookworm|Debian|Debian|contrib";
  private static final String OTHER = "http://d.example/apt/|nodistro|. nodistro|. nodistro|main";
  private static final String UNFETCHED_SECURITY =
      "http://a.example/security/|bookworm-security|||main";
  private static final String UNFETCHED = "http://c.example/debian/|trixie|||main";
  private static final String UNFETCHED_OTHER = "http://d.example/apt/|nodistro|||main";

  @Test
  void theMainArchiveCounts() {
    assertThat(mirror(OTHER, SECURITY, UPDATES, CONTRIB, MAIN))
        .contains("http://c.example/debian/");
    assertThat(mirror(SECURITY, OTHER)).isEmpty();
  }

  @Test
  void whereNoListWasEverFetchedTheSuitesNameHasToDo() {
    assertThat(mirror(UNFETCHED_OTHER, UNFETCHED_SECURITY, UNFETCHED))
        .contains("http://c.example/debian/");
    assertThat(mirror(UNFETCHED_OTHER)).isEmpty();
  }

  private static Optional<String> mirror(String... targets) {
    return DebianArchive.mirrorAmong(List.of(targets));
  }
}

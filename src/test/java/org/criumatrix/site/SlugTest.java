package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.testing.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

  @ParameterizedTest
  @CsvSource({
    "mpi-openmpi, mpi-openmpi",
    "6.18.44-fc-v657, 6.18.44-fc-v657",
    "--tcp-established, tcp-established",
    "20261130T172547Z-1a2b3c4d, 20261130T172547Z-1a2b3c4d",
    "6.12.48+deb13-amd64, 6.12.48-deb13-amd64-97a19a93",
    "../../etc/passwd, etc-passwd-3754d6cb",
    "..,5ec1f7e7",
    "'',e3b0c442",
  })
  void isReadableAndPermanent(String id, String name) {
    assertThat(Slug.of(id)).isEqualTo(name);
  }

  @Test
  void keepsTheFoldersOfACase() {
    assertThat(Slug.path("network/tcp-moved")).isEqualTo("network/tcp-moved");
  }

  @Test
  void isTheSameForANameThatIsOne() {
    assertThat(Slug.of(Slug.of("a/b c"))).isEqualTo(Slug.of("a/b c"));
  }

  @Test
  void anyIdIsASafePath() {
    Hostile.texts(
        List.of("network/tcp-moved", "../../etc/passwd", "-rf", "a\\..\\b"),
        id -> {
          assertThat(Slug.of(id)).matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,90}");
          assertThat(new Place("case/" + Slug.path(id) + ".html").path())
              .doesNotContain("/.", "//", "..//");
        });
  }

  @Test
  void twoThingsNeverShareAPage() {
    var map = new SiteMap();
    List.of("R", "r", "index", "INDEX", "a b", "a+b").forEach(id -> map.add(Kind.APPLICATION, id));

    assertThat(List.of("R", "r", "index", "INDEX", "a b", "a+b"))
        .extracting(id -> map.get(Kind.APPLICATION, id).key())
        .doesNotHaveDuplicates()
        .doesNotContain(Kind.APPLICATION.list().key());
    assertThat(map.get(Kind.APPLICATION, "R")).isEqualTo(new Place("application/R.html"));
    assertThat(map.find(Kind.APPLICATION, "unknown")).isEmpty();
  }
}

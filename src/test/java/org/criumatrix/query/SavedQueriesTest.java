package org.criumatrix.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedQueriesTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void inAFolder() {
    file = folder.resolve("queries.toml");
  }

  @Test
  void theSuitesOwnFileCanBeUsed() throws Exception {
    assertThat(SavedQueries.read(Path.of(SavedQueries.FILE)).byName())
        .containsKeys("news", "broken-in-newest", "lost-work", "needs-root");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verdict:fails",
        "error:\"half of stream\"",
        "error:\"Can't \\\"dump\\\"\" or error:it's",
        "tab\there",
        "µs and ✗"
      })
  void whatWasSavedIsRead(String query) throws Exception {
    Files.writeString(file, "# mine\nnews = \"is:news\"");

    SavedQueries.read(file).add("another-one", query);

    assertThat(SavedQueries.read(file).byName())
        .containsExactly(
            java.util.Map.entry("news", "is:news"), java.util.Map.entry("another-one", query));
    assertThat(Files.readString(file)).startsWith("# mine\nnews = \"is:news\"\nanother-one = ");
  }

  @Test
  void aFileThatIsNotThereIsBegun() throws Exception {
    assertThat(SavedQueries.read(file).byName()).isEmpty();

    SavedQueries.read(file).add("news", "is:news");

    assertThat(file).hasContent("news = \"is:news\"\n");
  }

  @Test
  void aNameKeepsItsQuery() throws Exception {
    var saved = new SavedQueries(file, java.util.Map.of("news", "is:news"));

    saved.add("news", "is:news");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> saved.add("news", "is:known"))
        .withMessage(
            "%s has 'news' already, for is:news; choose another name or edit the file", file);
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "News", "a b", "../x", "-a", "a\nb", "x=1"})
  void aNameIsAWord(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SavedQueries(file, java.util.Map.of()).add(name, "is:news"))
        .withMessageStartingWith("a saved query has a name of lower-case letters");
    assertThat(file).doesNotExist();
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNamesThatAreThere() throws Exception {
    Files.writeString(file, "news = \"is:news\"\nlost-work = \"harm:lost\"\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavedQueries.read(file).query("lost"))
        .withMessage(
            "%s has no query 'lost'; did you mean 'lost-work'? It has news, lost-work.", file);
  }

  @Test
  void aMistakeNamesTheFile() throws Exception {
    Files.writeString(file, "news = \"is:news\"\nbad = \"verdit:works\"\n");
    assertThatThrownBy(() -> SavedQueries.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": bad: there is no field 'verdit'");

    Files.writeString(file, "news = \"is:news\nbad = 1");
    assertThatThrownBy(() -> SavedQueries.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ":1: ");
  }
}

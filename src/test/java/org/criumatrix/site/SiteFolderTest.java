package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFolderTest {

  private static final Place PAGE = new Place("can/a.html");
  private static final Place OTHER = new Place("can/b.html");

  @TempDir private Path temporary;

  private Path out() {
    return temporary.resolve("site");
  }

  private void publish(Place... places) throws IOException {
    try (var site = SiteFolder.begin(out())) {
      for (var place : places) {
        site.write(place, "text");
      }
      site.publish();
    }
  }

  private List<String> left() throws IOException {
    try (var files = Files.list(temporary)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void pagesThatAreGoneAreRemoved() throws IOException {
    publish(PAGE, OTHER);
    publish(PAGE);

    assertThat(out().resolve(PAGE.path())).hasContent("text");
    assertThat(out().resolve(OTHER.path())).doesNotExist();
    assertThat(left()).containsExactly("site");
  }

  @Test
  void aSiteThatIsNotPublishedLeavesTheOldOneAndNothingElse() throws IOException {
    publish(PAGE);
    try (var site = SiteFolder.begin(out())) {
      site.write(OTHER, "new");
    }

    assertThat(out().resolve(PAGE.path())).exists();
    assertThat(out().resolve(OTHER.path())).doesNotExist();
    assertThat(left()).containsExactly("site");
  }

  @Test
  void aFolderOfOthersIsLeftAlone() throws IOException {
    Files.createDirectories(out());
    Files.writeString(out().resolve("thesis.tex"), "years");

    assertThatThrownBy(this::publish)
        .isInstanceOf(NotASite.class)
        .hasMessageContaining("thesis.tex")
        .hasMessageContaining("name another folder");
    assertThat(out().resolve("thesis.tex")).hasContent("years");
    assertThat(left()).containsExactly("site");
  }

  @Test
  void aFileThatSomebodyPutIntoTheSiteIsNotLost() throws IOException {
    publish(PAGE);
    Files.writeString(out().resolve("CNAME"), "example.org");

    assertThatThrownBy(() -> publish(PAGE))
        .isInstanceOf(NotASite.class)
        .hasMessageContaining("CNAME");
    assertThat(out().resolve("CNAME")).exists();
  }

  @Test
  void anEmptyFolderMayBecomeASite() throws IOException {
    Files.createDirectories(out());
    publish(PAGE);

    assertThat(out().resolve(PAGE.path())).exists();
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Files.writeString(out(), "x");

    assertThatThrownBy(this::publish)
        .isInstanceOf(NotASite.class)
        .hasMessageContaining("is a file");
  }

  @Test
  void whatAKilledRunSetAsideComesBack() throws IOException {
    publish(PAGE);
    Files.move(out(), temporary.resolve(".site.old"));
    Files.createDirectory(temporary.resolve(".site.new"));

    assertThatIOException().isThrownBy(() -> stop()).withMessage("stopped");
    assertThat(out().resolve(PAGE.path())).exists();
    assertThat(left()).containsExactly("site");
  }

  private void stop() throws IOException {
    try (var site = SiteFolder.begin(out())) {
      site.write(OTHER, "x");
      throw new IOException("stopped");
    }
  }

  @Test
  void aLinkToAFolderStaysALink() throws IOException {
    Files.createDirectories(temporary.resolve("elsewhere"));
    Files.createSymbolicLink(out(), temporary.resolve("elsewhere"));
    publish(PAGE);

    assertThat(out()).isSymbolicLink();
    assertThat(temporary.resolve("elsewhere").resolve(PAGE.path())).exists();
  }

  @Test
  void noFileLeavesTheSite() throws IOException {
    try (var site = SiteFolder.begin(out())) {
      assertThatIOException().isThrownBy(() -> site.write(new Place("../evil"), "x"));
      site.write(PAGE, "x");
      assertThatIOException().as("twice").isThrownBy(() -> site.write(PAGE, "x"));
    }
    assertThat(temporary.resolve("evil")).doesNotExist();
  }
}

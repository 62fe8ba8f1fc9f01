package org.criumatrix.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void replacesAFileAndTheDraftThatAKilledProcessLeft() throws Exception {
    var file = Files.writeString(folder.resolve("run.json"), "old");
    Files.writeString(AtomicFile.draft(file), "half of what was once to be wri");

    AtomicFile.write(file, "new");

    assertThat(file).hasContent("new");
    assertThat(folder.toFile().list()).containsExactly("run.json");
  }

  /** A reader that has opened the old file can read all of it. */
  @Test
  void leavesTheOldFileToThoseWhoReadIt() throws Exception {
    var file = Files.writeString(folder.resolve("run.json"), "old");
    try (var reader = Files.newBufferedReader(file)) {
      AtomicFile.write(file, "new");

      assertThat(reader.readLine()).isEqualTo("old");
    }
  }

  @Test
  void keepsTheOldFileWhenTheNewOneCannotBeWritten() throws Exception {
    var file = Files.writeString(folder.resolve("run.json"), "old");
    Files.createDirectories(AtomicFile.draft(file).resolve("in the way"));

    assertThatThrownBy(() -> AtomicFile.write(file, "new")).isInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
  }

  @Test
  void publishesAFolderButNotOverOneWithFiles() throws Exception {
    var draft = Files.createDirectories(folder.resolve("draft"));
    var taken = Files.createDirectories(folder.resolve("taken"));
    Files.writeString(taken.resolve("file"), "");

    assertThatThrownBy(() -> AtomicFile.publish(draft, taken)).isInstanceOf(IOException.class);
    AtomicFile.publish(draft, folder.resolve("free"));

    assertThat(folder.resolve("free")).isDirectory();
    assertThat(taken.resolve("file")).exists();
  }
}

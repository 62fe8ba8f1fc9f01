package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where builds have the files for programs that call them. */
class RpcFilesTest {

  @TempDir Path folder;

  @Test
  void aCachedBuildHasThemInItsFolder() throws IOException {
    var files = RpcFiles.of(build(folder));
    assertThat(files.proto()).isEmpty();
    assertThat(RpcFiles.wereFetched(folder)).isFalse();

    var proto = file("proto/rpc.proto");
    var library = file("proto/libcriu.so.2");

    assertThat(RpcFiles.of(build(folder))).isEqualTo(found(proto, library));
    assertThat(RpcFiles.wereFetched(folder)).isTrue();
  }

  @Test
  void aSourceTreeHasThemWhereItIsBuilt() throws IOException {
    var proto = file("images/rpc.proto");
    var library = file("lib/c/libcriu.so.2");

    assertThat(RpcFiles.of(build(folder.resolve("criu")))).isEqualTo(found(proto, library));
  }

  @Test
  void anInstallationHasThemNextToItsPrograms() throws IOException {
    var proto = file("include/criu/rpc.proto");
    var library = file("lib/libcriu.so.2");

    assertThat(RpcFiles.of(build(folder.resolve("sbin")))).isEqualTo(found(proto, library));
  }

  private static RpcFiles found(Path proto, Path library) {
    return new RpcFiles(Optional.of(proto), Optional.of(library));
  }

  private Path file(String name) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  private static CriuBuild build(Path folder) {
    return new CriuBuild("4.3", "debian:sid", "4.3-1", "", "", folder, folder.resolve("criu"));
  }
}

package org.criumatrix.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.HostException;

/**
 * QEMU from packages that are unpacked in a folder. The emulator of Debian 13 starts processes in a
 * quarter of the time that the one of Debian 12 takes, so it is not this machine's own.
 *
 * @param root the folder
 */
record Emulator(Path root) {

  /** Where programs of a Debian architecture find their loader and their libraries. */
  private static final List<String> LOADERS =
      List.of("lib64/ld-linux-x86-64.so.2", "lib/ld-linux-aarch64.so.1");

  /** Returns a command with a program of the folder. */
  List<String> command(String program, String... arguments) {
    return Stream.concat(program(program).stream(), Stream.of(arguments)).toList();
  }

  private List<String> program(String name) {
    var loader =
        LOADERS.stream()
            .map(file -> root.resolve("usr").resolve(file))
            .filter(file -> file.toFile().exists())
            .findFirst()
            .orElseThrow(() -> new HostException(root + " has no program loader"));
    var libraries = root.resolve("usr/lib").resolve(Architecture.here().triplet());
    var words = new ArrayList<>(List.of(loader.toString(), "--library-path"));
    words.add(libraries + ":" + libraries.resolve("pulseaudio"));
    words.add(root.resolve("usr/bin").resolve(name).toString());
    return words;
  }

  /** Returns the options that name the folders of firmware. */
  List<String> firmware() {
    return Stream.of("qemu", "seabios")
        .flatMap(name -> Stream.of("-L", root.resolve("usr/share").resolve(name).toString()))
        .toList();
  }
}

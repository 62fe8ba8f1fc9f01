package org.criumatrix.cell;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.matrix.Sha256;
import org.criumatrix.program.FileContent;

/** The files and outputs that a program has left on a host. */
public final class Outputs {

  /** A larger file is compared by its checksum alone. */
  private static final long MAX_TEXT = 1 << 20;

  /** A shell cannot take more words at once. */
  private static final int MAX_FILES = 1000;

  private Outputs() {}

  /** Returns every file below a folder: path from the folder → content. */
  public static SortedMap<String, FileContent> files(Host host, String folder) {
    return files(host, folder, host.list(folder));
  }

  /**
   * Returns files of a folder.
   *
   * @param sizes path from the folder → bytes
   */
  public static SortedMap<String, FileContent> files(
      Host host, String folder, Map<String, Long> sizes) {
    var all = new TreeMap<String, FileContent>();
    var large = new ArrayList<String>();
    sizes.forEach(
        (path, size) -> {
          if (size > MAX_TEXT) {
            large.add(path);
          } else {
            read(host, folder + "/" + path)
                .ifPresent(
                    bytes ->
                        all.put(
                            path, new FileContent(bytes.length, Sha256.of(bytes), text(bytes))));
          }
        });
    for (var from = 0; from < large.size(); from += MAX_FILES) {
      var some = large.subList(from, Math.min(large.size(), from + MAX_FILES));
      checksums(host, folder, some)
          .forEach(
              (path, sum) ->
                  all.put(path, new FileContent(sizes.get(path), sum, Optional.empty())));
    }
    return all;
  }

  /** Returns the content of a file; empty for a socket, or a link that leads nowhere. */
  private static Optional<byte[]> read(Host host, String file) {
    try {
      return Optional.of(host.read(file));
    } catch (HostException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> checksums(Host host, String folder, List<String> paths) {
    var argv = new ArrayList<>(List.of("sha256sum", "--zero", "--"));
    argv.addAll(paths);
    var sums = new TreeMap<String, String>();
    for (var line : host.execChecked(Command.of(argv).in(folder)).stdout().split("\0")) {
      sums.put(line.substring(line.indexOf(' ') + 2), line.substring(0, line.indexOf(' ')));
    }
    return sums;
  }

  private static Optional<List<String>> text(byte[] bytes) {
    for (var b : bytes) {
      if (b == 0) {
        return Optional.empty();
      }
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return Optional.of(text.toString().lines().toList());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Returns the lines of an output; what a terminal shows ends lines in its own way. */
  public static List<String> lines(Host host, String file) {
    return new String(host.read(file), StandardCharsets.UTF_8).lines().toList();
  }
}

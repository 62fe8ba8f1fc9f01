package org.criumatrix.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Walks the files of a tar archive that unpacks to plain files in one new folder. */
final class PlainFiles {

  private static final Set<Byte> PLAIN =
      Set.of(TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_DIR);

  private PlainFiles() {}

  /** What is done with a file. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param name path below the archive's folder
     * @param content the bytes; what is left unread is skipped
     */
    void visit(String name, InputStream content) throws IOException;
  }

  /**
   * @throws IOException with the file's name, if the archive is unsafe to unpack or exceeds a limit
   */
  static void walk(InputStream in, Unpacked.Limits limits, Visitor visitor) throws IOException {
    var names = new HashSet<String>();
    var count = 0;
    String folder = null;
    var limited = new LimitedInput(in, limits.bytes());
    try (var tar = new TarArchiveInputStream(limited, StandardCharsets.UTF_8.name())) {
      limited.atHeader();
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        limited.atContent();
        count++;
        if (count > limits.files()) {
          throw new IOException("it has more than %,d files".formatted(limits.files()));
        }
        var slash = entry.getName().indexOf('/');
        check(entry, slash);
        if (entry.getLinkFlag() != TarConstants.LF_DIR) {
          var top = entry.getName().substring(0, slash);
          if (folder != null && !folder.equals(top)) {
            throw new IOException("it has two folders, %s and %s".formatted(folder, top));
          }
          folder = top;
          var name = entry.getName().substring(slash + 1);
          if (!names.add(name)) {
            throw new IOException("it has two files " + name);
          }
          visitor.visit(name, tar);
        }
        tar.transferTo(OutputStream.nullOutputStream());
        limited.atHeader();
      }
    }
  }

  /** Checks that an entry is a regular file that is unpacked inside the archive's folder. */
  private static void check(TarArchiveEntry entry, int slash) throws IOException {
    var name = entry.getName();
    var problem = PlainText.problem(name);
    if (problem.isPresent() || !PlainText.isOneLine(name)) {
      throw new IOException(
          "%s has %s in its name"
              .formatted(PlainText.oneLine(name), problem.orElse("a control character")));
    }
    // Check only the flag: the library takes every name that ends in a slash for a folder, even a
    // link's.
    if (!PLAIN.contains(entry.getLinkFlag()) || entry.isSparse()) {
      throw new IOException("%s is no plain file".formatted(name));
    }
    if (slash < 1 || List.of(name.split("/", -1)).contains("..")) {
      throw new IOException("%s would be unpacked outside of its folder".formatted(name));
    }
    if (name.contains("//") || List.of(name.split("/", -1)).contains(".")) {
      throw new IOException("%s is another spelling of a file's name".formatted(name));
    }
  }
}

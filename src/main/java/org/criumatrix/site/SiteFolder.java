package org.criumatrix.site;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The folder of the site while it is written. A draft grows next to it and takes its place at the
 * end, so that the old site is whole until the new one is. A folder that holds anything else is
 * left alone.
 */
final class SiteFolder implements Closeable {

  /** Names the files that were written; a folder with it may be replaced. */
  static final String MARKER = ".criu-matrix-site";

  private static final int MAX_NAMED = 5;

  private final Path folder;
  private final Path draft;
  private final Path old;
  private final Set<String> written = new TreeSet<>();

  private SiteFolder(Path folder) {
    this.folder = folder;
    this.draft = sibling(".new");
    this.old = sibling(".old");
  }

  private Path sibling(String end) {
    return folder.resolveSibling("." + folder.getFileName() + end);
  }

  /**
   * Begins a site.
   *
   * @throws IOException if the folder has files that are not those of a site, or cannot be written
   */
  static SiteFolder begin(Path out) throws IOException {
    var absolute = out.toAbsolutePath().normalize();
    if (absolute.getFileName() == null) {
      throw new NotASite(out + " cannot be replaced by a site; name another folder");
    }
    var real = Files.exists(absolute) ? absolute.toRealPath() : absolute;
    var site = new SiteFolder(real);
    site.recover();
    site.check();
    Files.createDirectories(site.folder.getParent());
    removeOurs(site.draft);
    Files.createDirectory(site.draft);
    Files.createFile(site.draft.resolve(MARKER));
    return site;
  }

  /** Puts back what a killed run had set aside. */
  private void recover() throws IOException {
    if (!Files.exists(folder) && Files.isRegularFile(old.resolve(MARKER))) {
      Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    removeOurs(old);
  }

  private void check() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new NotASite(folder + " is a file; name a folder for the site");
    }
    var foreign = foreign();
    if (!foreign.isEmpty()) {
      throw new NotASite(
          "%s has files that are not of a site (%s); it would be replaced as a whole: name another folder, or move them"
              .formatted(
                  folder,
                  foreign.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
                      + (foreign.size() > MAX_NAMED ? ", …" : "")));
    }
  }

  private Set<String> foreign() throws IOException {
    var marker = folder.resolve(MARKER);
    var known = new HashSet<String>();
    if (Files.isRegularFile(marker)) {
      known.addAll(Files.readAllLines(marker));
      known.add(MARKER);
    }
    var foreign = new TreeSet<String>();
    try (var all = Files.walk(folder)) {
      all.filter(f -> !Files.isDirectory(f, java.nio.file.LinkOption.NOFOLLOW_LINKS))
          .map(f -> folder.relativize(f).toString())
          .filter(f -> !known.contains(f))
          .forEach(foreign::add);
    }
    return foreign;
  }

  /** Writes a file of the site. */
  void write(Place place, String text) throws IOException {
    var file = draft.resolve(place.path()).normalize();
    if (!file.startsWith(draft) || !written.add(place.path())) {
      throw new IOException("not a file of its own below the site: " + place.path());
    }
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  int size() {
    return written.size();
  }

  /** Puts the draft in the folder's place. */
  void publish() throws IOException {
    Files.write(draft.resolve(MARKER), List.copyOf(written));
    if (Files.exists(folder)) {
      Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    removeOurs(old);
  }

  /** Removes a draft that was not published. */
  @Override
  public void close() throws IOException {
    removeOurs(draft);
  }

  /** Removes a folder of ours; a folder without the marker is not one. */
  private static void removeOurs(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isRegularFile(folder.resolve(MARKER)) && !isEmpty(folder)) {
      throw new NotASite(folder + " is in the way, and no site wrote it; move it");
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(folder.resolve(MARKER))) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException problem)
              throws IOException {
            if (problem != null && !(problem instanceof NoSuchFileException)) {
              throw problem;
            }
            if (dir.equals(folder)) {
              // Last: a folder that was half removed is still known as ours.
              Files.deleteIfExists(folder.resolve(MARKER));
            }
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}

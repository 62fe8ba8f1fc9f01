package org.criumatrix.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The applications of a folder, one file for each. */
public final class Applications {

  private static final Map<Path, Applications> READ = new ConcurrentHashMap<>();

  private final Map<String, Application> byName = new TreeMap<>();

  private Applications(Path folder) {
    try (var files = Files.newDirectoryStream(folder, "*" + ApplicationFile.SUFFIX)) {
      files.forEach(
          file -> {
            var application = ApplicationFile.read(file);
            byName.put(application.name(), application);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    }
  }

  /**
   * Returns the applications of the suite's own folder, {@code applications}.
   *
   * @throws ApplicationException if a file cannot be used
   */
  public static Applications ofCheckout() {
    return in(Path.of(System.getProperty("suite.home", ""), "applications"));
  }

  /**
   * Returns the applications of a folder, which is read once.
   *
   * @throws ApplicationException if a file cannot be used
   */
  static Applications in(Path folder) {
    return READ.computeIfAbsent(folder.toAbsolutePath(), Applications::new);
  }

  /** Returns all, by name. */
  public List<Application> all() {
    return List.copyOf(byName.values());
  }

  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /**
   * @throws IllegalArgumentException if there is none of this name
   */
  public Application find(String name) {
    var found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no file applications/%s.toml".formatted(name));
    }
    return found;
  }

  /** Returns those that share a root file system in a suite. */
  List<Application> sharing(String root, String suite) {
    return all().stream().filter(a -> a.root().equals(root) && a.suites().contains(suite)).toList();
  }
}

package org.criumatrix.criu;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.criu.CriuCatalog.Refresh;
import org.criumatrix.host.LocalFolders;

/** Reads the user's options of the catalogue. */
final class CatalogOptions {

  private CatalogOptions() {}

  static Options from(Properties properties) {
    var refresh = text(properties, "criu.refresh").orElse("auto");
    return new Options(
        refresh(refresh),
        text(properties, "criu.mirror"),
        text(properties, "criu.keyring").map(Path::of));
  }

  private static Refresh refresh(String word) {
    try {
      return Refresh.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "criu.refresh is 'auto', 'always' or 'never', not '" + word + "'", e);
    }
  }

  /**
   * Returns a property's value. An empty value counts as not set, because Maven passes options
   * without a default that way.
   */
  private static Optional<String> text(Properties properties, String key) {
    return Optional.ofNullable(properties.getProperty(key)).filter(value -> !value.isBlank());
  }

  static Path defaultFolder(String user, Map<String, String> environment) {
    if (user.equals("root")) {
      return Path.of("/var/cache/criu-matrix");
    }
    return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> LocalFolders.home(environment).resolve(".cache"))
        .resolve("criu-matrix");
  }
}

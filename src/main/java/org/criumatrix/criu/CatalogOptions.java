package org.criumatrix.criu;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.criu.CriuCatalog.Refresh;

/** What the user and the environment say about the catalogue. */
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

  /** A property that is set to nothing, as Maven does for one with no default, is not set. */
  private static Optional<String> text(Properties properties, String key) {
    return Optional.ofNullable(properties.getProperty(key)).filter(value -> !value.isBlank());
  }

  static Path defaultFolder(String user, Map<String, String> environment) {
    if (user.equals("root")) {
      return Path.of("/var/cache/criu-matrix");
    }
    return folder(environment, "XDG_CACHE_HOME")
        .or(() -> folder(environment, "HOME").map(home -> home.resolve(".cache")))
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("criu-matrix");
  }

  /** Java's own {@code user.home} is {@code ?} for an account that has no name. */
  private static Optional<Path> folder(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).map(Path::of).filter(Path::isAbsolute);
  }
}

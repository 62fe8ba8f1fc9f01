package org.criumatrix.criu;

import java.nio.file.Path;

/**
 * Where distribution packages come from.
 *
 * @param mirror URI as apt takes it
 * @param keyring file with the archive's public keys
 */
public record PackageArchive(String mirror, Path keyring) {

  /**
   * What the options say, or else what the system's own package configuration does.
   *
   * @throws IllegalStateException when there is no apt, no mirror or no keyring; the message says
   *     what helps
   */
  public static PackageArchive find(CriuCatalog.Options options) {
    try {
      var archive = DebianArchive.find(options);
      return new PackageArchive(archive.mirror(), archive.keyring());
    } catch (CatalogException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}

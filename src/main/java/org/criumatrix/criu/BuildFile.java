package org.criumatrix.criu;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.SharedFolders;

/**
 * {@code build.json} in a cached build: what it is, where it comes from, and how to check that it
 * is complete.
 *
 * @param version the version that the program prints
 * @param origin {@code debian:sid}
 * @param packageVersion the version of the package {@code criu}
 * @param gitId the git ID that the program prints; empty if it prints none
 * @param packagedSha256 the checksum of the program in the package
 * @param programSha256 the checksum of the program with its own loader and libraries
 * @param libraries file names and sizes in bytes; if one were missing, the system's might be loaded
 *     silently
 * @param folder the folder for which it was built; in any other it does not find its libraries
 * @param fetched ISO 8601
 * @param packages all packages that it was made from
 */
record BuildFile(
    String version,
    String origin,
    @JsonProperty("package_version") String packageVersion,
    @JsonProperty("git_id") String gitId,
    @JsonProperty("packaged_sha256") String packagedSha256,
    @JsonProperty("program_sha256") String programSha256,
    Map<String, Long> libraries,
    String folder,
    String fetched,
    List<Deb> packages) {

  static final String NAME = "build.json";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * A package.
   *
   * @param sha256 the checksum of the package's file
   */
  record Deb(String name, String version, String sha256) {}

  /**
   * Reads the file of a build.
   *
   * @throws CatalogException when it does not have the form that {@link #write} writes
   */
  static BuildFile read(Path build) throws IOException {
    try {
      return JSON.readValue(build.resolve(NAME).toFile(), BuildFile.class);
    } catch (JsonProcessingException e) {
      throw new CatalogException("its " + NAME + " is damaged: " + e.getOriginalMessage(), e);
    }
  }

  void write(Path build) throws IOException {
    JSON.writeValue(build.resolve(NAME).toFile(), this);
    SharedFolders.readable(build.resolve(NAME), "rw-r--r--");
  }
}

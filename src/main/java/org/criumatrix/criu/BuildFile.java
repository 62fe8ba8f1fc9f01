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
 * {@code build.json} in a cached build: what it is, where it comes from and how to check that it is
 * whole.
 *
 * @param version what the program says
 * @param origin {@code debian:sid}
 * @param packageVersion of the package {@code criu}
 * @param gitId as the program says; empty where it says none
 * @param packagedSha256 of the program as it came out of the package
 * @param programSha256 of the program as it is run, with its own loader and libraries
 * @param libraries file names and sizes in bytes; were one gone, the system's might be loaded
 *     instead silently
 * @param folder where it was made to run; anywhere else it does not find its libraries
 * @param fetched ISO 8601
 * @param packages everything it was taken from
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
   * @param sha256 of the package's file
   */
  record Deb(String name, String version, String sha256) {}

  /**
   * @throws CatalogException when it is not what {@link #write} writes
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

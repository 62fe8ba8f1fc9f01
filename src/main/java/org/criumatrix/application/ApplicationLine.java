package org.criumatrix.application;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** The keys of an application's file, as docs/applications.md describes them; null: not given. */
record ApplicationLine(
    String about,
    String root,
    List<String> packages,
    @JsonProperty("packages-bookworm") List<String> packagesBookworm,
    @JsonProperty("packages-sid") List<String> packagesSid,
    List<String> suites,
    String build,
    String prepare,
    String command,
    Map<String, String> environment,
    boolean terminal,
    String account,
    List<String> options,
    Map<String, String> ready,
    String stop,
    ClientLine client,
    Map<String, String> files,
    ComparedLine compare) {

  /** The table {@code client}. */
  record ClientLine(String command, String ready) {}

  /** The table {@code compare}. */
  record ComparedLine(Boolean stdout, Boolean stderr, List<String> files, List<String> ignore) {}
}

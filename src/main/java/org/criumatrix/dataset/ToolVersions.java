package org.criumatrix.dataset;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The versions of engines, which a run has among its notes. */
final class ToolVersions {

  /** {@code Debian sid-engines: docker: Docker version 28.5.2+dfsg4, build 9cc6dea}. */
  private static final Pattern NOTE =
      Pattern.compile("Debian ([a-z][a-z-]*): ([a-z][a-z-]*): \\D*?(\\d+(?:\\.\\d+)*).*");

  private ToolVersions() {}

  /** Returns them by suite and tool, {@code sid-engines/docker} → {@code 28.5.2}. */
  static Map<String, String> of(Collection<String> notes) {
    var versions = new TreeMap<String, String>();
    for (var note : notes) {
      var match = NOTE.matcher(note);
      if (match.matches()) {
        versions.put(match.group(1) + "/" + match.group(2), match.group(3));
      }
    }
    return versions;
  }
}

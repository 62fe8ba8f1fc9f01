package org.criumatrix.bundle;

import java.util.regex.Pattern;

/**
 * Finds a name in texts.
 *
 * @param part what every text with the name contains, which is looked for first: most texts have no
 *     name, and a search for a pattern takes a hundred times longer
 */
record NamePattern(String part, Pattern pattern) {

  boolean mayBeIn(String text) {
    return text.contains(part);
  }
}

package org.criumatrix.site;

import java.util.Map;
import java.util.Optional;

/**
 * What the user of the site chooses.
 *
 * @param url where the site will be, with a slash at its end; empty: links in the feed are relative
 * @param queries queries with names, which pages list
 */
public record SiteOptions(Optional<String> url, Map<String, String> queries) {

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is none of {@code http} or {@code https}
   */
  public static SiteOptions of(String url, Map<String, String> queries) {
    if (url == null || url.isBlank()) {
      return new SiteOptions(Optional.empty(), queries);
    }
    var address =
        Address.web(url.strip())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' is no address of the web; one begins with https://".formatted(url)));
    return new SiteOptions(
        Optional.of(address.text().endsWith("/") ? address.text() : address.text() + "/"), queries);
  }
}

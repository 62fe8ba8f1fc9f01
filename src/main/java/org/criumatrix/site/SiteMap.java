package org.criumatrix.site;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.matrix.Sha256;

/** Where each thing has its page. Only what is in the map can be linked, so no link dangles. */
final class SiteMap {

  private final Map<Kind, Map<String, Place>> places = new EnumMap<>(Kind.class);

  /** Without regard to case: some file systems have none. */
  private final Set<String> taken = new HashSet<>();

  SiteMap() {
    for (var kind : Kind.values()) {
      places.put(kind, new HashMap<>());
      taken.add(kind.list().key());
    }
  }

  /** Gives a thing its page. */
  void add(Kind kind, String id) {
    var known = places.get(kind);
    if (!known.containsKey(id)) {
      var usual = new Place("%s/%s.html".formatted(kind.folder(), Slug.path(id)));
      var place =
          taken.contains(usual.key()) || taken.contains(usual.json().key())
              ? new Place("%s/%s.html".formatted(kind.folder(), Sha256.of(id)))
              : usual;
      taken.add(place.key());
      taken.add(place.json().key());
      known.put(id, place);
    }
  }

  /** Returns the page of a thing; empty if it has none. */
  Optional<Place> find(Kind kind, String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(places.get(kind).get(id));
  }

  /** Returns the page of a thing that has one. */
  Place get(Kind kind, String id) {
    return find(kind, id)
        .orElseThrow(() -> new IllegalStateException("no page: %s %s".formatted(kind, id)));
  }

  int size(Kind kind) {
    return places.get(kind).size();
  }
}

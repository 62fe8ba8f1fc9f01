package org.criumatrix.site;

import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.dataset.ObjectEntry;

/** A page for each kernel object that the suite has a program for. */
final class ObjectPages implements PageMaker {

  private final Guide guide;

  ObjectPages(Guide guide) {
    this.guide = guide;
  }

  @Override
  public Stream<Page> pages() {
    return guide.facts().data().objects().stream().map(this::page);
  }

  private Page page(ObjectEntry object) {
    var place = guide.map().get(Kind.OBJECT, object.id());
    var parts = new SubjectParts(guide, place, object.cases());
    var about = Words.sentence(Words.known(object.about()));
    var sections = new Sections().paragraph("about", about);
    parts.begin(sections);
    sections.add("What comes back changed", changed(object));
    if (object.cases().size() > 1) {
      sections.add("Cases", parts.caseList(object.cases()));
    }
    parts.end(sections);
    guide
        .facts()
        .situation(object.situation())
        .ifPresent(
            s ->
                sections.add(
                    "Related",
                    Html.of("p", "All of its family: ", guide.situation(place, s.id()), ".")));
    return Page.of(
        guide,
        Kind.OBJECT,
        object.id(),
        "Does %s survive a checkpoint?".formatted(object.id()),
        parts.verdict().text() + " " + about,
        sections.html(),
        parts.data("object", object),
        parts.entry(Kind.OBJECT, object.id(), object.id(), about, List.of()));
  }

  private static List<Html> changed(ObjectEntry object) {
    if (object.values().isEmpty()) {
      return List.of();
    }
    var list = Html.of("ul");
    object.values().forEach(v -> list.add(Html.of("li", Html.of("code", v))));
    return List.of(list);
  }
}

package org.criumatrix.site;

import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.dataset.ApplicationEntry;

/** A page for each application. */
final class ApplicationPages implements PageMaker {

  private final Guide guide;

  ApplicationPages(Guide guide) {
    this.guide = guide;
  }

  @Override
  public Stream<Page> pages() {
    return guide.facts().data().applications().stream().map(this::page);
  }

  private Page page(ApplicationEntry application) {
    var place = guide.map().get(Kind.APPLICATION, application.id());
    var about = Words.known(application.about());
    var parts = new SubjectParts(guide, place, application.cases());
    var sections = new Sections().paragraph("about", about);
    parts.begin(sections);
    if (application.cases().size() > 1) {
      sections.add("Itself, and with a setting", parts.caseList(application.cases()));
    }
    parts.end(sections);
    var situation = guide.facts().situation(application.situation());
    situation.ifPresent(
        s ->
            sections.add(
                "Related",
                Html.of("p", "Programs like it: ", guide.situation(place, s.id()), ".")));
    return Page.of(
        guide,
        Kind.APPLICATION,
        application.id(),
        Words.question(application.id()),
        parts.verdict().text() + " " + about,
        sections.html(),
        parts.data("application", application),
        parts.entry(
            Kind.APPLICATION,
            application.id(),
            application.id(),
            about,
            situation.map(s -> s.words()).orElse(List.of())));
  }
}

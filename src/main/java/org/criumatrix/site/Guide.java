package org.criumatrix.site;

import java.util.List;
import java.util.Optional;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.SituationEntry;

/** The data and the map of the site, and links from one to the other. */
record Guide(Facts facts, SiteMap map) {

  /** Returns a link to the page of a thing, or its words where it has none. */
  Html link(Place from, Kind kind, String id, Object... words) {
    return Html.link(map.find(kind, id).map(to -> Address.of(from, to)), words);
  }

  Html situation(Place from, String id) {
    return link(from, Kind.SITUATION, id, facts.situation(id).map(s -> s.title()).orElse(id));
  }

  Html cause(Place from, String id) {
    return link(from, Kind.CAUSE, id, facts.cause(id).map(Causes::title).orElse(id));
  }

  Html option(Place from, String option) {
    return link(from, Kind.OPTION, option.replaceFirst("=.*", ""), Html.of("code", option));
  }

  Html build(Place from, String build) {
    return link(from, Kind.CRIU, build, "CRIU " + build);
  }

  Html kernel(Place from, String release) {
    return link(from, Kind.KERNEL, release, "Linux " + release);
  }

  Html theCase(Place from, String id) {
    return link(from, Kind.CASE, id, Html.of("code", id));
  }

  /** Returns a link to a run by the day on which it started. */
  Html run(Place from, String id) {
    return link(from, Kind.RUN, id, facts.run(id).map(r -> Words.day(r.started())).orElse(id));
  }

  Html trait(Place from, String trait) {
    return link(from, Kind.TRAIT, trait.replaceFirst(":.*", ""), Html.of("code", trait));
  }

  /** Returns a link to a machine, in words: distribution and processor. */
  Html machine(Place from, String id) {
    return link(from, Kind.MACHINE, id, facts.machine(id).map(Machines::title).orElse(id));
  }

  /** Returns a link to the line of a cell on the page of its case. */
  Html cell(Place from, CellEntry cell, Object... words) {
    return Html.link(
        map.find(Kind.CASE, cell.caseId()).map(to -> Address.of(from, to, cell.id())), words);
  }

  /** Returns options as code, each with a link; empty without any. */
  List<Html> options(Place from, List<String> options) {
    return options.stream().map(o -> option(from, o)).toList();
  }

  /** Returns things in a sentence, with commas and "and" between them. */
  static Html sequence(List<Html> things) {
    var all = Html.of("span");
    for (var i = 0; i < things.size(); i++) {
      if (i > 0) {
        all.add(i == things.size() - 1 ? " and " : ", ");
      }
      all.add(things.get(i));
    }
    return all;
  }

  /** Returns what the way of an answer needs apart from options of CRIU. */
  Optional<String> needs(Answer answer) {
    return facts
        .findCase(Words.known(answer.way()))
        .filter(c -> "way".equals(c.role()))
        .flatMap(c -> facts.situation(c.situation()))
        .map(SituationEntry::needs);
  }

  /** Returns a cause as the end of a sentence: its title may be cut. */
  Html causeAtEnd(Place from, String id) {
    var cause = cause(from, id);
    return Html.of("span", cause, cause.text().endsWith("…") ? "" : ".");
  }

  /** Returns the standing of an answer in words: {@code works with --tcp-established}. */
  Html words(Place from, Answer answer) {
    var standing = Standing.of(answer.verdict());
    return switch (standing) {
      case WITH_OPTIONS ->
          answer.options().isEmpty()
              ? Html.of("span", needs(answer).map("works with "::concat).orElse(standing.words()))
              : Html.of("span", "works with ", spaced(options(from, answer.options())));
      case PARTLY ->
          Html.of(
              "span",
              "%d of %d %s"
                  .formatted(
                      answer.working(), answer.ways(), answer.working() == 1 ? "works" : "work"));
      default -> Html.of("span", standing.words());
    };
  }

  static List<Object> spaced(List<Html> words) {
    var all = new java.util.ArrayList<Object>();
    for (var word : words) {
      if (!all.isEmpty()) {
        all.add(" ");
      }
      all.add(word);
    }
    return all;
  }

  /** Returns a note that a result is old; empty if it is not. */
  Optional<Html> age(String latest) {
    return facts.isOld(latest)
        ? Optional.of(Html.of("small", "old: ", Words.day(latest)).css("old"))
        : Optional.empty();
  }
}

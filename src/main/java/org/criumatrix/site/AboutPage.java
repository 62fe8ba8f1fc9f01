package org.criumatrix.site;

import java.util.List;
import org.criumatrix.dataset.DataSet;

/** How to read and cite the site. */
final class AboutPage {

  private final DataSet data;

  AboutPage(DataSet data) {
    this.data = data;
  }

  Page page() {
    var marks = Html.of("ul").css("cases");
    for (var standing : Standing.values()) {
      marks.add(
          Html.of(
              "li",
              standing.sign(),
              Html.of("span", Html.of("b", standing.words()), ": ", meaning(standing))));
    }
    var content =
        new Sections()
            .add("What the marks mean", marks)
            .add(
                "What an answer is worth",
                Html.of(
                    "p",
                    "Each program ends with an answer that is the same bit for bit in every uninterrupted run. A checkpoint works if the whole program was gone after the dump, and the restored one ends with that answer, with no step lost or repeated. A silent restart and a replay fail this check, and every run proves it."),
                Html.of(
                    "p",
                    "An answer holds for the CRIU build, the kernel, the privilege and the machine next to it, and for no other. “Never tested” is not “works”. A result that was older than 90 days when this site was made is marked as old."))
            .add("Words", words())
            .add(
                "Permanent links",
                Html.of(
                    "p",
                    "The address of a page follows from what it is about, and stays the same in every later version of the site. A page has a JSON file next to it with the same name, and each line of a table on the page of a case has a fragment of its own. index.json lists all pages."))
            .add("Cite", cite());
    return new Page(
        Place.ABOUT,
        List.of(),
        "How to read and cite this",
        "What the marks mean, what an answer is worth, and how to cite the data.",
        content.html(),
        List.of(),
        data.publication(),
        null);
  }

  private static String meaning(Standing standing) {
    return switch (standing) {
      case WORKS ->
          "every way that a careful user would choose works, and none needs an option of CRIU or another setting.";
      case WITH_OPTIONS ->
          "it works if CRIU is given the options that are named, or with the setting that is named.";
      case PARTLY -> "some ways or some cases work, and others do not.";
      case REFUSES -> "CRIU had to refuse, did, and the program continued unharmed.";
      case NO -> "no way that was tried works; the page names the cause.";
      case UNAVAILABLE -> "a probe found that it cannot be tried there.";
      case UNTESTED -> "there is no result; the page has the command that would show it.";
    };
  }

  private static Html words() {
    return new FactTable()
        .add(
            "Cell",
            text(
                "one case with one CRIU build, one privilege, one runtime and one host: what the suite tries and records"))
        .add("Row", text("a group of cases, as in the table of the publication: “Network”"))
        .add(
            "Way",
            text(
                "a case that a careful user would choose; a situation works if its ways do. Cases without its options, and deliberate misuse, do not count"))
        .add(
            "Trait",
            text("what a process tree holds or is, as far as it decides: a pipe, a session"))
        .add(
            "Prepared",
            text(
                "the engine called CRIU, or each mount that a container has from outside was named to CRIU and bound before the dump"))
        .add(
            "Fails at",
            text(
                "the phase: dump, gone (something is left after the dump), restore, alive, progress, answer (the result is another one), clean (the result is right, and something is left on the host)"))
        .add(
            "Harm",
            text(
                "what a failure does to the program: none, refused (it continues), lost (it cannot be restored), dies, changed (it continues with another value)"))
        .add(
            "Subreaper",
            text(
                "a process that adopts the descendants whose parent ends, so that they stay in its tree: prctl(PR_SET_CHILD_SUBREAPER)"))
        .html();
  }

  private static Html text(String text) {
    return Html.of("span", text + ".");
  }

  private Html cite() {
    var publication = data.publication();
    var address = Address.web(publication == null ? null : publication.url());
    return Html.of(
        "div",
        Html.of(
            "p",
            "criu-matrix %s, data of %s. ".formatted(data.suite(), Words.day(data.made())),
            "Its rows begin with those of: ",
            publication == null
                ? "an evaluation that the data does not name"
                : Html.link(address, publication.title()),
            publication == null || publication.arxiv() == null
                ? "."
                : ", arXiv:%s.".formatted(publication.arxiv())));
  }
}

package org.criumatrix.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.dataset.DataSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The site of a set of data, written to a folder. */
record SampleSite(Path folder) {

  static final Map<String, String> QUERIES =
      Map.of("broken-in-newest", "works:previous fails:newest", "silent-change", "harm:changed");

  static SampleSite of(DataSet data, Path folder) throws IOException {
    Site.write(data, SiteOptions.of("", QUERIES), folder);
    return new SampleSite(folder);
  }

  static SampleSite in(Path folder) throws IOException {
    return of(SampleData.all(), folder.resolve("site"));
  }

  Document page(String path) throws IOException {
    return Jsoup.parse(folder.resolve(path));
  }

  String text(String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  /** Returns the files with an ending, relative to the site. */
  List<String> files(String end) throws IOException {
    var files = new ArrayList<String>();
    try (var all = Files.walk(folder)) {
      all.filter(f -> f.toString().endsWith(end))
          .map(f -> folder.relativize(f).toString())
          .sorted()
          .forEach(files::add);
    }
    return files;
  }
}

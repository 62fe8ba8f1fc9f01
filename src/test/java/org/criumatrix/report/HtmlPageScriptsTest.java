package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The page's scripts are one script in the browser, where a second function of a name replaces the
 * first.
 */
class HtmlPageScriptsTest {

  private static final Pattern NAME =
      Pattern.compile("(?m)^(?:async )?(?:function|const|let|class) (\\w+)");

  @Test
  void noTwoThingsHaveTheSameName() {
    var records = SampleRun.records();
    var page =
        new HtmlPage(PageQueries.NONE).text(Overview.of(records, SampleRun.run(records), Map.of()));
    var script = page.substring(page.indexOf("\"use strict\""));
    var names = NAME.matcher(script).results().map((MatchResult m) -> m.group(1)).toList();

    assertThat(names).contains("cells", "drawGrid", "Cell").doesNotHaveDuplicates();
  }
}

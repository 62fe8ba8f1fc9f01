package org.criumatrix.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.matrix.Sha256;

/**
 * Turns the page that Allure generates into the one that is kept: a tenth of its size, and it runs
 * no script but its own. Allure shows messages as HTML, and programs that are checkpointed write
 * into them.
 */
final class AllurePage {

  private static final String HEAD = "<meta charset=\"utf-8\">";

  private static final Pattern LINKED =
      Pattern.compile("\\s*<script src=\"data:text/javascript;base64,([^\"]*)\"></script>");

  /** What only the next report needs. */
  private static final String HISTORY = "history/";

  private final AllureBlocks files = new AllureBlocks();
  private final List<String> lines = new ArrayList<>();
  private final List<String> scripts = new ArrayList<>();
  private final AllureData.Reader history;
  private boolean isInScript;

  private AllurePage(AllureData.Reader history) {
    this.history = history;
  }

  /**
   * Replaces a generated page.
   *
   * @param history receives the files for the next report, which the page does not have
   * @throws IOException if the page is not as this version of Allure generates it
   */
  static void pack(Path report, AllureData.Reader history) throws IOException {
    var page = new AllurePage(history);
    AllureData.read(report, page.new Parts());
    AtomicFile.write(report, page.text(report));
  }

  private final class Parts implements AllureData.Reader {

    @Override
    public void file(String name, byte[] content) throws IOException {
      if (name.startsWith(HISTORY)) {
        history.file(name, content);
      } else {
        files.add(name, content);
      }
    }

    @Override
    public void line(String text) {
      var linked = LINKED.matcher(text);
      if (linked.matches()) {
        lines.add(script(linked.group(1)));
      } else if (text.strip().startsWith("<script")) {
        // Its own loader of the files, and its analytics.
        isInScript = true;
      } else if (text.strip().equals("</script>")) {
        isInScript = false;
      } else if (!isInScript) {
        lines.add(text);
      }
    }
  }

  /** Returns a script as an element of the page, which a policy can allow by its checksum. */
  private String script(String base64) {
    var text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    return script(text, scripts);
  }

  private static String script(String text, List<String> allowed) {
    // As a browser reads it: these would end the element, or keep its end from ending it.
    var inline =
        text.replace("\r\n", "\n").replace("<!--", "<\\!--").replace("</script", "<\\/script");
    allowed.add(inline);
    return "<script>" + inline + "</script>";
  }

  private String text(Path report) throws IOException {
    var head = lines.stream().map(String::strip).toList().indexOf(HEAD);
    var end = lines.indexOf("</body>");
    if (head < 0 || end < 0 || scripts.isEmpty() || isInScript) {
      throw new IOException("%s is not a page that this suite knows of Allure".formatted(report));
    }
    var loader = script(Resources.text("allure.js"), scripts);
    var text = new ArrayList<>(lines.subList(0, head + 1));
    text.add(policy());
    text.add(loader);
    text.addAll(lines.subList(head + 1, end));
    text.addAll(files.elements());
    text.addAll(lines.subList(end, lines.size()));
    return String.join("\n", text) + "\n";
  }

  private String policy() {
    return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
        + scripts.stream().map(AllurePage::checksum).collect(Collectors.joining(" "))
        + "; style-src data: 'unsafe-inline'; img-src data: blob:; font-src data:; "
        + "connect-src data:; base-uri 'none'; form-action 'none'\">";
  }

  private static String checksum(String script) {
    var digest = Sha256.digest().digest(script.getBytes(StandardCharsets.UTF_8));
    return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(digest));
  }
}

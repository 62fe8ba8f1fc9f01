package org.criumatrix.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a log or an output with arbitrary bytes.
 *
 * @param charset the charset that encodes the text as the bytes that were read
 */
record EvidenceText(String text, Charset charset) {

  /**
   * Maximum number of bytes read from a file, 16 MiB: a program that prints without end must not
   * fill the archive.
   */
  private static final int LIMIT = 16 << 20;

  static EvidenceText read(Path file) throws IOException {
    var bytes = head(file);
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new EvidenceText(text, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      // In this charset every byte is a character.
      return new EvidenceText(
          new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(LIMIT);
      if (in.read() < 0) {
        return bytes;
      }
      var cut = "\n[cut here: the file has %d bytes]\n".formatted(Files.size(file));
      var all = ByteBuffer.allocate(bytes.length + cut.length());
      return all.put(bytes).put(cut.getBytes(StandardCharsets.US_ASCII)).array();
    }
  }

  byte[] redacted(Redactor redactor) {
    return redactor.redact(text).getBytes(charset);
  }
}

package org.criumatrix.site;

import java.util.stream.Stream;

/** Makes the pages of one kind. */
interface PageMaker {

  /** Returns the pages one by one, so that no more than one is in memory. */
  Stream<Page> pages();
}

package org.criumatrix.junit;

import java.util.List;
import org.criumatrix.criu.CriuCatalog;

/** The CRIU versions that the catalogue lists, so that cases have the same names everywhere. */
public final class ListedVersions implements CaseNames {
  @Override
  public List<String> get() {
    return CriuCatalog.listed();
  }
}

/** The static site "Can I checkpoint?": a page for each thing that people ask about. */
package org.criumatrix.site;

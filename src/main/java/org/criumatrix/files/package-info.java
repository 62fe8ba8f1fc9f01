/** Replaces and locks files that several processes use. */
package org.criumatrix.files;

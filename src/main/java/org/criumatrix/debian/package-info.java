/** Debian's archive, apt and packages: fetches, verifies, unpacks and installs them. */
package org.criumatrix.debian;

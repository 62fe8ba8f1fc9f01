/** Fetches, verifies, unpacks and installs packages of Debian's archive, with apt. */
package org.criumatrix.debian;

/** Builds root folders of distributions from packages, for hosts with their own programs. */
package org.criumatrix.distro;

/** Root folders of distributions, made of packages, for hosts that have programs of their own. */
package org.criumatrix.distro;

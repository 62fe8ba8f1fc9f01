/** Network file systems: one host serves a folder, the same or another mounts it. */
package org.criumatrix.share;

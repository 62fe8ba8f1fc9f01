/** Runs containers with runc, crun or containerd, without an engine around them. */
package org.criumatrix.checkpoint.oci;

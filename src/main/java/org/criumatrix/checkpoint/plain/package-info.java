/** Runs a subject without an engine, at most in namespaces of its own, and calls CRIU directly. */
package org.criumatrix.checkpoint.plain;

/** Virtual machines as hosts: {@code vm:NAME} and {@code kernel:NAME}. */
package org.criumatrix.vm;

/** Virtual machines, which Vagrant starts, as hosts: {@code vm:NAME}. */
package org.criumatrix.vm;

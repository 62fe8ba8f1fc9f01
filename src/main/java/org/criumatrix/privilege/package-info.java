/** Rewrites a command so that it runs with a privilege: one small class each. */
package org.criumatrix.privilege;

/** What tests of several packages share. */
package org.criumatrix.testing;

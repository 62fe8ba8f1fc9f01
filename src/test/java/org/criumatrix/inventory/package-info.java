/** What {@code native/inventory} says of programs whose parts are known. */
package org.criumatrix.inventory;

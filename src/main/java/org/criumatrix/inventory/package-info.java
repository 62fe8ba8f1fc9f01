/** What a process tree consists of, as native/inventory prints it, and the traits that follow. */
package org.criumatrix.inventory;
